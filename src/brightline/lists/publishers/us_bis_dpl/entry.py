"""Name and address of a denied person: apart in the file of 2022, in one cell in that of 2026.

The one cell is ``NAME, STREET, CITY, STATE, COUNTRY, POSTCODE`` with empty parts kept, but names and streets
hold commas of their own, so it is read from the right for the address and from the left for the name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from brightline.lists.reading.aliases import one_line
from brightline.lists.reading.us_states import US_STATES
from brightline.model import Address
from brightline.model.countries import country_code

# Cyprus stands in the state column of twelve rows of 2022; no other country does (RS there is Stavropol).
_COUNTRY_IN_STATE_COLUMN = "CY"
# Of the older file.
COLUMNS = ("Name", "Street_Address", "City", "State", "Country", "Postal_Code")
# Of the newer: CITY, STATE, COUNTRY, POSTCODE.
_PARTS_AFTER_STREET = 4
# What can follow a comma and still be the name: a legal form, a generational suffix.
_REST_OF_NAME = re.compile(
    r"(?:LTD|LIMITED|INC|INCORPORATED|LLC|L\.L\.C|CO|CORP|CORPORATION|PLC|GMBH|AG|S\.?A|S\.?L|S\.?R\.?L|B\.?V|N\.?V|"
    r"PTE|PTY|JSC|OJSC|PJSC|OOO|FZC|FZE|FZCO|JR|SR|II|III|IV)\.?\)?",
    re.IGNORECASE,
)
_ONE_WORD = re.compile(r"[A-Z][A-Z'-]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """Whom one row names, and where."""

    name: str
    address: Address | None


def separate_columns(cells: Mapping[str, str]) -> Entry:
    """From the cells of the older file, by column."""
    name, street, city, state, country, postcode = (one_line(cells[column]) for column in COLUMNS)
    return Entry(_name(name), _address(street, city, state, country, postcode))


def one_cell(cell: str) -> Entry | None:
    """From the one cell of the newer file; ``None`` where it has too few parts to hold an address.

    Example:
        >>> one_cell("WYSH DATA SYSTEMS, LTD., 135 CONNAUGHT ROAD W., HONG KONG, , HK, ").name
        'WYSH DATA SYSTEMS, LTD.'
    """
    parts = [one_line(part) for part in cell.split(",")]
    if len(parts) <= _PARTS_AFTER_STREET:
        return None
    city, state, country, postcode = parts[-_PARTS_AFTER_STREET:]
    before = parts[:-_PARTS_AFTER_STREET]
    words = _parts_of_name(before)
    street = ", ".join(part for part in before[words:] if part)
    return Entry(_name(", ".join(before[:words])), _address(street, city, state, country, postcode))


def _name(text: str) -> str:
    """Tidied, so that ``ANNEXFIELD , LTD.`` and ``ANNEXFIELD, LTD.`` in two editions are one name."""
    return one_line(text).replace(" ,", ",").strip(" ,")


def _parts_of_name(parts: list[str]) -> int:
    """How many of the parts before the city are the name; at least one."""
    count = 1
    while count < len(parts) and _goes_on(parts, count):
        count += 1
    if count == 1 and _is_family_then_given(parts):
        return 2
    return count


def _goes_on(parts: list[str], count: int) -> bool:
    so_far = ",".join(parts[:count])
    bracket_open = so_far.count("(") > so_far.count(")")
    return bracket_open or _REST_OF_NAME.fullmatch(parts[count]) is not None


def _is_family_then_given(parts: list[str]) -> bool:
    """``JIN, ZHONGDA, 1895 DOBBIN DRIVE``: two single words, then a street that has a number."""
    family_given = parts[:2]
    return len(parts) > len(family_given) and (
        all(_ONE_WORD.fullmatch(part) for part in family_given) and any(map(str.isdigit, parts[2]))
    )


def _country(state: str, country: str) -> str | None:
    if country:
        return country_code(country)
    if state in US_STATES:
        return "us"
    return country_code(state) if state == _COUNTRY_IN_STATE_COLUMN else None


def _address(street: str, city: str, state: str, country: str, postcode: str) -> Address | None:
    shown = [part for part in (street, city, state, country, postcode) if part]
    if not shown:
        return None
    if not state and country in US_STATES and country_code(country) is None:
        state, country = country, ""  # "NM" stands in the country column of one row of each edition
    region = None if state == _COUNTRY_IN_STATE_COLUMN and not country else state
    return Address(
        full=", ".join(shown),
        street=street or None,
        city=city or None,
        region=region or None,
        postcode=postcode or None,
        country=_country(state, country),
    )
