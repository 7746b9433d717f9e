"""The contract: what one answer says, as JSON and as rows of a table. Every format writes these words."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from typing import TypeAlias

from brightline.errors import InputError
from brightline.model.listing import Listing
from brightline.model.screening import EditionUsed, Hit, Screened
from brightline.report.words import effect_in_words, rounded_down

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"

# Scores mean nothing beyond the fourth digit, and shorter numbers compare byte for byte across machines.
_SCORE_DIGITS = 4


def schema() -> dict[str, Json]:
    """The JSON Schema (draft 2020-12) of one line of JSON lines."""
    text = files("brightline.report").joinpath("screen.schema.json").read_text(encoding="utf-8")
    loaded: dict[str, Json] = json.loads(text)
    return loaded


def as_json(screened: Screened, lists: Mapping[str, EditionUsed]) -> dict[str, Json]:
    """One answer as :func:`schema` describes it."""
    return {
        "row": screened.subject.row,
        "input": dict(given(screened)),
        "hits": [_hit(hit) for hit in screened.hits],
        "lists": editions_as_json(lists),
    }


def given(screened: Screened) -> Mapping[str, str]:
    """The row as given; for a subject that came in no book, its name."""
    return screened.subject.input or {"name": screened.subject.name}


def editions_as_json(lists: Mapping[str, EditionUsed]) -> dict[str, Json]:
    """Which editions an answer rests on, by list."""
    return {
        name: {
            "edition": one.edition,
            "published": one.published,
            "fetched": one.fetched,
            "records": one.records,
            "warnings": list(one.warnings),
        }
        for name, one in lists.items()
    }


def _hit(hit: Hit) -> dict[str, Json]:
    return {
        "party": {
            "id": hit.party.id,
            "name": hit.party.name,
            "schema": hit.party.schema.value,
            "countries": list(hit.party.countries),
        },
        "score": score(hit),
        "matched_name": hit.matched_name,
        "listings": [_listing(listing) for listing in hit.listings],
        "why": list(hit.why),
    }


def score(hit: Hit) -> float:
    """The score to write: rounded down, so that none becomes 1."""
    return rounded_down(hit.score, _SCORE_DIGITS)


def _listing(listing: Listing) -> dict[str, Json]:
    return {
        "list": listing.list,
        "record_id": listing.record_id,
        "program": listing.program,
        "authority": listing.authority,
        "listed_on": listing.listed_on,
        "removed_on": listing.removed_on,
        "effect": listing.effect.value,
        "direction": listing.direction.value,
        "terms": listing.terms,
        "citation": listing.citation,
        "url": listing.url,
        "covers": listing.covers,
        "confidence": listing.confidence,
    }


# Between the values of several listings in one cell. Not a semicolon or comma, which programmes that open
# the file in another country take for the next cell.
JOINER = " | "

# The columns of the flat table, before those of the book itself.
COLUMNS = (
    "row", "name", "result", "hit", "score", "party", "matched_name", "party_id", "party_type",
    "party_countries", "lists", "programmes", "authorities", "effects", "listed_on", "removed_on", "terms",
    "covers", "citations", "urls", "confidence", "why", "screened_on", "screened_against",
    "list_warnings",
)  # fmt: skip
NUMBERS = frozenset(("row", "hit", "score"))
Cell: TypeAlias = "str | int | float | None"


class FlatRows:
    """Answers as rows of one table: one for each hit, and one for each counterparty without any.

    The columns of the book follow ours, each under ``input: `` and its heading. They are taken from the first
    answer, so that a million answers can be written as they come.

    Attributes:
        columns: The headings: ``COLUMNS``, then those of the book.
    """

    def __init__(self, first: Screened | None, lists: Mapping[str, EditionUsed], made_on: str) -> None:
        self._headings = tuple(given(first)) if first else ()
        self._rests_on = (
            made_on,
            JOINER.join(f"{name} {one.edition}" for name, one in lists.items()),
            JOINER.join(f"{name}: {said}" for name, one in lists.items() for said in one.warnings),
        )
        self.columns = (*COLUMNS, *(f"input: {heading}" for heading in self._headings))

    def rows(self, screened: Screened) -> Iterator[tuple[Cell, ...]]:
        """The rows of one answer.

        Raises:
            InputError: It has a column that the first answer did not have.
        """
        row = given(screened)
        if unknown := [heading for heading in row if heading not in self._headings]:
            raise InputError(
                f"the column {unknown[0]!r} is new here: a table has the columns of its first row",
                remedy="give every row the same columns, or write JSON lines",
                row=screened.subject.row,
            )
        ends = (*self._rests_on, *(row.get(heading, "") for heading in self._headings))
        if not screened.hits:
            yield (screened.subject.row, screened.subject.name, "no hit", *_NOTHING, *ends)
        for number, hit in enumerate(screened.hits, start=1):
            yield (screened.subject.row, screened.subject.name, "hit", number, *_flat(hit), *ends)


def flattened(
    screened: Iterable[Screened], lists: Mapping[str, EditionUsed], made_on: str
) -> tuple[FlatRows, Iterator[Screened]]:
    """The table that answers make, its columns known from the first; and all answers, the first included."""
    answers = iter(screened)
    first = next(answers, None)
    everyone = answers if first is None else itertools.chain((first,), answers)
    return FlatRows(first, lists, made_on), everyone


# Row, name and result stand before what is said of a hit; three columns of what it rests on stand after it.
_NOTHING = (None,) * (len(COLUMNS) - 6)


def _flat(hit: Hit) -> tuple[Cell, ...]:
    return (
        score(hit),
        hit.party.name,
        hit.matched_name,
        hit.party.id,
        hit.party.schema.value,
        JOINER.join(hit.party.countries),
        *(JOINER.join(values) for values in _listing_columns(hit.listings)),
        JOINER.join(hit.why),
    )


def _listing_columns(listings: Sequence[Listing]) -> Iterator[list[str]]:
    """Each column's values, listing by listing, so that the second programme belongs to the second list."""
    columns = (
        [one.list for one in listings],
        [one.program for one in listings],
        [one.authority for one in listings],
        [effect_in_words(one) for one in listings],
        [one.listed_on or "" for one in listings],
        [one.removed_on or "" for one in listings],
        [one.terms or "" for one in listings],
        [one.covers or "" for one in listings],
        [one.citation or "" for one in listings],
        [one.url or "" for one in listings],
        [one.confidence for one in listings],
    )
    for values in columns:
        yield values if any(values) else []
