"""One individual or entity of the UN list, to a party."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Final

from brightline.lists.publishers.un_sc.documents import read_document
from brightline.lists.publishers.un_sc.names import is_other_script, names_in, names_in_note
from brightline.lists.publishers.un_sc.regimes import REGIMES, UNKNOWN
from brightline.lists.reading import special_remarks
from brightline.lists.reading.birth_years import years_of_span
from brightline.model import Address, Identifier, Listing, Name, NameKind, Party, Schema, Scheme
from brightline.model.countries import country_code
from brightline.model.dates import partial_date

if TYPE_CHECKING:
    from lxml.etree import _Element

_LIST = "un_sc"
_PAGE = "https://main.un.org/securitycouncil/en/content/un-sc-consolidated-list"
_NAME_PARTS = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
_ALIAS_KINDS: Final = {"Low": NameKind.WEAK, "f.k.a.": NameKind.FORMER}
_PLACE_PARTS = ("STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE", "COUNTRY")
_SENTENCE_END = re.compile(r"(?<=[.;])\s+")
# Gender is not kept, whether in its element or in a sentence.
_GENDER = re.compile(r"Gender:? (?:fe)?male[.;]?", re.IGNORECASE)
# The list writes "na" where it means that nothing is known; it is also the code of Namibia.
_NOTHING = frozenset({"na", "n/a"})

# Everything that the editions of 2025 and 2026 contain. Without a field of their own: GENDER (not kept),
# VERSIONNUM and the sort keys (about the file), LIST_TYPE (always "UN List").
KNOWN_ELEMENTS: Final = frozenset(
    {
        *_NAME_PARTS, "DATAID", "VERSIONNUM", "UN_LIST_TYPE", "REFERENCE_NUMBER", "LISTED_ON", "GENDER",
        "NAME_ORIGINAL_SCRIPT", "COMMENTS1", "TITLE", "DESIGNATION", "NATIONALITY", "LIST_TYPE",
        "LAST_DAY_UPDATED", "INDIVIDUAL_ALIAS", "INDIVIDUAL_ADDRESS", "INDIVIDUAL_DATE_OF_BIRTH",
        "INDIVIDUAL_PLACE_OF_BIRTH", "INDIVIDUAL_DOCUMENT", "ENTITY_ALIAS", "ENTITY_ADDRESS", "SORT_KEY",
        "SORT_KEY_LAST_MOD",
    }
)  # fmt: skip


class Record:
    """One ``INDIVIDUAL`` or ``ENTITY`` element, read as a party."""

    def __init__(self, element: _Element, *, person: bool) -> None:
        self.element = element
        self.person = person
        self._prefix = "INDIVIDUAL" if person else "ENTITY"

    def text(self, tag: str) -> str:
        """A direct child's text, with white space (line breaks, padding) as single blanks."""
        return _text(self.element, tag)

    @property
    def line(self) -> int | None:
        """Its line in the file."""
        line: object = self.element.sourceline
        return line if isinstance(line, int) else None

    @property
    def reference(self) -> str:
        """The UN's permanent reference number: ``CDi.001``."""
        return self.text("REFERENCE_NUMBER")

    @property
    def programme(self) -> str:
        """The list type: ``DPRK``, ``Al-Qaida``."""
        return self.text("UN_LIST_TYPE")

    @cached_property
    def dates(self) -> tuple[str, ...]:
        """The days on which it was listed and updated."""
        days = (self.text("LISTED_ON"), *self._values("LAST_DAY_UPDATED"))
        return tuple(filter(None, map(partial_date, days)))

    @property
    def statements_left_out(self) -> int:
        """How many sentences of the comments are a special category of personal data."""
        return self._comments[1]

    def party(self) -> Party:
        """The party that the record speaks of."""
        addresses = tuple(self._addresses())
        numbers = tuple(number for number, _ in self._documents if number)
        nationalities = map(country_code, self._nationalities)
        countries = (
            *nationalities,
            *(address.country for address in addresses),
            *(number.country for number in numbers),
        )
        return Party(
            id=f"un-sc:{self.text('DATAID')}",
            schema=Schema.PERSON if self.person else Schema.ORGANIZATION,
            names=tuple(self._names()),
            countries=tuple(dict.fromkeys(filter(None, countries))),
            identifiers=tuple(dict.fromkeys((Identifier(Scheme.UN, self.reference), *numbers))),
            addresses=tuple(dict.fromkeys(addresses)),
            birth_dates=tuple(dict.fromkeys(date for dates, _ in self._births for date in dates)),
            birth_places=tuple(dict.fromkeys(self._birth_places())),
            positions=tuple(dict.fromkeys((*self._values("TITLE"), *self._values("DESIGNATION")))),
            topics=("sanction",),
            listings=(self._listing(),),
            notes=tuple(dict.fromkeys(self._notes())),
        )

    def _listing(self) -> Listing:
        regime = REGIMES.get(self.programme, UNKNOWN)
        return Listing(
            list=_LIST,
            record_id=self.reference,
            program=self.programme,
            authority="United Nations Security Council",
            effect=regime.effect,
            direction=regime.direction,
            terms=regime.terms,
            listed_on=partial_date(self.text("LISTED_ON")),
            citation=regime.citation,
            url=_PAGE,
            notes=tuple(f"Updated on {day}" for day in self._values("LAST_DAY_UPDATED")),
        )

    def _names(self) -> Iterator[Name]:
        """Each text once, in the first kind that it is given."""
        kinds: dict[str, NameKind] = {}
        for text, kind in self._every_name():
            # A weak alias stays weak in any script: it is as broad.
            scripted = kind is NameKind.ALIAS and is_other_script(text)
            kinds.setdefault(text, NameKind.ORIGINAL_SCRIPT if scripted else kind)
        for text, kind in kinds.items():
            yield Name(text, kind)

    def _every_name(self) -> Iterator[tuple[str, NameKind]]:
        primary, _ = names_in(self._whole_name)
        yield primary[0], NameKind.PRIMARY
        yield from ((text, NameKind.ALIAS) for text in primary[1:])
        if original := self.text("NAME_ORIGINAL_SCRIPT"):
            yield original, NameKind.ORIGINAL_SCRIPT
        for alias in self._blocks("ALIAS"):
            kind = _ALIAS_KINDS.get(_text(alias, "QUALITY"), NameKind.ALIAS)
            text = _text(alias, "ALIAS_NAME")
            for name in (*names_in(text)[0], *names_in_note(_text(alias, "NOTE"), of=text)):
                yield name, kind

    @property
    def _whole_name(self) -> str:
        return " ".join(filter(None, map(self.text, _NAME_PARTS)))

    def _addresses(self) -> Iterator[Address]:
        for block in self._blocks("ADDRESS"):
            if full := _joined(block):
                yield Address(
                    full,
                    street=_text(block, "STREET") or None,
                    city=_text(block, "CITY") or None,
                    region=_text(block, "STATE_PROVINCE") or None,
                    postcode=_text(block, "ZIP_CODE") or None,
                    country=country_code(_text(block, "COUNTRY")),
                )

    @cached_property
    def _births(self) -> tuple[tuple[tuple[str, ...], str | None], ...]:
        """The birth dates of each block, and its wording where the date is not exact."""
        own = [_birth(block) for block in self._blocks("DATE_OF_BIRTH")]
        of_aliases = (partial_date(_text(alias, "DATE_OF_BIRTH")) for alias in self._blocks("ALIAS"))
        return (*own, *(((date,), None) for date in of_aliases if date))

    def _birth_places(self) -> Iterator[str]:
        yield from filter(None, map(_joined, self._blocks("PLACE_OF_BIRTH")))
        for alias in self._blocks("ALIAS"):
            if place := _alias_birth_place(alias):
                yield place

    @cached_property
    def _documents(self) -> tuple[tuple[Identifier | None, str | None], ...]:
        return tuple(_document(block) for block in self._blocks("DOCUMENT") if len(block))

    @cached_property
    def _comments(self) -> tuple[tuple[str, ...], int]:
        comments = self.text("COMMENTS1")
        if not self.person:
            return (comments,), 0
        sentences = _SENTENCE_END.split(comments)
        return special_remarks.kept(one for one in sentences if not _GENDER.fullmatch(one))

    def _notes(self) -> Iterator[str]:
        if comments := " ".join(self._comments[0]):
            yield comments
        if remark := names_in(self._whole_name)[1]:
            yield f"{self._whole_name}: {remark}"
        for alias in self._blocks("ALIAS"):
            yield from _alias_notes(alias)
        yield from (note for _, note in self._births if note)
        for block in self._blocks("PLACE_OF_BIRTH"):
            if note := _text(block, "NOTE"):
                yield f"Place of birth {_joined(block)}: {note}".replace(" :", ":")
        for value in self._nationalities:
            if country_code(value) is None:
                yield f"Nationality: {value}"
        for block in self._blocks("ADDRESS"):
            if note := _text(block, "NOTE"):
                yield f"Address {_joined(block)}: {note}".replace(" :", ":")
        yield from (note for _, note in self._documents if note)

    @property
    def _nationalities(self) -> tuple[str, ...]:
        return tuple(value for value in self._values("NATIONALITY") if value.lower() not in _NOTHING)

    def _values(self, tag: str) -> tuple[str, ...]:
        found = self.element.find(tag)
        values = () if found is None else found.iterchildren("VALUE")
        return tuple(filter(None, (" ".join((value.text or "").split()) for value in values)))

    def _blocks(self, kind: str) -> Iterator[_Element]:
        return self.element.iterchildren(f"{self._prefix}_{kind}")


