"""Files that people and the bot sent, kept in the data folder and served back."""

import mimetypes
import struct
from dataclasses import dataclass
from pathlib import Path

from deploy.playground.errors import NOT_FOUND, Json, Refused
from deploy.playground.world import Event, World

LARGEST = 10 * 1024 * 1024
MOST = 1_000


@dataclass(frozen=True)
class Upload:
    """`key` is the n of `files[n]`, by which a body speaks of it."""

    key: str
    filename: str
    content: bytes
    content_type: str


class Uploads:
    def __init__(self, folder: Path, world: World) -> None:
        self._folder, self._clock = folder, world.clock
        self.base = ""
        world.listeners.append(self._hear)

    def keep(self, upload: Upload, channel_id: str, described: Json) -> Json:
        """Store it and return Discord's attachment object; the oldest files make room."""
        if len(upload.content) > LARGEST:
            raise Refused(40005)
        id = self._clock.snowflake()
        self._folder.mkdir(parents=True, exist_ok=True)
        self._make_room()
        (self._folder / id).write_bytes(upload.content)
        name = described.get("filename") or upload.filename
        url = f"{self.base}/attachments/{channel_id}/{id}/{name}"
        found = {
            "id": id,
            "filename": name,
            "size": len(upload.content),
            "url": url,
            "proxy_url": url,
            "content_type": mimetypes.guess_type(name)[0] or upload.content_type,
            **picture_size(upload.content),
        }
        texts = {key: described[key] for key in ("description", "title") if described.get(key)}
        return found | texts

    def _make_room(self) -> None:
        files = sorted(self._folder.iterdir(), key=lambda file: file.stat().st_mtime)
        for file in files[: len(files) - MOST + 1] if len(files) >= MOST else []:
            file.unlink(missing_ok=True)

    def _hear(self, event: Event) -> None:
        if event.name == "FORGOTTEN":
            self.forget(event.data["attachments"])

    def forget(self, attachments: list[Json]) -> None:
        for each in attachments:
            (self._folder / each["id"]).unlink(missing_ok=True)

    def read(self, id: str) -> bytes:
        path = self._folder / id
        if not id.isdecimal() or not path.is_file():
            raise Refused(NOT_FOUND)
        return path.read_bytes()


def picture_size(content: bytes) -> Json:
    """Width and height of a PNG or GIF; other pictures go without, as Discord allows."""
    if content[:8] == b"\x89PNG\r\n\x1a\n" and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
    elif content[:4] == b"GIF8" and len(content) >= 10:
        width, height = struct.unpack("<HH", content[6:10])
    else:
        return {}
    return {"width": width, "height": height}
