"""One ``target`` of the Swiss list, to a party."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from brightline.lists.publishers.ch_seco.names import names_of
from brightline.lists.reading import personal_remarks
from brightline.lists.reading.aliases import one_line
from brightline.lists.reading.birth_years import years_of_span
from brightline.model import Address, Direction, Effect, Identifier, Listing, Party, Schema, Scheme
from brightline.model.countries import country_code
from brightline.model.dates import partial_date

if TYPE_CHECKING:
    from lxml.etree import _Element

LIST_ID = "ch_seco"
PAGE = "https://www.seco.admin.ch/seco/en/home/Aussenwirtschaftspolitik_Wirtschaftliche_Zusammenarbeit/Wirtschaftsbeziehungen/exportkontrollen-und-sanktionen/sanktionen-embargos.html"
_AUTHORITY = "Federal Council and SECO, Switzerland"
_DELISTED = "de-listed"
_SCHEMAS: Final = {"individual": Schema.PERSON, "entity": Schema.ORGANIZATION, "object": Schema.VESSEL}
_AIRCRAFT = "aircraft"
_SCHEMES: Final = {
    "passport": Scheme.PASSPORT,
    "diplomatic-passport": Scheme.PASSPORT,
    "id-card": Scheme.NATIONAL_ID,
}
_SENTENCE_END = re.compile(r"(?<=[.;])\s+")
_IMO = re.compile(r"\bIMO\b\D{0,20}(\d{7})\b")


@dataclass(frozen=True, slots=True)
class Context:
    """What targets point to: the programme of each sanctions set, and each place, by their numbers."""

    programmes: Mapping[str, str]
    places: Mapping[str, Address]


class Target:
    """One target; its history (``modification``) repeats older states, which are not read as its own."""

    def __init__(self, element: _Element) -> None:
        self.element = element
        self.bearer = next((one for one in element if one.tag in _SCHEMAS), None)

    @property
    def line(self) -> int | None:
        """Its line in the file."""
        line: object = self.element.sourceline
        return line if isinstance(line, int) else None

    @property
    def number(self) -> str:
        """The list's own number of it (``ssid``)."""
        return self.element.get("ssid") or ""

    def _changes(self) -> list[tuple[str, str]]:
        """Day and kind of each change, oldest first."""
        changes = (
            (partial_date(one.get("effective-date")) or partial_date(one.get("publication-date")) or "",
             one.get("modification-type") or "")
            for one in self.element.iterchildren("modification")
        )  # fmt: skip
        return sorted(changes)

    @property
    def listed_on(self) -> str | None:
        """The first day of its history."""
        return next((day for day, _ in self._changes() if day), None)

    @property
    def removed_on(self) -> str | None:
        """The day of its removal, where the last change is one: the whole list keeps removed targets."""
        changes = self._changes()
        return changes[-1][0] or None if changes and changes[-1][1] == _DELISTED else None

    @property
    def removed(self) -> bool:
        """Whether the last change is a removal, dated or not."""
        changes = self._changes()
        return bool(changes) and changes[-1][1] == _DELISTED

    def programme(self, context: Context) -> str:
        """The programmes of its sanctions sets."""
        sets = (one_line(one.text or "") for one in self.element.iterchildren("sanctions-set-id"))
        return "; ".join(dict.fromkeys(context.programmes.get(one, one) for one in sets if one))

    def party(self, context: Context) -> tuple[Party, int]:
        """The party, and how many statements about it were withheld; only for a target with a name."""
        bearer = self._bearer()
        schema = _SCHEMAS[str(bearer.tag)]
        if bearer.get("object-type") == _AIRCRAFT:
            schema = Schema.AIRPLANE
        addresses = tuple(dict.fromkeys(self._addresses(context)))
        nationalities = (
            country_code(one.get("iso-code")) for one in bearer.iterfind("identity/nationality/country")
        )
        notes, withheld = self._notes(person=schema is Schema.PERSON)
        return Party(
            id=f"ch-seco:{self.number}",
            schema=schema,
            names=names_of(bearer),
            countries=tuple(
                dict.fromkeys(filter(None, (*nationalities, *(address.country for address in addresses))))
            ),
            identifiers=tuple(dict.fromkeys(self._identifiers(notes))),
            addresses=addresses,
            birth_dates=tuple(dict.fromkeys(_births(bearer))),
            birth_places=tuple(dict.fromkeys(self._birth_places(context))),
            topics=("sanction",),
            listings=(self._listing(context),),
            notes=notes,
            sources=(PAGE,),
        ), withheld

    def _bearer(self) -> _Element:
        if self.bearer is None:
            raise ValueError("a target that is neither individual, entity nor object")
        return self.bearer

    def _addresses(self, context: Context) -> Iterator[Address]:
        for one in self._bearer().iterfind("identity/address"):
            place = context.places.get(one.get("place-id") or "")
            details = [
                one_line(one.findtext(tag) or "") for tag in ("address-details", "p-o-box", "zip-code")
            ]
            full = ", ".join(filter(None, (*details, place.full if place else "")))
            if full:
                yield Address(
                    full,
                    street=details[0] or None,
                    city=place.city if place else None,
                    region=place.region if place else None,
                    postcode=details[2] or None,
                    country=place.country if place else None,
                )

    def _birth_places(self, context: Context) -> Iterator[str]:
        for one in self._bearer().iterfind("identity/place-of-birth"):
            if place := context.places.get(one.get("place-id") or ""):
                yield place.full

    def _identifiers(self, notes: tuple[str, ...]) -> Iterator[Identifier]:
        for tag in ("foreign-identifier", "generic-attribute"):
            for one in self.element.iterchildren(tag):
                if text := one_line(one.text or ""):
                    yield Identifier(Scheme.OTHER, text, label=one.get("name") or tag)
        for one in self._bearer().iterfind("identity/identification-document"):
            kind = one.get("document-type") or ""
            issuer = one.find("issuer")
            if number := one_line(one.findtext("number") or ""):
                country = country_code(issuer.get("code")) if issuer is not None else None
                yield Identifier(_SCHEMES.get(kind, Scheme.OTHER), number, country, kind or None)
        for note in notes:
            yield from (Identifier(Scheme.IMO, number) for number in _IMO.findall(note))

    def _notes(self, *, person: bool) -> tuple[tuple[str, ...], int]:
        withheld = 0
        notes = []
        for tag in ("justification", "other-information"):
            for one in self._bearer().iterchildren(tag):
                sentences = tuple(_SENTENCE_END.split(one_line(one.text or "")))
                if person:
                    sentences, count = personal_remarks.kept(sentences)
                    withheld += count
                notes.append(" ".join(sentences))
        return tuple(filter(None, notes)), withheld

    def _listing(self, context: Context) -> Listing:
        programme = self.programme(context)
        return Listing(
            list=LIST_ID,
            record_id=self.number,
            program=programme,
            authority=_AUTHORITY,
            effect=Effect.ASSET_FREEZE,
            direction=Direction.DEALINGS_WITH,
            listed_on=self.listed_on,
            removed_on=self.removed_on,
            citation=f"Embargo Act (SR 946.231); {programme}" if programme else "Embargo Act (SR 946.231)",
            url=PAGE,
        )


def _births(bearer: _Element) -> Iterator[str]:
    for one in bearer.iterfind("identity/day-month-year"):
        if one.get("calendar", "Gregorian").casefold() != "gregorian":
            continue
        first, last = one.get("year-from") or "", one.get("year-to") or ""
        parts = [one.get(part) or "" for part in ("year", "month", "day")]
        known = parts[: parts.index("")] if "" in parts else parts
        if known and (day := partial_date("-".join(known))):
            yield day
        elif first.isdigit() and last.isdigit():
            yield from years_of_span(first, last)
