"""What the ids of the advanced XML stand for: its reference tables, its places, its ways of writing dates."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from brightline.lists.intake import SourceFile
from brightline.lists.publishers.us_ofac_xml import wording
from brightline.lists.publishers.us_ofac_xml.content import every, layout_error, local, own_text, text
from brightline.lists.publishers.us_ofac_xml.entry import address
from brightline.model import Address

if TYPE_CHECKING:
    from lxml.etree import _Element

# The scripts of parts of places have no id, only this comment ("Cyrillic"); none means Latin letters.
_LATIN = ""


@dataclass(slots=True)
class References:
    """The tables that stand at the head of the file (``ReferenceValueSets``), by table and id."""

    file: SourceFile
    _texts: dict[tuple[str, str], str] = field(default_factory=dict)
    _party_types: dict[str, str] = field(default_factory=dict)
    _areas: dict[str, str] = field(default_factory=dict)

    def learn(self, sets: _Element) -> None:
        """Take in the tables."""
        for one in every(sets, "*/*"):
            key = str(one.get("ID", ""))
            self._texts[local(one), key] = own_text(one)
            if local(one) == "PartySubType":
                self._party_types[key] = str(one.get("PartyTypeID", ""))
            if local(one) == "AreaCode":
                self._areas[key] = str(one.get("Description", ""))

    def get(self, table: str, key: str | None) -> str:
        """What an id stands for; nothing for no id.

        Raises:
            LayoutError: The table has no such id.
        """
        if not key:
            return ""
        try:
            return self._texts[table, key]
        except KeyError:
            raise layout_error(
                self.file, "an id that the file's reference tables do not explain", id=f"{table} {key}"
            ) from None

    def known(self, table: str, key: str | None) -> str:
        """As :meth:`get`, with nothing for OFAC's "Unknown" as well."""
        found = self.get(table, key)
        return "" if found == "Unknown" else found

    def rank(self, table: str, value: str) -> int:
        """The id of a value, as a number by which to sort; 0 for one that the table does not have."""
        ids = (key for (of, key), known in self._texts.items() if of == table and known == value)
        return next((int(key) for key in ids if key.isdigit()), 0)

    def area(self, key: str) -> str:
        """The country or region of an area code."""
        return self._areas.get(key, "")

    def kind_of_party(self, subtype: str) -> str:
        """``Individual``, ``Entity``, ``Vessel`` or ``Aircraft``: the subtype, or else the type above it."""
        return self.known("PartySubType", subtype) or self.get("PartyType", self._party_types.get(subtype))


@dataclass(frozen=True, slots=True)
class Place:
    """A location: its country, and its address in each script that it is written in."""

    country: str
    addresses: tuple[Address, ...]


def place(element: _Element, references: References) -> Place:
    """What one ``Location`` says."""
    country = next(
        (references.get("Country", one.get("CountryID")) for one in every(element, "LocationCountry")), ""
    ) or next((references.area(one.get("AreaCodeID", "")) for one in every(element, "LocationAreaCode")), "")
    scripts: dict[str, dict[str, str]] = {_LATIN: {}}
    for part in every(element, "LocationPart"):
        kind = references.get("LocPartType", part.get("LocPartTypeID"))
        for value in every(part, "LocationPartValue"):
            scripts.setdefault(text(value, "Comment"), {})[kind] = text(value, "Value")
    written = (address(parts, country) for parts in scripts.values())
    return Place(country, tuple(filter(None, written)))


def period(element: _Element | None) -> str:
    """A ``DatePeriod`` in the words of the CSV files' remarks; nothing for none."""
    first = _day(element, "Start/From")
    last = _day(element, "End/To") or _day(element, "Start/To")
    if element is None or first is None or last is None:
        return ""
    approximate = any(
        one.get("Approximate") == "true" for end in ("Start", "End") for one in every(element, end)
    )
    return wording.period(first, last, approximate=approximate)


def day(element: _Element | None) -> str | None:
    """An element with ``Year``, ``Month`` and ``Day``, as an ISO date."""
    found = _day(element, "")
    return found.isoformat() if found else None


def _day(element: _Element | None, path: str) -> date | None:
    prefix = f"{path}/" if path else ""
    parts = [text(element, f"{prefix}{part}") for part in ("Year", "Month", "Day")]
    try:
        return date(*map(int, parts))
    except ValueError:
        return None
