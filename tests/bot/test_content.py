"""Files that editors write, and what they are told about a slip."""

from typing import Annotated

import pytest
from pydantic import Field

from bot import content
from bot.content import BadContent, Entry, Ref, Source


class Track(Entry):
    id: str
    name: str


class Deed(Entry):
    id: str
    minutes: int
    track: Annotated[str | None, Ref("tracks")] = None
    also: Annotated[list[str], Ref("tracks")] = Field(default_factory=list)


SOURCES = (
    Source("tracks", "settings/tracks.toml", "track", Track),
    Source("deeds", "settings/deeds.toml", "deed", Deed),
)
TRACKS = """
[[track]]
id = "data"
name = "Data"
"""


@pytest.fixture
def load(tmp_path):
    """Loads these deeds beside one good track."""
    (tmp_path / "settings").mkdir()

    def load(deeds: str, tracks: str = TRACKS) -> content.Content:
        (tmp_path / "settings/tracks.toml").write_text(tracks, "utf-8")
        (tmp_path / "settings/deeds.toml").write_text(deeds, "utf-8")
        return content.load(SOURCES, tmp_path)

    return load


def problems(load, *files: str) -> list[str]:
    with pytest.raises(BadContent) as raised:
        load(*files)
    return str(raised.value).split("\n")


def test_entries_come_in_the_order_of_their_file(load):
    found = load('[[deed]]\nid = "b"\nminutes = 3\n[[deed]]\nid = "a"\nminutes = 2\n')
    assert [deed.id for deed in found.all("deeds", Deed)] == ["b", "a"]
    assert found.all("tracks", Track) == [Track(id="data", name="Data")]
    assert found.all("nothing", Track) == []


def test_references_resolve_whatever_file_comes_first(load):
    found = load('[[deed]]\nid = "a"\nminutes = 3\ntrack = "data"\nalso = ["data"]\n')
    assert found.all("deeds", Deed)[0].track == "data"


def test_a_dangling_reference_is_named(load):
    told = problems(load, '[[deed]]\nid = "a"\nminutes = 3\ntrack = "date"\nalso = ["data", "x"]\n')
    assert told == [
        "settings/deeds.toml, entry a, field track: "
        "names “date”, which isn't in tracks: mend the name",
        "settings/deeds.toml, entry a, field also: names “x”, which isn't in tracks: mend the name",
    ]


def test_an_unknown_field_is_named(load):
    (told,) = problems(load, '[[deed]]\nid = "a"\nminutes = 3\nmintues = 4\n')
    assert told.startswith("settings/deeds.toml, entry a, field mintues: ")


def test_a_missing_field_and_a_wrong_value_are_named(load):
    told = problems(load, '[[deed]]\nid = "a"\n[[deed]]\nid = "b"\nminutes = "many"\n')
    assert [line.split(":")[0] for line in told] == [
        "settings/deeds.toml, entry a, field minutes",
        "settings/deeds.toml, entry b, field minutes",
    ]


def test_an_id_used_twice_is_named(load):
    told = problems(load, '[[deed]]\nid = "a"\nminutes = 3\n[[deed]]\nid = "a"\nminutes = 4\n')
    assert told == ["settings/deeds.toml, entry a, field id: is used twice: rename one of them"]


def test_an_entry_without_an_id_is_named_by_its_place(load):
    (told,) = problems(load, "[[deed]]\nminutes = 3\n")
    assert told.startswith("settings/deeds.toml, entry number 1, field id: ")


def test_a_file_that_is_no_toml_or_not_there_is_named(load, tmp_path):
    (told,) = problems(load, '[[deed]\nid = "a"')
    assert told.startswith("settings/deeds.toml, entry -, field -: can't be read: ")
    with pytest.raises(BadContent, match=r"missing\.toml, entry -"):
        content.load([Source("x", "missing.toml", "x", Track)], tmp_path)


def test_every_problem_of_every_file_is_told_at_once(load):
    told = problems(
        load,
        '[[deed]]\nid = "a"\nminutes = "x"\n[[deed]]\nid = "b"\nminutes = 1\ntrack = "none"\n',
        f'{TRACKS}[[track]]\nid = "data"\nname = 3\n',
    )
    assert len(told) == 4
    assert {line.split(",")[0] for line in told} == {source.file for source in SOURCES}


def test_a_file_that_is_not_utf_8_is_named(load, tmp_path):
    (tmp_path / "latin.toml").write_bytes(b'[[x]]\nid = "caf\xe9"\n')
    with pytest.raises(BadContent, match=r"latin\.toml, entry -, field -: can't be read"):
        content.load([Source("x", "latin.toml", "x", Track)], tmp_path)


@pytest.mark.parametrize("id_", ["1", '["a"]'])
def test_an_id_that_is_no_text_is_named(load, id_):
    (told,) = problems(load, f"[[deed]]\nid = {id_}\nminutes = 1")
    assert ", field id: " in told


@pytest.mark.parametrize("broken", ['deed = "one"', "deed = [1, 2]", "[deed]\nid = 1", "[[ded]]"])
def test_entries_under_a_wrong_heading_are_told_not_lost(load, broken):
    assert problems(load, broken)


def test_entries_cannot_be_changed_once_read(load):
    (track,) = load("").all("tracks", Track)
    with pytest.raises(ValueError, match="frozen"):
        track.name = "other"
