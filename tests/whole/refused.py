"""How a Daymark that must not go on tells its operator so."""

import re

from tests.support.process import PATIENCE, Process

TOKEN = "a.secret-token.of-mine"
LOG_LINE = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} [A-Z]+ ")


async def refusal(process: Process) -> str:
    """The one plain sentence with which it ends; what it logs before is none of the operator's
    concern, except that there is no traceback."""
    async with process as refused:
        assert await refused.ends(PATIENCE) == 2, refused.output
    return sentence(refused)


def sentence(ended: Process) -> str:
    assert "Traceback" not in ended.output
    assert TOKEN not in ended.output
    plain = [line for line in ended.lines if not LOG_LINE.match(line)]
    assert len(plain) == 1, ended.output
    assert plain[0].endswith((".", "?"))
    return plain[0]
