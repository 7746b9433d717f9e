"""What was downloaded last: kept beside the editions, so that an unchanged file is not fetched again.

    HOME/fetched/LIST.json    address, validators and digest of each file, the edition that they became, and
                              when the publisher last said that they are still its newest

It is a note, not a record: without it everything is simply downloaded again.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from brightline.errors import StoreError
from brightline.lists.fetching import Version
from brightline.lists.store import Store, raw_names


@dataclass(frozen=True, slots=True)
class FetchedFile:
    """One file as downloaded."""

    url: str
    sha256: str
    etag: str | None = None
    last_modified: str | None = None

    @property
    def version(self) -> Version:
        """By which the server knows it again."""
        return Version(self.etag, self.last_modified)


@dataclass(frozen=True, slots=True)
class Fetched:
    """The last download of a list.

    Attributes:
        list_id: Which list.
        edition: Of the edition that the files became.
        checked: ISO date-time, UTC, at which the publisher last offered these very files.
        files: By role.
    """

    list_id: str
    edition: str
    checked: str
    files: Mapping[str, FetchedFile]


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file of an edition that is here, with what is known of its download."""

    file: FetchedFile
    raw: bytes


def fetched_folder(home: Path) -> Path:
    """Where the notes are kept, and downloads on their way."""
    return home / "fetched"


def read_fetched(store: Store, list_id: str) -> Fetched | None:
    """The note of a list's last download; ``None`` if there is none, or it cannot be read."""
    try:
        raw = json.loads(_path(store, list_id).read_text(encoding="utf-8"))
        files = {role: FetchedFile(**one) for role, one in raw["files"].items()}
        return Fetched(raw["list_id"], raw["edition"], raw["checked"], files)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def write_fetched(store: Store, fetched: Fetched) -> None:
    """Keep the note.

    Raises:
        StoreError: It cannot be written.
    """
    path = _path(store, fetched.list_id)
    unfinished = path.with_name(f".unfinished-{path.name}-{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_text(json.dumps(asdict(fetched), indent=1) + "\n", encoding="utf-8")
        unfinished.replace(path)
    except OSError as problem:
        raise StoreError(
            f"the data directory cannot be written ({problem.strerror or problem})",
            remedy="check its permissions and free space",
            file=str(path),
        ) from problem


def kept_file(store: Store, fetched: Fetched | None, role: str, url: str) -> KeptFile | None:
    """The file that came from an address last time, if its edition still has it, undamaged."""
    file = fetched.files.get(role) if fetched else None
    if fetched is None or file is None or file.url != url:
        return None
    try:
        manifest = store.manifest(fetched.list_id, fetched.edition)
        name = raw_names(manifest)[role]
        raw = (store.edition_folder(fetched.list_id, fetched.edition) / "raw" / name).read_bytes()
    except (StoreError, KeyError, OSError):
        return None
    return KeptFile(file, raw) if hashlib.sha256(raw).hexdigest() == file.sha256 else None


def _path(store: Store, list_id: str) -> Path:
    return fetched_folder(store.home) / f"{list_id}.json"
