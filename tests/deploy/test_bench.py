"""The bench measures what it says, on a small scale."""

import pytest

from bench import answering, history, stand
from bench.figures import Row, percentile, table


def test_a_percentile_is_a_time_that_was_measured():
    times = [float(n) for n in range(100, 0, -1)]
    assert (percentile(times, 0.5), percentile(times, 0.99)) == (50, 99)
    assert percentile([7.0], 0.99) == 7


def test_a_ratio_stands_beside_both_times():
    assert Row("x", [6.0] * 100, [2.0] * 100).cells()[1:5] == ("100", "6.0 ms", "2.0 ms", "3.0")


def test_few_measurements_have_no_p99_and_a_lone_bot_no_ratio():
    assert Row("x", [123.4]).cells() == ("x", "1", "123 ms", "", "", "", "", "")


def test_every_line_of_a_table_is_equally_long():
    assert (
        len({len(line) for line in table([Row("long name", [1.0]), Row("x", [200.0])]).split("\n")})
        == 1
    )


@pytest.mark.deep
async def test_both_bots_answer_everything_they_are_asked(tmp_path, monkeypatch):
    monkeypatch.setattr(answering, "ROUNDS", 1)
    monkeypatch.setattr(stand, "PEOPLE", 3)
    monkeypatch.setattr(history, "DAYS", 30)
    rows = await answering.rows(tmp_path)
    assert len(rows) == 10
    assert {(len(row.ours), len(row.bare)) for row in rows} == {(3, 3)}
