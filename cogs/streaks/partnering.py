"""Two people who look out for each other: what is asked, and for how long it holds. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

OPEN_FOR = timedelta(days=7)
AGAIN_AFTER = timedelta(days=30)  # the same whatever became of it, so that a no is never told


class Answer(StrEnum):
    YES = "yes"
    NO = "no"
    TAKEN_BACK = "back"  # by whoever asked


@dataclass(frozen=True)
class Ask:
    """One person asks another to be partners. `asked` is None once they were forgotten."""

    id: int
    asker: int
    asked: int | None
    guild: int
    at: datetime
    answer: Answer | None = None
    posted: bool = False

    @property
    def closes(self) -> datetime:
        return self.at + OPEN_FOR

    @property
    def again(self) -> datetime:
        """From when the same person may be asked again."""
        return self.at + AGAIN_AFTER

    def stands(self, now: datetime) -> bool:
        """It can be agreed to, also by someone who said no at first. Whoever asked sees it so."""
        return self.asked is not None and now < self.closes and self.answer in (None, Answer.NO)

    def waits(self, now: datetime) -> bool:
        """For whoever was asked, it still wants an answer."""
        return now < self.closes and self.answer is None


@dataclass(frozen=True)
class PartnerDay:
    """All that one partner sees of the other: whether their own today is kept; None, and so
    nothing, while the other is hidden."""

    person: int
    kept: bool | None


@dataclass(frozen=True)
class Partnership:
    """What /streak partner shows: the partner, or what is asked by and of this person. `hidden`
    says that the partner sees nothing of this person in turn."""

    partner: PartnerDay | None
    own: Ask | None
    others: tuple[Ask, ...] = ()
    hidden: bool = False


@dataclass(frozen=True)
class Asked:
    """A question that waits; `first` is False where it was waiting already."""

    ask: Ask
    first: bool