def _text(element: _Element, tag: str) -> str:
    return " ".join((element.findtext(tag) or "").split())


def _joined(block: _Element) -> str:
    return ", ".join(filter(None, (_text(block, part) for part in _PLACE_PARTS)))


def _birth(block: _Element) -> tuple[tuple[str, ...], str | None]:
    kind, note = _text(block, "TYPE_OF_DATE"), _text(block, "NOTE")
    first, last = _text(block, "FROM_YEAR"), _text(block, "TO_YEAR")
    if partial_date(first) and partial_date(last):
        wording = f"Born between {first} and {last}"
        return years_of_span(first, last), f"{wording}: {note}" if note else wording
    written = _text(block, "DATE") or _text(block, "YEAR")
    # Where both date fields are empty, the note may be the date: "Nov. 1973".
    date = partial_date(written) or (None if written else partial_date(note))
    dates = (date,) if date else ()
    if kind == "APPROXIMATELY" or (note and not (date and not written)):
        approximately = "approximately " if kind == "APPROXIMATELY" else ""
        return dates, ": ".join(filter(None, (f"Born {approximately}{written}".strip(), note)))
    return dates, None


def _alias_birth_place(alias: _Element) -> str:
    parts = (_text(alias, "CITY_OF_BIRTH"), _text(alias, "COUNTRY_OF_BIRTH"))
    return ", ".join(filter(None, parts))


