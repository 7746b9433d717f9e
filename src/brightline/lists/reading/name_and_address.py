"""Where a name ends and an address begins, in text that has only a comma or a full stop between them.

The Entity List and its relatives are written so. No rule is certain, since names hold commas of their own;
each reading here is the one that keeps a legal form or a department with its name, and the parsers say of
such entries that the division is a reading. Measured on the names that the Consolidated Screening List gives
apart from their addresses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from brightline.lists.reading.aliases import one_line, tidy
from brightline.lists.reading.legal_forms import ends_in_form, form_at_start
from brightline.lists.reading.several import outside_brackets
from brightline.model import Address
from brightline.model.countries import country_code

# A part of an organization, after the organization's name and a comma.
_UNIT = re.compile(
    r"\b(?:Institut\w*|Bureau|Academy|Laborator\w+|Department|Division|Branch|Faculty|School|College|Factory|"
    r"Plant|Works|Directorate|Office of|Group|Ministry|"
    # Other centres are mostly buildings: "Valiant Industrial Center".
    r"(?:Research|Design|Development|Scientific|Technical|Engineering|Training|R&D)\s+Cent(?:er|re))\b",
    re.IGNORECASE,
)
# A company of its own, written behind its parent: "Tactical Missile Corporation, JSC Avangard". These forms
# stand before a name; an address never begins so.
_COMPANY_OF_PARENT = re.compile(
    r"(?:[POC]?JSC|AO|OAO|PAO|ZAO|OOO|Joint Stock Company|NPO|R?KB|Concern|FSUE)\s+(?=\S)"
)
# What only an organization is called; a person is not taken for the parent of a department.
_ORGANIZATION = re.compile(
    r"\b(?:Academy|University|Corporation|Corp|Company|Co|Group|Ministry|Institut\w*|Association|Enterprise|"
    r"Concern|JSC|LLC|Ltd|Limited|Force|Forces|Armed|Commission|Authority|Agency|Services?|Technolog\w+)\b",
    re.IGNORECASE,
)
_STREET = re.compile(
    r"\b(?:Road|Rd|Street|St|Str|Avenue|Ave|Building|Bldg|Floor|Room|Rm|Box|Blvd|Lane|Park|District|City|"
    r"Zone)\b",
    re.IGNORECASE,
)
_HAS_DIGIT = re.compile(r"\d")
# A full stop after these, or after fewer than three letters, is no end.
_ABBREVIATIONS = frozenset(
    {
        "after", "ave", "bldg", "blvd", "dept", "eng", "gen", "imp", "inst", "int", "intl", "korp", "mfg",
        "prof", "sci", "str", "tech", "univ",
    }
)  # fmt: skip
_LEAST_LETTERS = 3
# Forms that are abbreviations, and so end in a full stop of their own.
_SHORTENED = frozenset({"bros", "co", "corp", "inc", "jr", "ltd", "ltda", "pte", "pty", "pvt", "sr"})
_STOP = re.compile(r"(?P<word>[^\s.,;]+)\.\s+(?=\w)")
_NOT_A_COUNTRY = re.compile(r"\([^)]*\)|\d[\d\w-]*")
# The longest name of a country that stands without a comma before it has four words (United Arab Emirates).
_LONGEST_COUNTRY = 4


@dataclass(frozen=True, slots=True)
class Cut:
    """A text taken apart: the names (several where an "and" lists them) and the address."""

    names: tuple[str, ...]
    address: str


def cut_at_address(text: str) -> Cut | None:
    """Take apart ``Name, address``; ``None`` where there is no comma that could divide them.

    Example:
        >>> cut_at_address("Acme Academy, Institute of Steel, 5 High Street, Kabul, Afghanistan").names
        ('Acme Academy, Institute of Steel',)
    """
    pieces = list(map(str.strip, outside_brackets(one_line(text), ",")))
    name = pieces[0]
    for place, piece in enumerate(pieces[1:], start=1):
        form = form_at_start(piece)
        rest = piece[form:].strip(" .")
        if _is_unit(name, piece) or (form and (not rest or rest.startswith(("(", "and ")))):
            name = f"{name}, {piece}"
        elif form:
            return Cut((f"{name}, {piece[:form]}",), ", ".join([rest, *pieces[place + 1 :]]))
        else:
            address = tidy(", ".join(pieces[place:]))
            return Cut((tidy(name),), address) if tidy(name) and address else None
    return None


def address_at_end(text: str) -> Cut | None:
    """Take an address off the end of an alias, behind a comma or a full stop; ``None`` where none is seen.

    Stricter than :func:`cut_at_address`, for most aliases have none: what is cut off must hold a number or
    end in a country.

    Example:
        >>> address_at_end("Fu Jirui. No. 2A Zhonghuan Road, Beijing, China")
        Cut(names=('Fu Jirui',), address='No. 2A Zhonghuan Road, Beijing, China')
    """
    by_comma, by_stop = _listed(text) or cut_at_address(text), next(_stops(text), None)
    cuts = [cut for cut in (by_stop, by_comma) if cut and _is_address(cut.address)]
    return max(cuts, key=lambda cut: len(cut.address), default=None)


def addresses_of(text: str) -> tuple[Address, ...]:
    """The addresses of one text, joined by ``; and`` or, behind a country, ``, and``; each with its country.

    Example:
        >>> [one.full for one in addresses_of("5 High St., Kabul, Afghanistan, and 6 Low St., Dubai, U.A.E.")]
        ['5 High St., Kabul, Afghanistan', '6 Low St., Dubai, U.A.E.']
    """
    found = (
        without_full_stop(tidy(re.sub(r"^\s*and\s+", "", one)))
        for part in outside_brackets(one_line(text), ";")
        for one in _joined_behind_countries(part)
    )
    return tuple(
        Address(full=one, country=country_at_end(one)) for one in dict.fromkeys(found) if one and one != "and"
    )


def country_at_end(text: str) -> str | None:
    """The country that an address ends in, as a code; postcodes and remarks in brackets are looked past."""
    words = tidy(_NOT_A_COUNTRY.sub(" ", text).rsplit(",", 1)[-1]).split()
    for count in range(min(_LONGEST_COUNTRY, len(words)), 0, -1):
        last = " ".join(words[-count:])
        # Two letters alone are more often a state or a street than a country here.
        if len(last.strip(".")) > 2 and (code := country_code(last)):
            return code
    return None


def without_full_stop(text: str) -> str:
    """The text without the full stop of its sentence; that of ``Ltd.``, ``U.A.E.`` or ``J.`` stays."""
    if text.endswith(".."):
        return without_full_stop(text[:-1])
    last = text.removesuffix(".").rsplit(None, 1)[-1:]
    kept = not last or "." in last[0] or len(last[0]) == 1 or last[0].lower() in _SHORTENED
    return text if kept else text.removesuffix(".")


def _is_unit(name: str, piece: str) -> bool:
    """Whether a piece is a part of the organization before it; with a number only as ``711 Repair Plant``."""
    if not _ORGANIZATION.search(name):
        return False
    if _COMPANY_OF_PARENT.match(piece):
        return True
    plain = tidy(re.sub(r"\([^)]*\)", "", piece))
    numbered = _HAS_DIGIT.search(plain) and not re.search(r"(?:Institut\w*|Factory|Plant)$", plain)
    return bool(_UNIT.search(plain)) and not numbered and not _STREET.search(plain)


def _listed(text: str) -> Cut | None:
    """``A, B, and C, address``: several names where a piece before the address begins with "and"."""
    pieces = list(map(str.strip, outside_brackets(one_line(text), ",")))
    last = next((place for place, piece in enumerate(pieces) if piece.startswith("and ")), 0)
    names = [re.sub(r"^and\s+", "", piece) for piece in pieces[: last + 1]]
    if not last or any(_HAS_DIGIT.search(name) or form_at_start(name) for name in names):
        return None
    return Cut(tuple(names), ", ".join(pieces[last + 1 :]))


def _stops(text: str) -> Iterator[Cut]:
    """Every place where a full stop could end the name, the first first."""
    for found in _STOP.finditer(text):
        name, address = text[: found.end("word") + 1], text[found.end() :]
        word = found["word"]
        is_end = ends_in_form(name) or (len(word) >= _LEAST_LETTERS and word.lower() not in _ABBREVIATIONS)
        if is_end and not form_at_start(address) and ("," in address or country_at_end(address)):
            yield Cut((without_full_stop(name),), address)


def _is_address(text: str) -> bool:
    return bool(_HAS_DIGIT.search(text)) or country_at_end(text) is not None


def _joined_behind_countries(text: str) -> Iterator[str]:
    start = 0
    for found in re.finditer(r",\s+and\s+", text):
        if country_at_end(text[start : found.start()]):
            yield text[start : found.start()]
            start = found.end()
    yield text[start:]
