"""The text of the Consolidated Screening List: damaged characters, addresses, birth dates, links."""

from __future__ import annotations

import re

from brightline.lists.reading.aliases import items, one_line
from brightline.lists.reading.birth_years import years_of_span
from brightline.lists.reading.us_states import US_STATES
from brightline.model import Address
from brightline.model.countries import country_code
from brightline.model.dates import partial_date

_C1 = re.compile("[\x80-\x9f]")
# Letters of MS-DOS code page 850 that were read as Windows-1252. Only where the mark cannot stand in its own
# right: a closing quotation mark between small letters, a low quotation mark or a cent sign after a letter.
_FROM_DOS = (
    (re.compile("(?<=[a-z])”(?=[a-z])"), "ö"),
    (re.compile("(?<=[A-Za-z])‚(?=[a-z ])"), "é"),
    (re.compile("(?<=[a-z])¢(?=[a-z])"), "ó"),
)
_TRAILING_CODE = re.compile(r"(?:^|[,\s]\s*)([A-Z]{2})$")
# Four digits where a spreadsheet has eaten the leading nought of a New England ZIP code.
_STATE_AND_ZIP = re.compile(r", ([A-Z]{2}),? \d{4,5}(?:-\d{4})?$|, \d{5}, ([A-Z]{2})$")
_PART_OF_CHINA = re.compile(r"\b(Hong Kong|Macau|Macao)\b[\w ,]*, CN$", re.IGNORECASE)
_CIRCA = re.compile(r"(?:circa|c\.|approximately)\s+(.+)", re.IGNORECASE)
_RANGE = re.compile(r"(\d{4})(?:-\d{2}-\d{2})? to (\d{4})(?:-\d{2}-\d{2})?")
_LINKED = re.compile(r"\(Linked To: (.+?)\)(?=$|[;.,]| \()")


def repaired(text: str) -> str:
    """The text with characters put right that were certainly decoded wrongly; a lost one (``?``) stays lost.

    Example:
        >>> repaired("Huawei Technologies Co”peratief U.A.")
        'Huawei Technologies Coöperatief U.A.'
    """
    text = _C1.sub(lambda found: _windows(found[0]), text)
    for pattern, letter in _FROM_DOS:
        text = pattern.sub(letter, text)
    return text


def _windows(character: str) -> str:
    try:
        return character.encode("latin-1").decode("cp1252")
    except UnicodeDecodeError:
        return character


def addresses_in(cell: str) -> tuple[Address, ...]:
    """The addresses of one cell, joined by ``; `` or ``; and ``, each with the country at its end."""
    return tuple(dict.fromkeys(Address(full=part, country=_country(part)) for part in items(cell)))


def address_countries(found: tuple[Address, ...]) -> tuple[str, ...]:
    """The countries of addresses; Hong Kong and Macau count beside China where the text names both."""
    codes: list[str] = []
    for address in found:
        codes += [address.country] if address.country else []
        if region := _PART_OF_CHINA.search(address.full):
            codes += [code for code in (country_code(region[1]),) if code]
    return tuple(dict.fromkeys(codes))


def _country(address: str) -> str | None:
    """The country at the end: an ISO code, a US state with its ZIP code, or a country's name."""
    state = _STATE_AND_ZIP.search(address)
    if state and (state[1] or state[2]) in US_STATES:
        return "us"
    code = _TRAILING_CODE.search(address)
    if code:
        return country_code(code[1])
    last = address.rsplit(",", 1)[-1]
    return country_code(re.sub(r"[\d-]+", "", last).strip())


def birth_dates(cell: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Partial dates that can be compared, and a note for each that the publisher gives as uncertain.

    ``circa 1965`` gives 1965; ``1955 to 1958`` gives each of its years, so that none contradicts.
    """
    dates: list[str] = []
    notes: list[str] = []
    for part in items(cell):
        known = _certain(part) or _uncertain(part)
        dates += known
        if not _certain(part):
            notes.append(f"Birth date as published: {part}")
    return tuple(dict.fromkeys(dates)), tuple(notes)


def _certain(text: str) -> list[str]:
    day = partial_date(text)
    return [day] if day else []


def _uncertain(text: str) -> list[str]:
    if circa := _CIRCA.fullmatch(text):
        return [day[:4] for day in _certain(circa[1])]
    if span := _RANGE.fullmatch(text):
        return list(years_of_span(span[1], span[2]))
    return []


def linked_to(remarks: str) -> tuple[str, ...]:
    """The names that OFAC's remark links a party to: its only word on ownership and association.

    Example:
        >>> linked_to("(Linked To: DIAB, Adel; Linked To: AYAD, Adnan)")
        ('DIAB, Adel', 'AYAD, Adnan')
    """
    return tuple(
        one_line(name) for found in _LINKED.findall(remarks) for name in re.split(r"; Linked To: ", found)
    )
