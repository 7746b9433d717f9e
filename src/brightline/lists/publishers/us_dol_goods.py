"""The List of Goods Produced by Child Labor or Forced Labor, of the US Department of Labor.

From the XML that the Bureau of International Labor Affairs publishes for its app, linked at
https://www.dol.gov/agencies/ilab/reports/child-labor/list-of-goods. The list names goods and countries, no
parties: it has no publisher here and is never screened against. Policy reads it for the origin of a deal's
items.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn, cast

from brightline.errors import LayoutError
from brightline.lists.intake import SourceFile
from brightline.lists.reading.aliases import one_line
from brightline.model.countries import country_code

if TYPE_CHECKING:
    from lxml.etree import _Element

_BRACKETS = re.compile(r"\s*\([^()]*\)")
# What stands for the country of a good that is not derived.
_NOWHERE = frozenset({"No", "N/A"})
_YES_NO = {"Yes": True, "No": False}


@dataclass(frozen=True, slots=True)
class Good:
    """That one good from one country is on the list, and why.

    Attributes:
        good: The publisher's name of the good, composed (NFC).
        sector: Agriculture, Manufacturing, Mining or Other, in the publisher's word.
        country: ISO 3166-1 alpha-2, lower case; ``None`` where the name is not known.
        country_name: As the publisher writes it.
        child_labour: Children make it.
        forced_labour: People are forced to make it.
        forced_child_labour: Children are forced to make it.
        derived: A downstream good: what it is made of is made so, in the country that ``derived_from`` names.
            None of the three flags above is set for it.
        derived_from: Of a downstream good, the country of what it is made of, as a code; ``None`` where the
            name is not known.
        derived_from_name: The same as the publisher writes it; ``None`` where the good is not derived.
    """

    good: str
    sector: str
    country: str | None
    country_name: str
    child_labour: bool
    forced_labour: bool
    forced_child_labour: bool
    derived: bool
    derived_from: str | None = None
    derived_from_name: str | None = None


def is_goods(file: SourceFile) -> bool:
    """Whether a file is this list, by its head; cheap, and never raises."""
    head = file.head.lstrip()
    return bool(re.match(r"(?:<\?xml[^>]*>\s*)?<Goods\b", head)) and "<Good_Name>" in head


def read_goods(file: SourceFile) -> tuple[Good, ...]:
    """Every pair of a good and a country, in the publisher's order.

    Use it for questions about an item and its origin, not about a counterparty.

    Raises:
        LayoutError: Not this list, an element is missing, or a flag is neither Yes nor No.
        UnreadableFileError: Not well-formed XML.
        UnsafeFileError: It declares a document type.
    """
    root = file.xml()
    if root.tag != "Goods":
        _layout(file, f"the root is {root.tag!s}, not Goods")
    return tuple(pair for good in root.iter("Good") for pair in _pairs(file, good))


def _pairs(file: SourceFile, good: _Element) -> Iterator[Good]:
    name = _text(file, good, "Good_Name")
    sector = _text(file, good, "Good_Sector")
    for country in good.iter("Country"):
        country_name = _text(file, country, "Country_Name")
        origin = _text(file, country, "Derived_Country")
        derived_from = None if origin in _NOWHERE else origin

        def flag(tag: str, pair: _Element = country) -> bool:
            return _flag(file, pair, tag, name)

        yield Good(
            good=name,
            sector=sector,
            country=_code(country_name),
            country_name=country_name,
            child_labour=flag("Child_Labor"),
            forced_labour=flag("Forced_Labor"),
            forced_child_labour=flag("Forced_Child_Labor"),
            derived=flag("Derived_Labor_Exploitation"),
            derived_from=_code(derived_from),
            derived_from_name=derived_from,
        )


def _code(country: str | None) -> str | None:
    """The code of a country; ``Turkey (Türkiye)`` is a name with its other name."""
    return country_code(country) or country_code(_BRACKETS.sub("", country)) if country else None


def _text(file: SourceFile, element: _Element, tag: str) -> str:
    text = one_line(element.findtext(tag) or "")
    if not text:
        _layout(file, f"a {element.tag!s} without {tag}", element)
    return unicodedata.normalize("NFC", text)


def _flag(file: SourceFile, element: _Element, tag: str, name: str) -> bool:
    text = _text(file, element, tag)
    if text not in _YES_NO:
        _layout(file, f"{tag} is {text!r}, neither Yes nor No", element, name)
    return _YES_NO[text]


def _layout(
    file: SourceFile, problem: str, element: _Element | None = None, good: str | None = None
) -> NoReturn:
    raise LayoutError(
        problem,
        remedy="check that this is the list of goods; if so, its layout has changed: report it",
        file=file.name,
        # The stubs of lxml leave the line's type open.
        row=None if element is None else cast("int | None", element.sourceline),
        id=good,
    )
