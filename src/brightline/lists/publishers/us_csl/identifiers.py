"""The ``ids`` column of the Consolidated Screening List: numbers, and facts that are not numbers.

In 2022 a member was written ``CN, 91110000MA005UCQ5P, Unified Social Credit Code (USCC)``, by 2025
``Passport, 836238033, KP``: country, value and label the other way round. A file is wholly one or the other.
The labels are OFAC's own, so OFAC's reader says what each one numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from brightline.lists.publishers.us_ofac.identifiers import read_identifier
from brightline.model import Identifier, Scheme
from brightline.model.countries import country_code

# The commonest labels that number nothing; with those that do, they tell which way round a file is written.
_FACTS = frozenset(
    {
        "Gender", "Website", "Email Address", "Target Type", "Issuer Name", "Phone Number",
        "Secondary sanctions risk:", "Additional Sanctions Information -", "Organization Established Date",
        "Executive Order 13662 Directive Determination -",
    }
)  # fmt: skip
# A label that OFAC's reader does not know but that is a number's by its wording: kept under scheme OTHER.
_NUMBER_LABEL = re.compile(r"(?:\bNo\.?|#|\bNumber(?:ID)?|\b(?:Code|Card|License|Document))(?: \([^()]*\))?$")
# A telephone number is the publisher's remark on a party, not a number that an authority gave it.
_NO_NUMBER_OF_AN_AUTHORITY = frozenset({"Phone Number"})
# Labels that say the same as one that OFAC's reader knows.
_READ_AS = {
    "RFC": "R.F.C.",
    "Stateless Person Passport": "Passport",
    "British National Overseas Passport": "Passport",
}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_COUNTRY = re.compile(r"[A-Z]{2}")


@dataclass(frozen=True, slots=True)
class Ids:
    """What one ``ids`` cell says: identifiers, and the rest as notes."""

    identifiers: tuple[Identifier, ...] = ()
    notes: tuple[str, ...] = ()


def label_comes_first(cells: Iterable[str]) -> bool:
    """Whether a file writes ``Passport, 1, KP`` and not ``KP, 1, Passport``: by the votes of known labels."""
    members = (member for cell in cells for member in _members(cell))
    return sum(_is_label(member[0]) - _is_label(member[-1]) for member in members) > 0


def read_ids(cell: str, *, label_first: bool, person: bool) -> Ids:
    """The members of one cell of a person or another, in the order that :func:`label_comes_first` found."""
    identifiers: list[Identifier] = []
    notes: list[str] = []
    for member in _members(cell):
        label, rest = (member[0], member[1:]) if label_first else (member[-1], member[:-1])
        country, values, days = _taken_apart(rest, label_first=label_first)
        value = ", ".join(values)
        identifier, whole = _identifier(label, value, country, person=person)
        if identifier:
            identifiers.append(identifier)
        if identifier is None:
            notes.append(f"{label.rstrip(' :-')}: {', '.join(rest)}" if rest else label)
        elif days or not whole:
            dated = f" (dated {', '.join(days)})" if days else ""
            notes.append(f"{label} {value}{dated}")
    return Ids(tuple(dict.fromkeys(identifiers)), tuple(dict.fromkeys(notes)))


def _members(cell: str) -> list[list[str]]:
    return [member.split(", ") for member in (part.strip() for part in cell.split("; ")) if member]


def _is_label(text: str) -> bool:
    # OFAC's reader wants a label and a number; any number will do to find out whether it knows the label.
    return text in _FACTS or read_identifier(f"{text} 1", person=False) is not None


def _taken_apart(rest: list[str], *, label_first: bool) -> tuple[str | None, list[str], list[str]]:
    """The issuing country, the value and the days of issue and expiry, from what stands beside a label."""
    country = None
    outer = (rest[-1] if label_first else rest[0]) if len(rest) > 1 else ""
    if _COUNTRY.fullmatch(outer) and (country := country_code(outer)):
        rest = rest[:-1] if label_first else rest[1:]
    days = [part for part in rest if _DAY.fullmatch(part)]
    values = [part for part in rest if part not in days]
    return (country, values, days) if values else (country, rest, [])


def _identifier(
    label: str, value: str, country: str | None, *, person: bool
) -> tuple[Identifier | None, bool]:
    if found := read_identifier(f"{_READ_AS.get(label, label)} {value}", person=person):
        identifier, whole = found
        return replace(identifier, country=country or identifier.country, label=label), whole
    if value and _NUMBER_LABEL.search(label) and label not in _NO_NUMBER_OF_AN_AUTHORITY:
        return Identifier(Scheme.OTHER, value, country, label), True
    return None, True
