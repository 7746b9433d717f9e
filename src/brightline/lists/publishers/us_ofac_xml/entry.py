"""One party as any of the three XML generations states it: what the readers fill, and parties are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from brightline.lists.publishers.us_ofac_xml import wording
from brightline.model import Address, Name, NameKind, Schema
from brightline.model.countries import country_code
from brightline.model.special_categories import special_category

# OFAC's kinds of party, as all generations call them.
SCHEMAS: Final[Mapping[str, Schema]] = {
    "Individual": Schema.PERSON,
    "Entity": Schema.ORGANIZATION,
    "Vessel": Schema.VESSEL,
    "Aircraft": Schema.AIRPLANE,
}
# "Not known" in the country tables of the advanced and the enhanced file.
UNDETERMINED: Final = "undetermined"

# BCP 47 for the scripts in OFAC's table of scripts, 2025. OFAC names the script, not the language: only
# where the one implies the other is the language more than "und" (undetermined).
_SCRIPTS: Final[Mapping[str, str | None]] = {
    "Latin": None,
    "Arabic": "und-Arab",
    "Armenian": "hy",
    "Chinese Simplified": "zh-Hans",
    "Chinese Traditional": "zh-Hant",
    "Cyrillic": "und-Cyrl",
    "Georgian": "ka",
    "Greek": "el",
    "Hangul": "ko",
    "Hebrew": "und-Hebr",
    "Japanese": "ja",
    "Korean": "ko",
}
# Features of a vessel that are columns of their own in the CSV files, with the words our notes use for them.
_OF_VESSELS: Final = {
    "VESSEL TYPE": "Vessel type",
    "Vessel Tonnage": "Tonnage",
    "Vessel Gross Registered Tonnage": "Gross registered tonnage",
    "Vessel Flag": "Vessel flag",
    "Vessel Owner": "Vessel owner",
}
_CALL_SIGN = "Vessel Call Sign"
_TITLE = "Title"


@dataclass(frozen=True, slots=True)
class Relation:
    """A relationship that OFAC states between two of its parties: ``kind`` is its own wording."""

    kind: str
    uid: str
    name: str | None = None
    quality: str | None = None
    former: bool = False


@dataclass(slots=True)
class Entry:
    """One party, in OFAC's terms.

    Attributes:
        uid: OFAC's number.
        schema: What kind of party it is.
        line: Where it begins in the file.
        names: The primary name first.
        programmes: The programme tags.
        addresses: Places.
        titles: Titles and functions, several in one text divided by semicolons.
        call_signs: Of a vessel.
        statements: Everything that the CSV files have in their remarks, in the same words.
        countries: Codes beyond those that statements and addresses name.
        lists: OFAC's lists that it is on, with the day on which it was published there.
        sanctions_types: What its listings do, in OFAC's words, of all its lists together.
        legal_authorities: On what they stand, in OFAC's words, of all its lists together.
        relations: Ties to other parties.
        notes: What has no field.
        special: How many features of a person were a special category of personal data, by their label.
    """

    uid: str
    schema: Schema
    line: int | None = None
    names: list[Name] = field(default_factory=list)
    programmes: list[str] = field(default_factory=list)
    addresses: list[Address] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    call_signs: list[str] = field(default_factory=list)
    statements: list[str] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    lists: dict[str, str | None] = field(default_factory=dict)
    sanctions_types: list[str] = field(default_factory=list)
    legal_authorities: list[str] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    special: int = 0

    @property
    def is_person(self) -> bool:
        """Whether it is an individual."""
        return self.schema is Schema.PERSON

    def state(self, label: str, value: str, *, comment: str = "") -> None:
        """Take in one feature, in whatever field it belongs."""
        if not value:
            return
        if self.is_person and _is_special(label):
            self.special += 1
            return
        if label == _CALL_SIGN:
            self.call_signs.append(value)
        elif label == _TITLE:
            self.titles.append(value)
        elif label in _OF_VESSELS:
            self.notes.append(f"{_OF_VESSELS[label]}: {value}")
            if label == "Vessel Flag" and (code := country_code(value)):
                self.countries.append(code)
        else:
            self.statements.append(wording.feature(label, value))
        if comment:
            self.notes.append(f"{label} {value}: {comment}")

    def document(  # noqa: PLR0913  the parts of a document, each by name
        self,
        label: str,
        number: str,
        *,
        country: str = "",
        issued: str = "",
        expires: str = "",
        valid: bool = True,
        authority: str = "",
        comment: str = "",
    ) -> None:
        """Take in one identity or registration document, or any other number with a label."""
        if self.is_person and _is_special(label):
            self.special += 1
            return
        country = "" if country == UNDETERMINED else country
        self.statements.append(
            wording.document(label, number, country=country, issued=issued, expires=expires)
        )
        if not valid:
            self.notes.append(f"{label} {number}: not valid")
        if authority:
            self.notes.append(f"{label} {number}: issuing authority {authority}")
        if comment:
            self.notes.append(f"{label} {number}: {comment}")


@cache
def _is_special(label: str) -> bool:
    return special_category(label) is not None


def name(
    text: str, kind: NameKind, *, script: str = "Latin", family: str | None = None, given: str | None = None
) -> Name:
    """A name; an alias in another script is in original script, a weak or former one stays what it is."""
    language = _SCRIPTS.get(script, "und")
    if language and kind is NameKind.ALIAS:
        kind = NameKind.ORIGINAL_SCRIPT
    both = bool(family and given)
    return Name(text, kind, language, given if both else None, family if both else None)


def alias_kind(kind: str, *, weak: bool) -> NameKind:
    """The kind of an alias by OFAC's type (``F.K.A.``) and its mark for a weak one."""
    if weak:
        return NameKind.WEAK
    return NameKind.FORMER if kind.upper() == "F.K.A." else NameKind.ALIAS


def address(parts: Mapping[str, str], country: str) -> Address | None:
    """An address from parts by OFAC's names for them; ``None`` if nothing but its script is known.

    The whole is put together as in the CSV files: street, then city, province and postcode, then country.
    """
    country = "" if country == UNDETERMINED else country
    if not country and parts.get("REGION"):
        country = f"Region: {parts['REGION']}"
    lines = (parts.get(f"ADDRESS{number}") for number in (1, 2, 3))
    street = ", ".join(filter(None, lines))
    city, region, postcode = (parts.get(part) or None for part in ("CITY", "STATE/PROVINCE", "POSTAL CODE"))
    place = " ".join(filter(None, (", ".join(filter(None, (city, region))), postcode)))
    full = ", ".join(filter(None, (street, place, country)))
    if not full:
        return None
    return Address(full, street or None, city, region, postcode, country_code(country))
