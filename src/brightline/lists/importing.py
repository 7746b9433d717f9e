"""Taking lists in: find the files, recognise the publisher by content, parse, guard, keep, switch over."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from brightline.errors import BrightlineError, NotRecognisedError, UnknownValueError, UnreadableFileError
from brightline.lists.edition import Manifest, make_manifest
from brightline.lists.guards import reasons_to_hold_back, warnings_about
from brightline.lists.intake import SourceFile, open_source
from brightline.lists.publisher import Part, Publisher
from brightline.lists.store import Store

_FOLDER_DATE = re.compile(r"((?:19|20)\d{2}(?:-\d{2}){0,2})(?!\d)")


class Outcome(StrEnum):
    """What became of one edition, or of one file, in an import."""

    IN_USE = "in use"
    KEPT = "kept, a newer edition is in use"
    HELD_BACK = "held back"
    ALREADY_HERE = "already here"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one edition (``manifest`` is set) or of files that were refused (``problem`` is set)."""

    files: tuple[str, ...]
    outcome: Outcome
    manifest: Manifest | None = None
    problem: BrightlineError | None = None


@dataclass(frozen=True, slots=True)
class Recogniser:
    """By which publishers files are recognised.

    Attributes:
        publishers: Asked in this order.
        named: The publisher that the user names, if any: asked alone, and it parses what it does not
            recognise, too.
    """

    publishers: Sequence[Publisher]
    named: Publisher | None = None

    def recognise(self, file: SourceFile) -> list[tuple[Publisher, Part]]:
        """Whose file it is, and which part of which list; one file may hold several lists.

        Raises:
            NotRecognisedError: Nobody's.
        """
        asked = (self.named,) if self.named else self.publishers
        claims = [(publisher, part) for publisher in asked if (part := publisher.recognise(file))]
        if claims:
            return claims
        if self.named:
            return [(self.named, Part(self.named.lists[0].id))]
        raise NotRecognisedError(
            "no publisher recognises this file by its content",
            remedy="name the publisher with --as, or take in your own list with --as own_csv",
            file=file.name,
        )


@dataclass(frozen=True, slots=True)
class _Claim:
    """The files of one folder that one publisher claims as one edition, by role."""

    publisher: Publisher
    list_id: str
    parts: Mapping[str, SourceFile]

    @property
    def files(self) -> tuple[str, ...]:
        return tuple(part.name for part in self.parts.values())


def import_paths(
    store: Store,
    paths: Sequence[Path],
    recogniser: Recogniser,
    *,
    now: str,
    notify: Callable[[str], None] = lambda _: None,
) -> tuple[Imported, ...]:
    """Take in files and folders, each publisher's files of one folder as one edition.

    A file that cannot be used is refused by name and never stops the others.

    Args:
        store: Where editions are kept; it is locked meanwhile.
        paths: Files or folders; folders are searched through.
        recogniser: Which publishers to recognise the files by.
        now: ISO date-time, UTC.
        notify: Called with each file's name before it is read, for a progress bar.

    Raises:
        UnreadableFileError: A path does not exist.
        StoreError: The data directory is locked or cannot be written.
    """
    refused: list[Imported] = []
    claims: list[_Claim] = []
    for folder, files in _by_folder(paths).items():
        taken, not_taken = _claims(folder, files, recogniser, notify)
        claims += taken
        refused += not_taken
    with store.lock():
        taken_in = [_take_in(store, claim, now) for claim in sorted(claims, key=_claim_order)]
    return (*_replaced_marked(taken_in), *refused)


def import_edition(
    store: Store, publisher: Publisher, list_id: str, parts: Mapping[str, SourceFile], *, now: str
) -> Imported:
    """Take in one edition whose files are in hand (a download, or what ships with the package)."""
    with store.lock():
        return _take_in(store, _Claim(publisher, list_id, parts), now)


def _by_folder(paths: Sequence[Path]) -> dict[Path, list[Path]]:
    folders: dict[Path, list[Path]] = defaultdict(list)
    for path in paths:
        if not path.exists():
            raise UnreadableFileError(
                "there is no such file or folder", remedy="check the path", file=str(path)
            )
        for file in _files(path):
            folders[file.parent].append(file)
    return folders


