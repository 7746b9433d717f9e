"""One ``sanctionEntity`` of the EU's financial sanctions file, to a party; its data stand in attributes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from brightline.lists.reading import personal_remarks
from brightline.lists.reading.aliases import one_line, unrepeated
from brightline.lists.reading.birth_years import years_of_span
from brightline.model import (
    Address,
    Direction,
    Effect,
    Identifier,
    Listing,
    Name,
    NameKind,
    Party,
    Schema,
    Scheme,
)
from brightline.model.countries import country_code, country_name
from brightline.model.dates import partial_date

if TYPE_CHECKING:
    from lxml.etree import _Element

LIST_ID = "eu_fsf"
PAGE = "https://data.europa.eu/data/datasets/consolidated-list-of-persons-groups-and-entities-subject-to-eu-financial-sanctions"
_AUTHORITY = "Council of the European Union"
_SCHEMAS: Final = {"P": Schema.PERSON, "E": Schema.ORGANIZATION}
# The country code for a country that is not known.
_NO_COUNTRY = "00"
_SCHEMES: Final = {
    "passport": Scheme.PASSPORT, "diplomatic-passport": Scheme.PASSPORT, "id": Scheme.NATIONAL_ID,
    "ssn": Scheme.NATIONAL_ID, "regnumber": Scheme.REGISTRATION, "regdate": Scheme.OTHER,
    "swiftbic": Scheme.BIC, "imo": Scheme.IMO, "fiscalcode": Scheme.TAX, "taxid": Scheme.TAX,
}  # fmt: skip
_ADDRESS_PARTS: Final = ("street", "poBox", "zipCode", "city", "place", "region")
_PLACE_PARTS: Final = ("city", "place", "region")
_SENTENCE_END = re.compile(r"(?<=[.;])\s+")
# The languages of the Union that are not written in Latin letters: a name in one is a translation too.
_UNION_LANGUAGES: Final = frozenset({"bg", "el"})
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")


class Entity:
    """One entry; elements are found whatever their namespace."""

    def __init__(self, element: _Element) -> None:
        self.element = element

    def all(self, tag: str) -> Iterator[_Element]:
        """Its children of a name."""
        return self.element.iterchildren(f"{{*}}{tag}")

    @property
    def line(self) -> int | None:
        """Its line in the file."""
        line: object = self.element.sourceline
        return line if isinstance(line, int) else None

    @property
    def logical_id(self) -> str:
        """The file's own number of the entry, which every entry has."""
        return _attribute(self.element, "logicalId")

    @property
    def reference(self) -> str:
        """The EU reference number; entries older than the numbering have none."""
        return _attribute(self.element, "euReferenceNumber")

    @property
    def programme(self) -> str:
        """The programmes of its regulations: ``ZWE``."""
        found = (_attribute(one, "programme") for one in self.all("regulation"))
        return ", ".join(dict.fromkeys(filter(None, found)))

    @property
    def names(self) -> tuple[Name, ...]:
        """Its names; the first that is strong and in no language of its own, or in English, is primary."""
        names = unrepeated(filter(lambda name: name.text, map(_name, self.all("nameAlias"))))
        plain = (
            place
            for place, name in enumerate(names)
            if name.language in {None, "en"} and name.kind is NameKind.ALIAS
        )
        first = next(plain, 0)
        if not names:
            return ()
        shown = names[first]
        kind = shown.kind if shown.kind is NameKind.WEAK else NameKind.PRIMARY
        primary = Name(shown.text, kind, shown.language, shown.given, shown.family)
        return (primary, *(name for place, name in enumerate(names) if place != first))

    @property
    def listed_on(self) -> str | None:
        """The day of designation, else the oldest day that its texts cite: listed on it at the latest."""
        if day := partial_date(_attribute(self.element, "designationDate")):
            return day
        cited = (_attribute(one, "publicationDate") for one in self.element.iter("{*}regulationSummary"))
        in_force = (_attribute(one, "entryIntoForceDate") for one in self.all("regulation"))
        return min(filter(None, map(partial_date, (*cited, *in_force))), default=None)

    def party(self) -> tuple[Party, int]:
        """The party, and how many statements about it were withheld."""
        schema = self.schema
        addresses = tuple(dict.fromkeys(self._addresses()))
        citizenships = (_country(one) for one in self.all("citizenship"))
        notes, withheld = self._notes(person=schema is Schema.PERSON)
        party = Party(
            id=f"eu-fsf:{self.logical_id}",
            schema=schema,
            names=self.names,
            countries=tuple(
                dict.fromkeys(filter(None, (*citizenships, *(address.country for address in addresses))))
            ),
            identifiers=tuple(dict.fromkeys(self._identifiers())),
            addresses=addresses,
            birth_dates=tuple(dict.fromkeys(self._births())),
            birth_places=tuple(dict.fromkeys(filter(None, map(_place, self.all("birthdate"))))),
            positions=tuple(dict.fromkeys(self._positions())),
            topics=("sanction",),
            listings=(self._listing(),),
            notes=notes,
            sources=(PAGE,),
        )
        return party, withheld

    @property
    def schema(self) -> Schema:
        """A person or an enterprise, as the entry says."""
        codes = (_attribute(one, "classificationCode") for one in self.all("subjectType"))
        return _SCHEMAS.get(next(codes, ""), Schema.LEGAL_ENTITY)

    def _positions(self) -> Iterator[str]:
        for one in self.all("nameAlias"):
            yield from filter(None, (_attribute(one, "title"), _attribute(one, "function")))

    def _births(self) -> Iterator[str]:
        for one in self.all("birthdate"):
            first, last = _attribute(one, "yearRangeFrom"), _attribute(one, "yearRangeTo")
            parts = [_attribute(one, part) for part in ("year", "monthOfYear", "dayOfMonth")]
            if _attribute(one, "calendarType") not in {"", "GREGORIAN"}:
                continue
            if day := partial_date(_attribute(one, "birthdate")):
                yield day
            elif first.isdigit() and last.isdigit():
                yield from years_of_span(first.zfill(4), last.zfill(4))
            elif parts[0] and (day := partial_date("-".join(_filled(parts)))):
                yield day

    def _addresses(self) -> Iterator[Address]:
        for one in self.all("address"):
            country = _country(one)
            parts = [*(_attribute(one, part) for part in _ADDRESS_PARTS), _country_text(one)]
            full = ", ".join(filter(None, parts))
            if full:
                yield Address(
                    full,
                    street=_attribute(one, "street") or None,
                    city=_attribute(one, "city") or None,
                    region=_attribute(one, "region") or None,
                    postcode=_attribute(one, "zipCode") or None,
                    country=country,
                )

    def _identifiers(self) -> Iterator[Identifier]:
        if self.reference:
            yield Identifier(Scheme.EU, self.reference)
        if united_nations := _attribute(self.element, "unitedNationId"):
            yield Identifier(Scheme.UN, united_nations)
        for one in self.all("identification"):
            code = _attribute(one, "identificationTypeCode")
            number = _attribute(one, "number") or _attribute(one, "latinNumber")
            if number:
                yield Identifier(
                    _SCHEMES.get(code, Scheme.OTHER),
                    number,
                    country=_country(one),
                    label=_attribute(one, "identificationTypeDescription") or code or None,
                )

    def _notes(self, *, person: bool) -> tuple[tuple[str, ...], int]:
        withheld = 0
        notes = []
        details = _attribute(self.element, "designationDetails")
        remarks = (one_line(one.text or "") for one in self.element.iter("{*}remark"))
        for text in dict.fromkeys(filter(None, (details, *remarks))):
            sentences = tuple(_SENTENCE_END.split(text))
            if person:
                sentences, count = personal_remarks.kept(sentences)
                withheld += count
            notes.append(" ".join(sentences))
        circa = any(_attribute(one, "circa") == "true" for one in self.all("birthdate"))
        return (*filter(None, notes), *(("Date of birth: circa",) if circa else ())), withheld

    def _listing(self) -> Listing:
        regulation = next(self.all("regulation"), None)
        number = _attribute(regulation, "numberTitle") if regulation is not None else ""
        url = regulation.findtext("{*}publicationUrl") if regulation is not None else None
        return Listing(
            list=LIST_ID,
            record_id=self.reference or self.logical_id,
            program=self.programme,
            authority=_AUTHORITY,
            effect=Effect.ASSET_FREEZE,
            direction=Direction.DEALINGS_WITH,
            listed_on=self.listed_on,
            citation=number or None,
            url=url.strip() if url else PAGE,
        )


