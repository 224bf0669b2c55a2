"""Cases of which `make test` tries the first and `make deep` the rest."""

from collections.abc import Iterable
from typing import Any

import pytest


def first_of(cases: Iterable[Any], most: int = 1) -> list[Any]:
    """For `parametrize`: the first ones as they are, the others marked as long."""
    listed = list(cases)
    return listed[:most] + [pytest.param(each, marks=pytest.mark.deep) for each in listed[most:]]
