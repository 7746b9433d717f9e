"""OFAC's remarks field: one text that holds most of what OFAC says of a party, read piece by piece.

Pieces stand between semicolons: ``DOB 10 Jan 1987; nationality China; Linked To: LAZARUS GROUP.``
A piece that fills no field is kept word for word in the notes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final

from brightline.lists.publishers.us_ofac.identifiers import read_identifier
from brightline.lists.reading import special_remarks
from brightline.lists.reading.birth_years import years_of_span
from brightline.model import Identifier
from brightline.model.countries import country_code
from brightline.model.dates import partial_date

# OFAC's data specification: longer remarks go on in the comments file, cut wherever they reach this length.
LONGEST_REMARKS: Final = 1000

_SEPARATOR = re.compile(r";\s*")
_ALTERNATIVE = re.compile(r"alt\. ", re.IGNORECASE)
# The last piece ends with a full stop of OFAC's own, unless it ends with an abbreviation's ("S.A.", "D.C.").
_ABBREVIATION = re.compile(r"(?:\b\w\.){2}$|\b(?:Inc|Ltd|Co|Corp|Jr|Sr|LTD|INC|CO|CORP)\.$")
_QUOTED_NAME = re.compile(r"[afn]\.k\.a\. '(?P<name>.+)'\.?")
_BIRTH = re.compile(r"DOB:? (?P<circa>circa )?(?P<first>.+?)(?:\s*(?:\bto\b|-)\s*(?P<last>[^-]+))?")
_COUNTRY = re.compile(
    r"(?:nationality|citizen|Nationality of Registration|Former Vessel Flag|Other Vessel Flag) (.+)"
)
# brightline keeps no gender of a person.
_GENDER = re.compile(r"Gender (?:Male|Female)\.?")
_COVERS = re.compile(r"(?:and )?(?:all|all other) (?:offices|branches)(?: worldwide)?\.?", re.IGNORECASE)
_ABOUT_THE_LISTING = re.compile(
    r"Secondary sanctions risk|Additional Sanctions Information|Transactions Prohibited For Persons Owned|"
    r"For more information on directives",
    re.IGNORECASE,
)
_TERMS = re.compile(
    r"Executive Order \d{5}\b|CAATSA Section|IFCA Determination|"
    r"United States financial institutions are prohibited|"
    r"(?:Effective|Purchase/Sales For Divestment) Date \("
)
_LISTED = re.compile(r"Listing Date \((?P<under>[^)]+)\):? (?P<date>.+)")


@dataclass(slots=True)
class Remarks:
    """What the remarks of one party say, sorted into fields; filled piece by piece.

    Attributes:
        weak_names: Aliases that OFAC puts in quotes, its mark for a weak one.
        issuer_names: Under which the party has issued securities.
        linked_to: Names of parties that it is linked to, each in the spellings to look up, likeliest first.
        listing_dates: By what the piece says they were listed under (``CMIC``, ``EO 14024 Directive 3``).
        terms: Pieces with legal terms, of all programmes together.
        listing_notes: Standing warnings of OFAC about secondary sanctions and the like.
        covers: Wording that extends the entry.
        left_out: How many pieces were a special category of personal data.
    """

    weak_names: list[str] = field(default_factory=list)
    issuer_names: list[str] = field(default_factory=list)
    birth_dates: list[str] = field(default_factory=list)
    birth_places: list[str] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    identifiers: list[Identifier] = field(default_factory=list)
    positions: list[str] = field(default_factory=list)
    linked_to: list[tuple[str, ...]] = field(default_factory=list)
    listing_dates: dict[str, str] = field(default_factory=dict)
    terms: list[str] = field(default_factory=list)
    listing_notes: list[str] = field(default_factory=list)
    covers: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    left_out: int = 0


def read_remarks(text: str, *, person: bool, cut: bool = False) -> Remarks:
    """Sort the pieces of one party's remarks into fields.

    Args:
        text: The remarks, with their continuation from the comments file joined on without a blank.
        person: Whether the party is an individual; only people have births and special categories.
        cut: That the text breaks off, its continuation not being at hand: the last piece is then kept as a
            note, unread, because a number or a name may be half there.
    """
    pieces = [piece.strip() for piece in _SEPARATOR.split(text)]
    broken_off = pieces.pop() if cut else ""
    remarks = Remarks()
    if person:
        keep, remarks.left_out = special_remarks.kept(pieces)
        pieces = list(keep)
    for piece in filter(None, pieces):
        _sort(remarks, piece, person=person)
    if broken_off:
        remarks.notes.append(f"{broken_off} [breaks off here]")
    return remarks


def without_full_stop(text: str) -> str:
    """A piece without the full stop that closes the remarks; an abbreviation keeps its own."""
    text = text.strip()
    return text[:-1] if text.endswith(".") and not _ABBREVIATION.search(text) else text


def _sort(remarks: Remarks, piece: str, *, person: bool) -> None:
    bare = _ALTERNATIVE.sub("", piece, count=1) if _ALTERNATIVE.match(piece) else piece
    readers: Iterable[Callable[[Remarks, str], bool]] = (_name, _link, _listing, _country, _position)
    if _GENDER.fullmatch(bare):
        return
    if person and _birth(remarks, bare):
        return
    if any(reader(remarks, bare) for reader in readers):
        return
    if found := read_identifier(without_full_stop(bare), person=person):
        identifier, is_all = found
        remarks.identifiers.append(identifier)
        if is_all:
            return
    remarks.notes.append(piece)


def _name(remarks: Remarks, piece: str) -> bool:
    if found := _QUOTED_NAME.fullmatch(piece):
        remarks.weak_names.append(found["name"].strip())
        return True
    if piece.startswith("Issuer Name "):
        remarks.issuer_names.append(without_full_stop(piece.removeprefix("Issuer Name ")))
    return False


def _link(remarks: Remarks, piece: str) -> bool:
    if not piece.startswith("Linked To: "):
        return False
    name = piece.removeprefix("Linked To: ").strip()
    likely = without_full_stop(name)
    remarks.linked_to.append(tuple(dict.fromkeys((likely, name, name.removesuffix(".")))))
    return True


def _listing(remarks: Remarks, piece: str) -> bool:
    found = _LISTED.fullmatch(piece)
    date = partial_date(without_full_stop(found["date"])) if found else None
    if found and date:
        remarks.listing_dates[found["under"]] = date
    elif _COVERS.fullmatch(piece):
        remarks.covers.append(without_full_stop(piece))
    elif _ABOUT_THE_LISTING.match(piece):
        remarks.listing_notes.append(piece)
    elif _TERMS.match(piece):
        remarks.terms.append(piece)
    else:
        return False
    return True


def _country(remarks: Remarks, piece: str) -> bool:
    found = _COUNTRY.fullmatch(piece)
    code = country_code(without_full_stop(found[1])) if found else None
    if code is None:
        return False
    remarks.countries.append(code)
    # A flag once flown, or flown besides, is more than a link to a country.
    return "Vessel Flag" not in piece


def _position(remarks: Remarks, piece: str) -> bool:
    if not piece.startswith("Position: "):
        return False
    remarks.positions.append(without_full_stop(piece.removeprefix("Position: ")))
    return True


def _birth(remarks: Remarks, piece: str) -> bool:
    """Days and years fill the field, spans year by year; what is not exact stays in the notes as well."""
    if piece.startswith("POB "):
        remarks.birth_places.append(without_full_stop(piece.removeprefix("POB ")))
        return True
    found = _BIRTH.fullmatch(without_full_stop(piece))
    if found is None:
        return False
    first, last = partial_date(found["first"]), partial_date(found["last"])
    if first is None or (found["last"] and last is None):
        return False
    remarks.birth_dates += years_of_span(first, last) if last else [first]
    return last is None and found["circa"] is None