def _attribute(element: _Element, name: str) -> str:
    return one_line(str(element.get(name, "")))


def _name(element: _Element) -> Name:
    text = _attribute(element, "wholeName")
    language = _attribute(element, "nameLanguage").lower() or None
    given = " ".join(filter(None, (_attribute(element, "firstName"), _attribute(element, "middleName"))))
    family = _attribute(element, "lastName")
    if not text:
        text = f"{given} {family}".strip()
    split = bool(given and family)
    kind = NameKind.ALIAS if _attribute(element, "strong") != "false" else NameKind.WEAK
    if kind is NameKind.ALIAS and not _LATIN.search(text) and language not in _UNION_LANGUAGES:
        kind = NameKind.ORIGINAL_SCRIPT
    return Name(text, kind, language, given if split else None, family if split else None)


def _country(element: _Element) -> str | None:
    code = _attribute(element, "countryIso2Code")
    return None if code in {"", _NO_COUNTRY} else country_code(code)


def _country_text(element: _Element) -> str:
    code = _country(element)
    return country_name(code) if code else ""


def _place(element: _Element) -> str:
    return ", ".join(
        filter(None, (*(_attribute(element, part) for part in _PLACE_PARTS), _country_text(element)))
    )


def _filled(parts: list[str]) -> Iterator[str]:
    """Year, month and day as far as they are known without a gap."""
    for part in parts:
        if not part or part == "0":
            return
        yield part
