"""Choices that look random, come out the same after a restart, and can be explained."""

from collections.abc import Iterable
from datetime import date
from hashlib import sha256


def order(purpose: str, who: int, day: date, ids: Iterable[str]) -> list[str]:
    """The ids in the order that SHA-256 of (purpose, who, day, id) gives them."""

    def weight(id_: str) -> bytes:
        return sha256(f"{purpose}\n{who}\n{day.isoformat()}\n{id_}".encode()).digest()

    return sorted(ids, key=weight)


def code(seed: str) -> str:
    """Six letters and digits that name one event: easy to read out, the same for the same seed."""
    letters = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
    number = int.from_bytes(sha256(seed.encode()).digest()[:8])
    return "".join(letters[number // len(letters) ** place % len(letters)] for place in range(6))
