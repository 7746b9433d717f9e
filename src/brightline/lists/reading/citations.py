"""Federal Register citations: as the lists print them, and which of them mean one document.

The Code of Federal Regulations cites the page on which an entry stands (``84 FR 54004, 10/9/19``), the
Consolidated Screening List the first page of the document (``84 FR 54002``), other lists only an issue
(``Vol. 81, No. 128, 07/05/16``). The functions here read all of them and bring them together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from brightline.model.dates import partial_date

# Volume 1 is of 1936 and each year has one volume: National Archives, "About the Federal Register".
_YEAR_BEFORE_VOLUME_1 = 1935
# The Code cites at most seven pages behind the first: measured over the entries that the Entity List of 2026
# and the screening list of 2022 share. The rest is room to grow.
_PINPOINT_REACH = 20

_DAY = r"(?:\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})|[A-Z][a-z]+\.?\s\d{1,2},\s\d{4})(?!\d)"
_CITATION = re.compile(
    rf"""
    \b(?P<volume>\d{{1,3}})\s+F\.?R\.?\s+
    (?: (?P<page>\d+)(?:\s*[-–]\s*(?P<last>\d+))?(?![/\d])
      | \[INSERT\ FR\ PAGE\ NUMBER,?\ (?:AND\ )?
      | (?=No\.) )
    (?:\s*\(?\s*no\.\s*\d+\)?)?            # the issue's number, in some rows of the screening list
    (?:\s+preview\ citation\ details)?     # left over where a page of the eCFR was copied
    (?:[,\s(]*(?P<day>{_DAY}))?
    | \bVol\.\s*(?P<issue_volume>\d{{1,3}})[,;]?\s*No\.\s*\d+\s*,?\s*(?P<issue_day>{_DAY})
    """,
    re.VERBOSE | re.IGNORECASE,
)
_TWO_DIGIT_YEAR = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{2})")


@dataclass(frozen=True, slots=True, order=True)
class FrCitation:
    """One citation: a volume, where known a page or the pages of a whole document, where known the day.

    ``page`` is ``None`` where the page is still to be inserted or only an issue is cited.
    """

    volume: int
    page: int | None = None
    last_page: int | None = None
    date: str | None = None


def fr_citations(text: str | None) -> tuple[FrCitation, ...]:
    """Every Federal Register citation of a text, in its order.

    A day whose year is not that of the volume is a slip in one of the two: the citation is given without
    it. Text that is no citation ("See Federal Register ...") gives nothing and is not refused, for the
    caller keeps the text itself.

    Example:
        >>> fr_citations("84 FR 54004, 10/9/19. 85 FR 44161, 7/22/20.")[1]
        FrCitation(volume=85, page=44161, last_page=None, date='2020-07-22')
    """
    return tuple(_citation(found) for found in _CITATION.finditer(text or ""))


def same_document(one: FrCitation, other: FrCitation) -> bool:
    """Whether two citations can be of one document: by volume and pages where they decide, else by the day.

    Equal pages, and a page inside the other's range, decide whatever the days say, for some lists give the
    day on which a rule took effect. Without a range, equal days decide; two rules of one day are then not
    told apart (85 FR 34503 and 34505 are both of 2020-06-05): for those use :func:`document_of`.

    Example:
        >>> same_document(FrCitation(84, 54004, date="2019-10-09"), FrCitation(84, 54002, date="2019-10-09"))
        True
    """
    if one.volume != other.volume:
        return False
    if one.page is not None and other.page is not None:
        overlap = one.page <= (other.last_page or other.page) and other.page <= (one.last_page or one.page)
        if overlap or one.last_page is not None or other.last_page is not None:
            return overlap
    return one.date is not None and one.date == other.date


def document_of(citation: FrCitation, documents: Iterable[FrCitation]) -> FrCitation | None:
    """Of documents cited by their first page, the one that a pinpoint page lies in; ``None`` if none can be.

    It is the last document that begins at or before the page in its volume, unless its day or its pages
    say otherwise or it begins more than twenty pages before. Give every document known, not only those
    of one list: the page of an unknown document would else be taken for its neighbour's.
    """
    if citation.page is None:
        return None
    before = [
        one
        for one in documents
        if one.volume == citation.volume
        and one.page is not None
        and one.page <= citation.page <= (one.last_page or one.page + _PINPOINT_REACH)
        and not (one.date and citation.date and one.date != citation.date)
    ]
    return max(before, key=lambda one: one.page or 0, default=None)


def earliest_day(citations: Iterable[FrCitation]) -> str | None:
    """The first day of publication among citations: for an entry amended later, the day of its addition."""
    return min((one.date for one in citations if one.date), default=None)


def _citation(found: re.Match[str]) -> FrCitation:
    volume = int(found["volume"] or found["issue_volume"])
    page, last = found["page"], found["last"]
    return FrCitation(
        volume,
        int(page) if page else None,
        int(last) if last and page and int(last) > int(page) else None,
        _day(volume, found["day"] or found["issue_day"]),
    )


def _day(volume: int, text: str | None) -> str | None:
    if text is None:
        return None
    year = _YEAR_BEFORE_VOLUME_1 + volume
    if short := _TWO_DIGIT_YEAR.fullmatch(text):
        text = f"{short[1]}/{short[2]}/{year // 100}{short[3]}"
    day = partial_date(text, month_first=True)
    return day if day and day.startswith(str(year)) else None
