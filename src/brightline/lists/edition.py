"""An edition: what one publisher said at one moment, with everything needed to trust it later."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum

from brightline.lists.intake import SourceFile
from brightline.lists.publisher import LeftOut, ParsedEdition, Publisher
from brightline.model import Listing


class PublishedBasis(StrEnum):
    """How the date of an edition is known, from the strongest to the weakest."""

    STATED = "stated in the file"
    FOLDER = "the folder's name"
    NEWEST_ENTRY = "the newest entry in the file"
    RECEIVED = "the day on which it was received"


@dataclass(frozen=True, slots=True)
class RawFile:
    """One file of an edition as received."""

    role: str
    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Accepted:
    """That a person let in an edition which a guard had held back, and why."""

    because: str
    when: str
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Manifest:
    """The record of an edition: written once, beside its raw bytes and its parsed parties.

    Attributes:
        list: Id of the list.
        title: The publisher's title of the list.
        edition: Id of the edition: its date and the first eight digits of its digest.
        publisher: Id of the publisher that parsed it.
        parser_version: Of that publisher.
        published: Partial ISO date on which it was current.
        published_basis: How that date is known.
        fetched: ISO date-time, UTC, at which the bytes came here.
        records: How many records the publisher's file has.
        parties: How many parties they gave.
        counts: Records by programme or sub-list.
        files: The raw bytes.
        newest_entry: The newest listing date inside.
        left_out: What was not taken, with reasons.
        missing: Parts of the edition that were not supplied.
        held_back: Why a guard kept it from being screened against.
        accepted: Who let it in nevertheless, if anybody did.
        warnings: What a guard found odd about it, though not enough to hold it back.
        stated: The date that the file itself states, if any, which may be older than ``published``.
        names: How many names its parties have; ``None``, as below, in manifests of earlier versions.
        listings: How many listings they have.
        ended: How many of those had ended by the day on which it was published.
    """

    list: str
    title: str
    edition: str
    publisher: str
    parser_version: int
    published: str
    published_basis: PublishedBasis
    fetched: str
    records: int
    parties: int
    counts: Mapping[str, int] = field(default_factory=dict)
    files: tuple[RawFile, ...] = ()
    newest_entry: str | None = None
    left_out: tuple[LeftOut, ...] = ()
    missing: tuple[str, ...] = ()
    held_back: tuple[str, ...] = ()
    accepted: Accepted | None = None
    warnings: tuple[str, ...] = ()
    stated: str | None = None
    names: int | None = None
    listings: int | None = None
    ended: int | None = None

    @property
    def is_held_back(self) -> bool:
        """Whether a guard keeps it from being screened against."""
        return bool(self.held_back) and self.accepted is None

    def to_json(self) -> str:
        """The manifest as it stands on disk."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Manifest:
        """The manifest that :meth:`to_json` wrote.

        Raises:
            ValueError: The text is not a manifest (damaged, or from a later version).
        """
        try:
            raw = json.loads(text)
            return cls(
                **{
                    **raw,
                    "published_basis": PublishedBasis(raw["published_basis"]),
                    "files": tuple(RawFile(**one) for one in raw["files"]),
                    "left_out": tuple(LeftOut(**one) for one in raw["left_out"]),
                    "missing": tuple(raw["missing"]),
                    "held_back": tuple(raw["held_back"]),
                    "accepted": Accepted(**raw["accepted"]) if raw.get("accepted") else None,
                    "warnings": tuple(raw.get("warnings", ())),
                }
            )
        except (TypeError, KeyError) as problem:
            raise ValueError(str(problem)) from problem


def make_manifest(
    parsed: ParsedEdition,
    parts: Mapping[str, SourceFile],
    *,
    publisher: Publisher,
    fetched: str,
) -> Manifest:
    """Describe a parsed edition; its id depends only on its bytes, its date and the parser's version."""
    published, basis = _published(parsed, parts, fetched)
    files = tuple(
        RawFile(role, part.base_name, hashlib.sha256(part.raw).hexdigest(), len(part.raw))
        for role, part in sorted(parts.items())
    )
    # The parser's version counts: the same bytes read differently are another edition.
    whole = f"{publisher.parser_version}" + "".join(one.sha256 for one in files)
    digest = hashlib.sha256(whole.encode()).hexdigest()
    return Manifest(
        list=parsed.list_id,
        title=next((one.title for one in publisher.lists if one.id == parsed.list_id), parsed.list_id),
        edition=f"{published}-{digest[:8]}",
        publisher=publisher.id,
        parser_version=publisher.parser_version,
        published=published,
        published_basis=basis,
        fetched=fetched,
        records=parsed.records,
        parties=len(parsed.parties),
        counts=dict(parsed.counts),
        files=files,
        newest_entry=parsed.newest_entry,
        left_out=parsed.left_out,
        missing=parsed.missing,
        stated=parsed.published,
        names=sum(len(party.names) for party in parsed.parties),
        listings=sum(len(party.listings) for party in parsed.parties),
        ended=sum(_has_ended(listing, published) for party in parsed.parties for listing in party.listings),
    )


def _has_ended(listing: Listing, published: str) -> bool:
    # An end on the very day or in the same month is the publisher's news, not an entry left standing.
    return listing.removed_on is not None and listing.removed_on < published[: len(listing.removed_on)]


def _published(
    parsed: ParsedEdition, parts: Mapping[str, SourceFile], fetched: str
) -> tuple[str, PublishedBasis]:
    """The date of an edition.

    A date inside the file that is older than its folder's says when the content last changed, not that
    the copy is old (the UFLPA page keeps its "Last Updated" for months), so the later one stands.
    """
    folder = next((part.folder_date for part in parts.values() if part.folder_date), None)
    known = [
        (date, basis)
        for date, basis in ((parsed.published, PublishedBasis.STATED), (folder, PublishedBasis.FOLDER))
        if date and date <= fetched  # a date to come is a project's name, or a mistake
    ]
    if known:
        return max(known, key=lambda one: one[0])
    if parsed.newest_entry:
        return parsed.newest_entry, PublishedBasis.NEWEST_ENTRY
    return fetched[:10], PublishedBasis.RECEIVED
