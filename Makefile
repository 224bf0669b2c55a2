# make run: everything, from a fresh clone. make help lists the rest.
PYTHON ?= $(firstword $(foreach p,python3 python3.14 python3.13 python3.12 python3.11,$(shell \
	$(p) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $(p))))
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install
CODE := bot cogs deploy tests bench

.PHONY: run test deep check bench pictures format lock help clean
.DEFAULT_GOAL := help

help: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /	/' | sort

run: .venv/runtime ## run the bot: against Discord with DISCORD_TOKEN, else in the playground
	@exec $(BIN)/python -m deploy

test: .venv/dev ## every test but the long ones
	$(BIN)/python -m pytest -n 2 --dist loadgroup -m "not deep"

deep: .venv/dev ## the long tests
	$(BIN)/python -m pytest -n 2 --dist loadgroup -m deep

check: .venv/dev ## format, lint, types, imports, content
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/ruff check $(CODE)
	$(BIN)/oxlint --quiet deploy/playground/page
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m bot check

bench: .venv/dev ## print what things cost, as ratios
	$(BIN)/python -m bench

pictures: .venv/dev ## take the pictures of the README anew
	$(BIN)/python -m tests.browser.pictures

format: .venv/dev ## put the code into our format
	$(BIN)/ruff format $(CODE)
	$(BIN)/ruff check --fix $(CODE)

lock: ## write the hash-locked requirements anew (needs uv)
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header \
		--no-annotate --all-extras --group build pyproject.toml -o requirements.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header \
		--no-annotate --all-extras --group build --group dev -c requirements.txt pyproject.toml -o requirements-dev.txt

clean: ## remove the virtual environment and caches, never data
	rm -rf .venv build *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Daymark needs Python 3.11 or newer: install it, then run make again."; exit 2; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; echo "Python's venv module is missing: install python3-venv, then run make again."; exit 2; }

.venv/runtime: requirements.txt | .venv/bin/python
	@echo "Setting up (once, about half a minute)…"
	@$(PIP) --require-hashes --no-deps -r requirements.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev: requirements-dev.txt .venv/runtime
	@echo "Setting up for development (once)…"
	@$(PIP) --require-hashes --no-deps -r requirements-dev.txt
	@touch $@
