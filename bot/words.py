"""What people type, made safe to keep: trimmed, without control signs, and long enough to mean
something."""

import re
import unicodedata

from bot.errors import Refusal

MARKUP = re.compile(r"<(?:@[!&]?|#|a?:\w{1,40}:|t:|/)[^<>]{0,100}>|@everyone|@here")
KEEP = "\n\u200c\u200d"  # joiners belong to words and emoji


def cleaned(typed: str) -> str:
    """Without null bytes, control signs, direction marks and lone surrogates."""
    signs = (
        sign
        for sign in typed
        if sign in KEEP or unicodedata.category(sign) not in ("Cc", "Cf", "Cs")
    )
    return "".join(signs).strip()


def meant(typed: str, most: int, example: str, ask: str) -> str:
    """The cleaned words, if they say something; else a Refusal that asks again with an example."""
    words = cleaned(typed)
    if sum(sign.isalnum() for sign in MARKUP.sub("", words)) < 2:
        raise Refusal(f"{ask}, for example: {example}.")
    if len(words) > most:
        raise Refusal(f"That is {len(words):,} characters long. Type it again in {most:,} at most.")
    return words
