"""The operator's variables, and the one sentence that a wrong one gets."""

import pytest

from bot import settings
from bot.__main__ import main
from bot.settings import BadConfiguration, Settings

ELSEWHERE = "a-token-that-nobody-may-see"


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    """Away from any `.env` of whoever runs the tests."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def read(monkeypatch, **variables: str) -> Settings:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    return settings.read()


def refused(monkeypatch, **variables: str) -> str:
    with pytest.raises(BadConfiguration) as said:
        read(monkeypatch, **variables)
    return str(said.value)


def test_nothing_set_means_discord_and_a_file_under_data(monkeypatch):
    found = read(monkeypatch)
    assert found.discord_token is None
    assert found.discord_api_url == "https://discord.com/api/v10"
    assert found.discord_gateway_url is None
    assert found.database_url.get_secret_value() == "sqlite+aiosqlite:///data/daymark.db"
    assert found.shard_range is None
    assert (found.http_host, found.http_port) == ("127.0.0.1", 8731)
    assert found.log == "text"


@pytest.mark.parametrize(
    ("variable", "value", "field", "means"),
    [
        ("DISCORD_API_URL", "http://127.0.0.1:9/api/v10/", "discord_api_url", None),
        ("DISCORD_GATEWAY_URL", "ws://127.0.0.1:9", "discord_gateway_url", None),
        ("DAYMARK_PROXY_HOST", "proxy.internal", "proxy_host", None),
        ("DAYMARK_SHARDS", "0-3/16", "shard_range", ([0, 1, 2, 3], 16)),
        ("DAYMARK_SHARDS", "5/6", "shard_range", ([5], 6)),
        ("DAYMARK_HTTP_HOST", "0.0.0.0", "http_host", None),
        ("DAYMARK_HTTP_PORT", "0", "http_port", 0),
        ("DAYMARK_PLAYGROUND_PORT", "0", "playground_port", 0),
        ("DAYMARK_LOG", "json", "log", None),
        ("DAYMARK_FEED_ALLOW_PRIVATE", "localhost:80", "feed_allow_private", None),
        ("DAYMARK_HEARTBEAT_URL", "https://example.org/x", "heartbeat_url", None),
    ],
)
def test_each_variable_is_read(monkeypatch, variable, value, field, means):
    found = getattr(read(monkeypatch, **{variable: value}), field)
    assert found == (value.rstrip("/") if means is None else means)


def test_secrets_are_never_printed(monkeypatch):
    url = f"postgresql+asyncpg://ada:{ELSEWHERE}@localhost/daymark"
    found = read(monkeypatch, DISCORD_TOKEN=ELSEWHERE, DATABASE_URL=url)
    assert found.discord_token.get_secret_value() == ELSEWHERE
    assert ELSEWHERE not in f"{found} {found!r} {found.model_dump_json()}"


def test_an_env_file_is_read_and_the_environment_wins(monkeypatch, elsewhere):
    (elsewhere / ".env").write_text("DAYMARK_LOG=json\nDAYMARK_HTTP_PORT=1\nHOME=/x\n")
    found = read(monkeypatch, DAYMARK_HTTP_PORT="2")
    assert (found.log, found.http_port) == ("json", 2)


def test_an_empty_variable_is_as_good_as_none(monkeypatch):
    found = read(monkeypatch, DISCORD_TOKEN="", DAYMARK_SHARDS="", DAYMARK_LOG="")
    assert (found.discord_token, found.shards, found.log) == (None, None, "text")


@pytest.mark.parametrize(
    ("misspelt", "meant"),
    [
        ("DAYMARK_HTP_PORT", "DAYMARK_HTTP_PORT"),
        ("DAYMARK_SHARD", "DAYMARK_SHARDS"),
        ("DAYMARK_LOGS", "DAYMARK_LOG"),
        ("DAYMARK_CLOCKFILE", "DAYMARK_CLOCK_FILE"),
    ],
)
def test_a_misspelt_variable_is_told_what_was_meant(monkeypatch, misspelt, meant):
    assert refused(monkeypatch, **{misspelt: "1"}) == (
        f"{misspelt} isn't a setting. Did you mean {meant}?"
    )


def test_a_misspelt_variable_in_the_env_file_is_found_too(monkeypatch, elsewhere):
    (elsewhere / ".env").write_text("DAYMARK_PROXYHOST=proxy\n")
    assert "Did you mean DAYMARK_PROXY_HOST?" in refused(monkeypatch)


HOME = {"DISCORD_API_URL": "http://127.0.0.1:1/api/v10"}


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"DISCORD_API_URL": "https://discord.com/api/v10"},
        {"DISCORD_API_URL": "https://proxy.internal/api"},
        {"DISCORD_GATEWAY_URL": "wss://gateway.discord.gg"},
        {"DISCORD_GATEWAY_URL": "nonsense"},
        {"DISCORD_API_URL": "https://discord.com/api", "DISCORD_GATEWAY_URL": "ws://127.0.0.1:1"},
        {"DAYMARK_PROXY_HOST": "127.0.0.1"},
    ],
)
def test_a_moved_clock_is_refused_away_from_home(monkeypatch, elsewhere):
    said = refused(monkeypatch, DAYMARK_CLOCK_FILE="clock", **{**HOME, **elsewhere})
    assert "only allowed while DISCORD_API_URL and DISCORD_GATEWAY_URL are on this" in said


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]"])
def test_a_moved_clock_is_fine_on_this_machine(monkeypatch, host):
    url = f"http://{host}:8080/api/v10"
    found = read(monkeypatch, DAYMARK_CLOCK_FILE="clock", DISCORD_API_URL=url)
    assert str(found.clock_file) == "clock"


@pytest.mark.parametrize(
    "shards", ["16", "0-3", "3-0/16", "0-16/16", "a/b", "-1/4", "0/0", "0-999999999/9999999999"]
)
def test_shards_that_cannot_be_are_refused(monkeypatch, shards):
    assert refused(monkeypatch, DAYMARK_SHARDS=shards) == (
        "DAYMARK_SHARDS must name the shards of this process and the number of all, as in 0-3/16 "
        "or 5/16."
    )


A_PORT = "must be a number from 0 to 65535, where 0 is any free one."
AN_ADDRESS = "must be a web address, as in https://example.org/ping/daymark."


@pytest.mark.parametrize(
    ("variable", "value", "says"),
    [
        ("DAYMARK_HTTP_PORT", "70000", A_PORT),
        ("DAYMARK_HTTP_PORT", "http", A_PORT),
        ("DAYMARK_PLAYGROUND_PORT", "-1", A_PORT),
        ("DAYMARK_LOG", "xml", "must be text or json."),
        ("DAYMARK_HEARTBEAT_URL", "ftp://x", AN_ADDRESS),
        ("DAYMARK_HEARTBEAT_URL", "https://", AN_ADDRESS),
        ("DAYMARK_HEARTBEAT_URL", "example.org", AN_ADDRESS),
    ],
)
def test_a_wrong_value_is_told_in_plain_words(monkeypatch, variable, value, says):
    assert refused(monkeypatch, **{variable: value}) == f"{variable} {says}"


def test_an_env_file_that_is_no_text_is_told(monkeypatch, elsewhere):
    (elsewhere / ".env").write_bytes("DAYMARK_LOG=json\n# für".encode("latin-1"))
    assert refused(monkeypatch) == ".env isn't UTF-8 text: save it anew as UTF-8."


def test_a_secret_that_is_no_text_is_told(monkeypatch, tmp_path):
    (tmp_path / "discord_token").write_bytes(b"\xff\xfe")
    monkeypatch.setattr(settings, "SECRETS", tmp_path)
    assert refused(monkeypatch).startswith(f"A file in {tmp_path} can't be read")


@pytest.mark.parametrize("argv", [["run"], ["migrate"], ["backup", "x.db"]])
def test_bad_configuration_ends_with_2_and_no_traceback(monkeypatch, capsys, argv):
    monkeypatch.setenv("DAYMARK_HTP_PORT", "1")
    monkeypatch.setenv("DISCORD_TOKEN", ELSEWHERE)
    assert main(argv) == 2
    said = capsys.readouterr().err
    assert said == "DAYMARK_HTP_PORT isn't a setting. Did you mean DAYMARK_HTTP_PORT?\n"


@pytest.mark.parametrize(
    ("variables", "says"),
    [
        ({}, "DISCORD_TOKEN is not set"),
        ({"DISCORD_API_URL": "https://evil.example/api"}, "evil.example is not Discord"),
        ({"DISCORD_GATEWAY_URL": "wss://evil.example"}, "evil.example is not Discord"),
        ({"DATABASE_URL": f"{ELSEWHERE}"}, "DATABASE_URL can't be read"),
    ],
)
def test_the_bot_does_not_start_without_sound_settings(monkeypatch, capsys, variables, says):
    if variables:
        variables = {"DISCORD_TOKEN": ELSEWHERE, **variables}
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert main(["run"]) == 2
    said = capsys.readouterr().err
    assert says in said
    assert said.count("\n") == 1
    assert ELSEWHERE not in said
