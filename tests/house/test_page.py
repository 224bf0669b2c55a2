"""The playground's page is as tidy as the rest, as far as that can be read without a browser."""

import re
from pathlib import Path

import pytest

from tests.house.source import ROOT

PAGE = ROOT / "deploy" / "playground" / "page"
MODULES = sorted(PAGE.glob("*.js"))
DOCUMENTS = sorted(PAGE.glob("*.html"))
STYLES = sorted(PAGE.glob("*.css"))
MOST_LINES, LONGEST_LINE = 250, 110
TEXT_AS_CODE = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|Function\("
)
ELSEWHERE = re.compile(r"""["'(`](?:https?:)?//(?!www\.w3\.org/2000/svg")""")
DECLARED = re.compile(r"^export (?:async )?(?:function|const|class) (\w+)", re.MULTILINE)
IMPORTED = re.compile(r'^import \{([^}]+)\} from "\./([\w-]+\.js)";$', re.MULTILINE)
PLAIN = re.compile(r"(import|export|const|async function|function|class)\b|[\s})\]/]|$")


def text(file: Path) -> str:
    return file.read_text("utf-8")


def loaded() -> set[str]:
    """Modules that a document starts."""
    found = (re.findall(r'src="/page/static/([\w-]+\.js)"', text(each)) for each in DOCUMENTS)
    return {name for names in found for name in names}


def imports() -> list[tuple[str, str, str]]:
    """(importing module, module, name)."""
    return [
        (file.name, module, name.strip())
        for file in MODULES
        for names, module in IMPORTED.findall(text(file))
        for name in names.split(",")
        if name.strip()
    ]


def test_there_is_a_page():
    assert len(MODULES) > 20
    assert loaded() == {"main.js", "theme.js"}


@pytest.mark.parametrize("file", MODULES, ids=lambda file: file.name)
def test_a_module_is_short_says_what_it_is_for_and_has_short_lines(file):
    lines = text(file).splitlines()
    assert lines[0].startswith("/** ")
    assert len(lines) <= MOST_LINES
    assert [line for line in lines if len(line) > LONGEST_LINE] == []


@pytest.mark.parametrize("file", MODULES, ids=lambda file: file.name)
def test_nothing_that_people_write_becomes_code(file):
    assert TEXT_AS_CODE.findall(text(file)) == []


@pytest.mark.parametrize("file", MODULES, ids=lambda file: file.name)
def test_there_are_no_globals_and_only_what_a_document_starts_acts_by_itself(file):
    lines = [line for line in text(file).splitlines() if not line.startswith((" *", "  "))]
    assert [line for line in lines if re.match(r"(let|var|export (let|var|default))\b", line)] == []
    if file.name not in loaded():
        assert [line for line in lines if not PLAIN.match(line)] == []
    assert not re.search(r"\b(window|globalThis)\.\w+ = ", text(file))


@pytest.mark.parametrize("file", [*MODULES, *DOCUMENTS, *STYLES], ids=lambda file: file.name)
def test_nothing_comes_from_elsewhere(file):
    assert ELSEWHERE.findall(text(file)) == []


def test_every_import_is_there_and_every_export_is_used():
    exported = {(file.name, name) for file in MODULES for name in DECLARED.findall(text(file))}
    imported = {(module, name) for _, module, name in imports()}
    assert imported - exported == set()
    assert exported - imported == set()


def test_a_name_is_imported_only_where_it_is_used():
    idle = [
        (module, name)
        for module, _, name in imports()
        if len(re.findall(rf"\b{name}\b", text(PAGE / module))) < 2
    ]
    assert idle == []


def test_every_button_has_a_name():
    for file in DOCUMENTS:
        for attributes, words in re.findall(r"<button([^>]*)>([^<]*)", text(file)):
            assert words.strip() or "aria-label=" in attributes
    assert [
        file.name for file in MODULES if re.search(r'\bbutton\((""|null|undefined)', text(file))
    ] == []


def test_every_file_is_used():
    everything = "\n".join(map(text, [*MODULES, *DOCUMENTS]))
    assert [each.name for each in [*MODULES, *STYLES] if each.name not in everything] == []
