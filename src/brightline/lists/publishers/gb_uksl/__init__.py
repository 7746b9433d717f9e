"""The UK Sanctions List of the Foreign, Commonwealth and Development Office, as XML or CSV.

Since 28 January 2026 the one list of the United Kingdom: OFSI's consolidated list has closed. The XML was
read from a trimmed copy of the edition of 2 September 2026; the CSV, whose columns are those of the list's
guide to its formats, only from a sample made by hand.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from brightline.errors import LayoutError
from brightline.lists.intake import SourceFile
from brightline.lists.publisher import LeftOut, ListAbout, ParsedEdition, Part, Publisher
from brightline.lists.publishers.gb_uksl.documents import Designation, from_csv, from_xml
from brightline.lists.publishers.gb_uksl.party import LIST_ID, PAGE, party_id, party_of, ties_of
from brightline.lists.reading import personal_remarks
from brightline.model import Direction, Effect

_XML = re.compile(r"<Designations\b")
_CSV = re.compile(r"\bOFSI Group ID\b[^\n]*\bName 6\b|\bName 6\b[^\n]*\bRegime Name\b")


class UkSanctionsList:
    """Use it for sanctions of the United Kingdom: asset freezes, ships, arms embargoes and travel bans.

    A designation is one party with one listing, whose effect is that of its gravest measure and whose terms
    name every measure. The list's unique id (``AFG0001``) stays with the designation.
    """

    id = LIST_ID
    parser_version = 1
    lists: tuple[ListAbout, ...] = (
        ListAbout(
            id=LIST_ID,
            title="UK Sanctions List",
            authority="Foreign, Commonwealth and Development Office, United Kingdom",
            effect=Effect.ASSET_FREEZE,
            direction=Direction.DEALINGS_WITH,
            format="XML or CSV",
            licence="Open Government Licence v3.0",
            url="https://sanctionslist.fcdo.gov.uk/docs/UK-Sanctions-List.xml",
        ),
    )

    def recognise(self, file: SourceFile) -> Part | None:
        """By the root element, or by three headings of the CSV below the day of the report."""
        is_list = _XML.search(file.head) or _CSV.search(file.head)
        return Part(LIST_ID) if is_list else None

    def parse(self, parts: Mapping[str, SourceFile]) -> ParsedEdition:
        """See :meth:`brightline.lists.publisher.Publisher.parse`."""
        if "list" not in parts:
            raise LayoutError("the list itself is missing", remedy=f"download it from {PAGE}", id=LIST_ID)
        file = parts["list"]
        is_xml = file.data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<")
        published, designations = from_xml(file) if is_xml else from_csv(file)
        _check(file, designations)
        read = [(one, *party_of(one)) for one in designations]
        days = [listing.listed_on for _, party, _ in read for listing in party.listings]
        return ParsedEdition(
            list_id=LIST_ID,
            parties=tuple(party for _, party, _ in read),
            records=len(designations),
            counts=dict(Counter(one.one("RegimeName") for one in designations)),
            ties=tuple(tie for one in designations for tie in ties_of(one)),
            published=published,
            newest_entry=max(filter(None, days), default=None),
            left_out=tuple(left for one, _, count in read for left in _left_out(one, count)),
        )


PUBLISHER: Publisher = UkSanctionsList()


def _left_out(one: Designation, count: int) -> tuple[LeftOut, ...]:
    return personal_remarks.left_out(f"line {one.line}, {one.one('UniqueID')}", count)


def _check(file: SourceFile, designations: list[Designation]) -> None:
    """Refuse the file where a designation has no id or name, or an id stands twice."""
    seen: set[str] = set()
    for one in designations:
        unique = one.one("UniqueID")
        problem = None if unique and one.names else "a designation without unique id or name"
        if party_id(one) in seen:
            problem = "a unique id that stands twice"
        if problem:
            raise LayoutError(
                problem,
                remedy="download the list again; if it has changed, a newer brightline is needed",
                file=file.name,
                row=one.line,
                id=unique or None,
            )
        seen.add(party_id(one))
