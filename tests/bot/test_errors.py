"""A fault of ours: a code for the member, the traceback under it in the log."""

import re

from bot import errors


def test_the_member_gets_a_code_that_the_log_has_too(caplog):
    try:
        raise LookupError("a secret of the machine room")
    except LookupError as error:
        words = errors.fault(error, 12345)
    code = re.search(r"this code: (\w{6})\.$", words)[1]
    assert f"fault code={code} interaction=12345" in caplog.text
    assert "Traceback" in caplog.text
    assert "LookupError: a secret of the machine room" in caplog.text


def test_the_member_is_not_told_what_happened_inside():
    words = errors.fault(LookupError("a secret of the machine room"), 1)
    assert "secret" not in words
    assert "LookupError" not in words


def test_two_faults_have_two_codes():
    assert errors.fault(LookupError(), 1) != errors.fault(LookupError(), 2)
