"""The sum over a record's content, however the file is laid out. It catches damage and edits by
hand; it is no signature, so nothing that a file says is believed for anybody but its owner. Pure.
"""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

CHECKSUM = "checksum"


def checksum(document: Mapping[str, Any]) -> str:
    """Raises UnicodeEncodeError where the text can't be written down (lone surrogates)."""
    content = {name: value for name, value in document.items() if name != CHECKSUM}
    written = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return f"sha256:{sha256(written.encode()).hexdigest()}"
