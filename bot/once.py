"""Discord may deliver an interaction twice; only the first delivery is acted on."""

from collections import OrderedDict
from typing import Any

from discord import Interaction

REMEMBERED = 5_000  # several minutes of a busy bot; older repeats meet the database's own keys


class Once:
    def __init__(self) -> None:
        self._seen: OrderedDict[int, object] = OrderedDict()

    def first(self, interaction: Interaction[Any]) -> bool:
        """True for the first delivery, however often that one is asked about."""
        mark = interaction.extras.setdefault("delivery", object())
        known = self._seen.setdefault(interaction.id, mark)
        if len(self._seen) > REMEMBERED:
            self._seen.popitem(last=False)
        return known is mark
