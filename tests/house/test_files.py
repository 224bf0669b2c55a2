"""Small files, one idea each, that say what they are for."""

import ast

from tests.house.source import ROOT, STREET, modules, syntax

OURS = modules(*STREET, "deploy")
MOST_LINES = 300
MOST_LINES_IN_A_FUNCTION = 30
UNFINISHED = ("TODO", "FIXME", "XXX", "NotImplementedError")


def test_a_module_says_what_it_is_for():
    silent = [name for name, file in OURS.items() if not ast.get_docstring(syntax(file))]
    assert silent == []


def test_a_module_can_be_read_at_one_sitting():
    lengths = {name: len(file.read_text("utf-8").splitlines()) for name, file in OURS.items()}
    assert {name: n for name, n in lengths.items() if n > MOST_LINES} == {}


def test_a_function_does_one_thing():
    assert [found for name in OURS if ".migrations." not in name for found in long(name)] == []


def long(name: str) -> list[str]:
    return [
        f"{name}.{node.name}"
        for node in ast.walk(syntax(OURS[name]))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if node.end_lineno - node.lineno >= MOST_LINES_IN_A_FUNCTION
    ]


def test_nothing_is_left_for_later():
    texts = {name: file.read_text("utf-8") for name, file in OURS.items()}
    assert [name for name, text in texts.items() if any(w in text for w in UNFINISHED)] == []


def test_no_file_is_called_after_nothing():
    names = {file.stem for file in [*OURS.values(), *(ROOT / "tests").rglob("*.py")]}
    assert not names & {"utils", "util", "helpers", "helper", "common", "misc"}
    assert not [name for name in names if name.endswith("2")]
