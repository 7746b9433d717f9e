"""All files of one edition, from a publisher or a mirror of it, each only if it changed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path

from brightline.errors import FetchError
from brightline.lists.connecting import Line
from brightline.lists.fetched import Fetched, FetchedFile, KeptFile, kept_file
from brightline.lists.fetching import Download, Patience, Version, Wanted, download
from brightline.lists.intake import SourceFile, source_from_bytes
from brightline.lists.recipes import Recipe
from brightline.lists.store import Store

# Called with what is fetched, the bytes received so far and, if known, those to come in all.
NotifyOf = Callable[[str, int, int | None], None]

# OFAC writes its four files within minutes of each other.
_ONE_PUBLICATION = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Network:
    """How lists are downloaded.

    Attributes:
        line: The way to the publishers.
        patience: How long to try, how much to take.
        mirror: Base address of a mirror to fetch every list from instead of its publisher.
    """

    line: Line = field(default_factory=Line)
    patience: Patience = field(default_factory=Patience)
    mirror: str | None = None


@dataclass(frozen=True, slots=True)
class Downloaded:
    """One edition's files, those that came and those that had not changed.

    Attributes:
        parts: By role, the main one first.
        files: What to note of them.
        kinds: What the server called each that came.
        warnings: What is odd about them.
    """

    parts: Mapping[str, SourceFile]
    files: Mapping[str, FetchedFile]
    kinds: Mapping[str, str]
    warnings: tuple[str, ...]

    @property
    def unchanged(self) -> bool:
        """Whether nothing came, because the publisher has nothing newer."""
        return not self.kinds


class Downloader:
    """Downloads editions in one run; a file that several lists share comes once.

    Args:
        store: Where the bytes of earlier editions are.
        network: How.
        folder: For downloads on their way; the caller removes it.
        now: ISO date-time, UTC.
        notify: For a progress bar.
    """

    def __init__(self, store: Store, network: Network, folder: Path, *, now: str, notify: NotifyOf) -> None:
        self._store, self._network, self._folder = store, network, folder
        self._now, self._notify = now, notify
        self._here: dict[str, Download] = {}

    def edition(self, recipe: Recipe, last: Fetched | None) -> Downloaded:
        """Every file of a list; those that did not change since ``last`` from the edition that has them.

        Raises:
            FetchError: One of them cannot be had.
            UnreadableFileError: One of them is empty.
            UnsafeFileError: One of them is, or would expand to, more than the limits.
            StoreError: The disk is full or cannot be written.
        """
        parts, files, kinds = {}, {}, {}
        for role, address in recipe.parts.items():
            found = address.find(self._index)
            name = f"{recipe.list_id}/{found.name}"
            came = self._fetch(found.url, name, kept_file(self._store, last, role, found.url))
            if isinstance(came, KeptFile):
                raw, files[role] = came.raw, came.file
            else:
                raw, kinds[role] = came.path.read_bytes(), came.content_type
                files[role] = _file(came, raw)
            day = found.day or (self._now[:10] if recipe.undated else None)
            parts[role] = source_from_bytes(name, raw, folder_date=day)
        return Downloaded(parts, files, kinds, tuple(_apart(recipe.main, parts, files)))

    def _fetch(self, url: str, what: str, kept: KeptFile | None) -> Download | KeptFile:
        """A file from the server, or the one that is kept if it is still the same."""
        if url in self._here:
            return self._here[url]
        came = download(
            Wanted(url, self._folder / str(len(self._here)), kept.file.version if kept else None),
            self._network.line,
            self._network.patience,
            notify=lambda got, total: self._notify(what, got, total),
        )
        if came is not None:
            self._here[url] = came
            return came
        if kept is not None:
            return kept
        raise FetchError(
            "the server answered 304, unchanged, though it was not asked for changes",
            remedy="try again later; or download it with a browser and import it",
            file=url,
        )

    def _index(self, url: str) -> SourceFile:
        came = self._fetch(url, url, None)
        return source_from_bytes(url, came.raw if isinstance(came, KeptFile) else came.path.read_bytes())


def _file(came: Download, raw: bytes) -> FetchedFile:
    version = came.version
    return FetchedFile(came.url, hashlib.sha256(raw).hexdigest(), version.etag, version.last_modified)


def _apart(main: str, parts: Mapping[str, SourceFile], files: Mapping[str, FetchedFile]) -> Iterator[str]:
    """Files of one edition that the server dates on different days."""
    days = {role: _modified(file.version) for role, file in files.items()}
    anchor = days[main]
    for role, day in days.items():
        if anchor and day and abs(day - anchor) > _ONE_PUBLICATION:
            yield (
                f"{parts[role].base_name} is of {day.date()}, {parts[main].base_name} of {anchor.date()}:"
                " they may not belong to one publication; run the update again later"
            )


def _modified(version: Version) -> datetime | None:
    try:
        return parsedate_to_datetime(version.last_modified) if version.last_modified else None
    except ValueError:
        return None