def _files(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from (
            one
            for one in sorted(path.rglob("*"))
            if one.is_file() and not any(part.startswith(".") for part in one.relative_to(path).parts)
        )
    else:
        yield path


def _claims(
    folder: Path,
    files: Sequence[Path],
    recogniser: Recogniser,
    notify: Callable[[str], None],
) -> tuple[list[_Claim], list[Imported]]:
    """Which publisher claims which of a folder's files; the rest, refused."""
    found = _FOLDER_DATE.match(folder.name)
    parts: dict[tuple[str, str, int], dict[str, SourceFile]] = defaultdict(dict)
    by_id: dict[str, Publisher] = {}
    refused = []
    for path in files:
        notify(str(path))
        try:
            file = open_source(path, folder_date=found[1] if found else None)
            recognised = recogniser.recognise(file)
        except BrightlineError as problem:
            refused.append(Imported((str(path),), Outcome.REFUSED, problem=problem))
            continue
        for publisher, part in recognised:
            _put(publisher, part, file, parts, by_id)
    claims = [_Claim(by_id[key[0]], key[1], held) for key, held in parts.items()]
    return claims, refused


def _put(
    publisher: Publisher,
    part: Part,
    file: SourceFile,
    parts: dict[tuple[str, str, int], dict[str, SourceFile]],
    by_id: dict[str, Publisher],
) -> None:
    by_id[publisher.id] = publisher
    # The same role twice in one folder is two editions, as with two dated files of one list.
    copy = sum(part.role in held for key, held in parts.items() if key[:2] == (publisher.id, part.list_id))
    parts[publisher.id, part.list_id, copy][part.role] = file


def _claim_order(claim: _Claim) -> tuple[str, str, tuple[str, ...]]:
    # Oldest first within a list, so that each edition is guarded against the one before it.
    dates = (part.folder_date for part in claim.parts.values() if part.folder_date)
    return claim.list_id, min(dates, default=""), claim.files


def _take_in(store: Store, claim: _Claim, now: str) -> Imported:
    publisher = claim.publisher
    try:
        parsed = publisher.parse(claim.parts)
    except BrightlineError as problem:
        return Imported(claim.files, Outcome.REFUSED, problem=problem)
    manifest = make_manifest(parsed, claim.parts, publisher=publisher, fetched=now)
    known = _same_bytes(store, manifest)
    snapshot = store.current()
    in_use = _in_use(store, manifest.list, snapshot)
    if known and in_use and not _was_interrupted(known, in_use):
        return Imported(claim.files, Outcome.HELD_BACK if known.is_held_back else Outcome.ALREADY_HERE, known)
    is_newer = in_use is None or manifest.published >= in_use.published
    before = in_use if is_newer else None
    manifest = replace(
        manifest,
        held_back=reasons_to_hold_back(manifest, before),
        warnings=warnings_about(manifest, before),
    )
    store.write_edition(manifest, claim.parts, parsed.parties, parsed.ties)
    if manifest.held_back:
        return Imported(claim.files, Outcome.HELD_BACK, manifest)
    if not is_newer:
        return Imported(claim.files, Outcome.KEPT, manifest)
    store.switch({**snapshot, manifest.list: manifest.edition}, made=now)
    return Imported(claim.files, Outcome.IN_USE, manifest)


def _in_use(store: Store, list_id: str, snapshot: Mapping[str, str]) -> Manifest | None:
    """The edition in use; none where its folder was deleted, as a damaged one's remedy says."""
    here = list_id in snapshot and store.edition_folder(list_id, snapshot[list_id]).exists()
    return store.manifest(list_id, snapshot[list_id]) if here else None


def _was_interrupted(known: Manifest, in_use: Manifest) -> bool:
    """Whether the process that kept an edition ended before it could put it into use."""
    is_later = (known.published, known.fetched) > (in_use.published, in_use.fetched)
    return is_later and not known.is_held_back and known.edition != in_use.edition


def _same_bytes(store: Store, manifest: Manifest) -> Manifest | None:
    digests = [one.sha256 for one in manifest.files]
    for known in store.manifests(manifest.list):
        same = [one.sha256 for one in known.files] == digests
        if same and known.parser_version == manifest.parser_version:
            return known
    return None


def _replaced_marked(taken_in: Sequence[Imported]) -> list[Imported]:
    """An edition that a later one of the same import replaced is said to be kept, not in use."""
    newest: dict[str, int] = {}
    for position, one in enumerate(taken_in):
        if one.outcome is Outcome.IN_USE and one.manifest:
            newest[one.manifest.list] = position
    return [
        replace(one, outcome=Outcome.KEPT)
        if one.outcome is Outcome.IN_USE and one.manifest and newest[one.manifest.list] != position
        else one
        for position, one in enumerate(taken_in)
    ]


def publisher_named(name: str, publishers: Sequence[Publisher]) -> Publisher:
    """The publisher that ``--as`` names.

    Raises:
        UnknownValueError: There is none of that name.
    """
    for publisher in publishers:
        if publisher.id == name.lower().replace("-", "_"):
            return publisher
    known = ", ".join(publisher.id for publisher in publishers)
    raise UnknownValueError("no such publisher", remedy=f"use one of: {known}", id=name)
