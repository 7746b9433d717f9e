"""What changed between two editions of a list: parties added, removed, changed field by field, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import TypeVar

from brightline.model import Address, Identifier, Listing, Name, NameKind, Party
from brightline.model.countries import country_name

_Part = TypeVar("_Part", Name, Identifier, Address, Listing)

_KINDS = {
    NameKind.PRIMARY: "name",
    NameKind.ALIAS: "alias",
    NameKind.WEAK: "weak alias",
    NameKind.FORMER: "former name",
    NameKind.ORIGINAL_SCRIPT: "name in original script",
}
# What a list says of a listing, in words; the rest is called by its own name without the underscore.
_LISTING_WORDS = {
    "program": "programme",
    "removed_on": "ended on",
    "url": "page",
    "notes": "note",
}


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One thing that a publisher now says otherwise.

    Attributes:
        field: What it is, in words (``alias``, ``address``, ``programme``).
        before: What was said; ``None`` if nothing.
        after: What is said; ``None`` if nothing.
    """

    field: str
    before: str | None
    after: str | None

    def __str__(self) -> str:
        if self.before is None:
            return f"{self.field} added: {self.after}"
        if self.after is None:
            return f"{self.field} removed: {self.before}"
        return f"{self.field} changed from {self.before} to {self.after}"


@dataclass(frozen=True, slots=True)
class Added:
    """A party that the later edition has and the earlier has not."""

    party: Party


@dataclass(frozen=True, slots=True)
class Removed:
    """A party that the earlier edition has and the later has not."""

    party: Party


