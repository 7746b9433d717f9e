"""What goes into a screen and what comes out: subjects, hits, and which lists the answer rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from brightline.model.listing import Listing
from brightline.model.party import Identifier, Party, Schema


@dataclass(frozen=True, slots=True)
class Subject:
    """One counterparty to screen, as a book or a caller gives it; what is not known stays empty.

    Attributes:
        row: Its row in the book, the first data row being 1.
        name: The name to screen.
        other_names: Further names of the same counterparty: the name in another script, a trading name.
        schema: What kind of party it is, where given; ``None`` compares with every kind.
        countries: ISO 3166-1 alpha-2, lower case.
        addresses: As given.
        birth_date: Partial ISO date; people only.
        identifiers: Numbers of the counterparty.
        input: The row as given, by column, to be handed back with the answer.
    """

    row: int
    name: str
    other_names: tuple[str, ...] = ()
    schema: Schema | None = None
    countries: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    birth_date: str | None = None
    identifiers: tuple[Identifier, ...] = ()
    input: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Hit:
    """A candidate to verify: a listed party whose names are like the subject's. Never a verdict.

    Attributes:
        party: The listed party.
        score: From 0 to 1; higher is more alike.
        matched_name: The party's name that decided.
        listings: Those of its listings that are in force on the day screened for.
        why: Reasons in plain words, the most telling first.
    """

    party: Party
    score: float
    matched_name: str
    listings: tuple[Listing, ...]
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Screened:
    """One subject with its hits, best first. No hits means nothing found on these lists, not cleared."""

    subject: Subject
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class EditionUsed:
    """Which edition of a list an answer rests on, and what a reader must know about it.

    Attributes:
        list: Id of the list.
        title: The publisher's title.
        edition: Id of the edition.
        published: Partial ISO date on which it was current, by the publisher or else by its folder or file.
        fetched: ISO date-time, UTC, at which the bytes came here.
        records: How many records it has.
        warnings: Stale, held back, incomplete, expired entries: each as a sentence.
    """

    list: str
    title: str
    edition: str
    published: str | None
    fetched: str
    records: int
    warnings: tuple[str, ...] = ()