def _alias_notes(alias: _Element) -> Iterator[str]:
    """What the list says of an alias besides the name: which birth goes with it, how it was used."""
    text = _text(alias, "ALIAS_NAME")
    birth = " in ".join(filter(None, (_text(alias, "DATE_OF_BIRTH"), _alias_birth_place(alias))))
    born = f"born {birth}" if birth else ""
    for remark in filter(None, (names_in(text)[1], born, _text(alias, "NOTE"))):
        yield f"Alias {text}: {remark}"


def _document(block: _Element) -> tuple[Identifier | None, str | None]:
    """The number, and the document's whole wording where there is more to it than the number."""
    kind, exact = _text(block, "TYPE_OF_DOCUMENT"), _text(block, "TYPE_OF_DOCUMENT2").rstrip(":. ")
    written = _text(block, "NUMBER")
    country = _text(block, "ISSUING_COUNTRY") or _text(block, "COUNTRY_OF_ISSUE")
    number = read_document(exact or kind, written, country)
    date, city, note = (_text(block, tag) for tag in ("DATE_OF_ISSUE", "CITY_OF_ISSUE", "NOTE"))
    if number and number.value == written and (number.country or not country) and not (date or city or note):
        return number, None
    issue = " in ".join(filter(None, (date, city)))
    details = filter(None, (country, f"issued {issue}" if issue else "", note))
    return number, "; ".join((f"{exact or kind} {written}".strip(), *details))