@dataclass(frozen=True, slots=True)
class Changed:
    """A party of both editions of which something is said otherwise."""

    old: Party
    new: Party
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Between two editions; each tuple in the order of the edition that has the party, the later if both."""

    added: tuple[Added, ...]
    removed: tuple[Removed, ...]
    changed: tuple[Changed, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


def difference(old: Sequence[Party], new: Sequence[Party]) -> Difference:
    """Compare two editions of one list.

    Parties are the same by their ids, which a publisher's record keeps from one edition to the next. Another
    order of the same values is no change, save that of the name to show.

    Args:
        old: The parties of the earlier edition, or only those that may have changed.
        new: Those of the later one.
    """
    before = {party.id: party for party in old}
    after = {party.id: party for party in new}
    both = ((before[one.id], one) for one in new if one.id in before)
    changed = (Changed(was, now, tuple(_changes(was, now))) for was, now in both if was != now)
    return Difference(
        added=tuple(Added(party) for party in new if party.id not in before),
        removed=tuple(Removed(party) for party in old if party.id not in after),
        changed=tuple(one for one in changed if one.changes),
    )


def _changes(old: Party, new: Party) -> Iterator[FieldChange]:
    yield from _names(old, new)
    if old.schema is not new.schema:
        yield FieldChange("kind of party", old.schema.value, new.schema.value)
    yield from _texts("country", _countries(old), _countries(new))
    yield from _parts("identifier", old.identifiers, new.identifiers, _identifier)
    yield from _parts("address", old.addresses, new.addresses, _address)
    yield from _texts("date of birth", old.birth_dates, new.birth_dates)
    yield from _texts("place of birth", old.birth_places, new.birth_places)
    yield from _texts("position", old.positions, new.positions)
    yield from _listings(old.listings, new.listings)
    yield from _texts("topic", old.topics, new.topics)
    yield from _texts("note", old.notes, new.notes)
    yield from _texts("source", old.sources, new.sources)


def _texts(field: str, old: Sequence[str], new: Sequence[str]) -> Iterator[FieldChange]:
    yield from (FieldChange(field, one, None) for one in dict.fromkeys(old) if one not in new)
    yield from (FieldChange(field, None, one) for one in dict.fromkeys(new) if one not in old)


def _countries(party: Party) -> tuple[str, ...]:
    return tuple(country_name(code) for code in party.countries)


def _identifier(one: Identifier) -> str:
    return f"{one.label or one.scheme.upper()} {one.value}"


def _address(one: Address) -> str:
    return one.full


def _only(these: Sequence[_Part], others: Sequence[_Part]) -> list[_Part]:
    held = set(others)
    return [one for one in dict.fromkeys(these) if one not in held]


def _parts(
    field: str, old: Sequence[_Part], new: Sequence[_Part], text: Callable[[_Part], str]
) -> Iterator[FieldChange]:
    """Values come and gone; of those that read the same, what else is said otherwise."""
    gone, come = _only(old, new), _only(new, old)
    pairs = _paired(gone, come, text)
    for was, now in pairs:
        yield from _attributes(f"of the {field} {text(now)}", was, now)
    yield from _texts(field, [text(one) for one in gone], [text(one) for one in come])


def _paired(
    gone: Sequence[_Part], come: Sequence[_Part], key: Callable[[_Part], object]
) -> list[tuple[_Part, _Part]]:
    """Each value with the one of the same key, where one edition has it once and the other too."""
    before, after = Counter(map(key, gone)), Counter(map(key, come))
    by_key = {key(one): one for one in come}
    return [(one, by_key[key(one)]) for one in gone if before[key(one)] == after[key(one)] == 1]


def _attributes(
    where: str, was: _Part, now: _Part, words: dict[str, str] | None = None
) -> Iterator[FieldChange]:
    for one in fields(was):
        before, after = getattr(was, one.name), getattr(now, one.name)
        if before == after:
            continue
        field = f"{(words or {}).get(one.name, one.name.replace('_', ' '))} {where}".strip()
        if isinstance(before, tuple):
            yield from _texts(field, before, after)
        else:
            yield FieldChange(field, _said(before), _said(after))


def _said(value: str | None) -> str | None:
    return value.replace("_", " ") if isinstance(value, StrEnum) else value


def _names(old: Party, new: Party) -> Iterator[FieldChange]:
    gone, come = _only(old.names, new.names), _only(new.names, old.names)
    pairs = _paired(gone, come, lambda one: one.text)
    for was, now in pairs:
        yield from _attributes(f"of the name {now.text}", was, now)
    left = [one for one in gone if one not in {was for was, _ in pairs}]
    added = [one for one in come if one not in {now for _, now in pairs}]
    first_left = [one for one in left if one.kind is NameKind.PRIMARY]
    first_added = [one for one in added if one.kind is NameKind.PRIMARY]
    if len(first_left) == len(first_added) == 1:
        yield FieldChange("name", first_left[0].text, first_added[0].text)
        left.remove(first_left[0])
        added.remove(first_added[0])
    elif old.name != new.name and {old.name, new.name} <= {one.text for one in (*old.names, *new.names)}:
        yield FieldChange("name to show", old.name, new.name)
    yield from (FieldChange(_KINDS[one.kind], one.text, None) for one in left)
    yield from (FieldChange(_KINDS[one.kind], None, one.text) for one in added)


def _listings(old: Sequence[Listing], new: Sequence[Listing]) -> Iterator[FieldChange]:
    """Listings are the same by record and programme; else, where a record has one on each side, by record."""
    gone, come = _only(old, new), _only(new, old)
    alone = len(old) == len(new) == 1
    for key in (_entry, _record):
        for was, now in _paired(gone, come, key):
            where = "" if alone else f"of the listing under {was.program}"
            yield from _attributes(where, was, now, _LISTING_WORDS)
            gone.remove(was)
            come.remove(now)
    yield from (FieldChange("listing", _listing(one), None) for one in gone)
    yield from (FieldChange("listing", None, _listing(one)) for one in come)


def _entry(one: Listing) -> tuple[str, str, str]:
    return one.list, one.record_id, one.program


def _record(one: Listing) -> tuple[str, str]:
    return one.list, one.record_id


def _listing(one: Listing) -> str:
    since = f", listed on {one.listed_on}" if one.listed_on else ""
    return f"{one.program} ({one.effect.replace('_', ' ')}){since}"
