"""The lists of the US Bureau of Industry and Security that are law: supplements to 15 CFR part 744.

The Entity List (No. 4), the Unverified List (No. 6) and the Military End-User List (No. 7), from the XML of
the eCFR, ``https://www.ecfr.gov/api/versioner/v1/full/DATE/title-15.xml?part=744``. The file has all three,
so there are three publishers, each of which claims it for its own list. The XML does not say as of which day
it is: keep it in a folder that begins with the date asked for.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from brightline.errors import LayoutError
from brightline.lists.intake import SourceFile
from brightline.lists.publisher import ListAbout, ParsedEdition, Part, Publisher
from brightline.lists.publishers.us_bis_ecfr.entries import Kind, entries_of
from brightline.lists.publishers.us_bis_ecfr.part744 import label, read_supplement
from brightline.lists.reading.us_days import newest_day
from brightline.model import Direction, Effect

_PAGE = "https://www.ecfr.gov/current/title-15/subtitle-B/chapter-VII/subchapter-C/part-744"
_AUTHORITY = "Bureau of Industry and Security, US Department of Commerce"
# The roots of a part, an appendix and a title; the last as GPO's bulk files have it.
_ROOT = re.compile(r"<(?:ECFR|DLPSTEXTCLASS|DIV[1-9])\b")


@dataclass(frozen=True, slots=True)
class SupplementPublisher:
    """One supplement as a list.

    Use the Entity List from here rather than from the Consolidated Screening List for the licence
    requirement and review policy of each entry as the law has them, complete aliases, and bodies listed
    under an entity as parties of their own. A row is a record; such bodies are not counted. Entries for one
    name in several countries are several parties, as in the Code.
    """

    number: int
    kind: Kind
    parser_version: int = 1

    @property
    def id(self) -> str:
        """See :attr:`brightline.lists.publisher.Publisher.id`."""
        return self.kind.list_id

    @property
    def lists(self) -> tuple[ListAbout, ...]:
        """See :attr:`brightline.lists.publisher.Publisher.lists`."""
        return (
            ListAbout(
                id=self.kind.list_id,
                title=self.kind.program,
                authority=_AUTHORITY,
                effect=self.kind.effect,
                direction=Direction.EXPORTS_TO,
                format="eCFR XML",
                licence="US Government work, no copyright (17 U.S.C. 105)",
                url=self.kind.url,
            ),
        )

    def recognise(self, file: SourceFile) -> Part | None:
        """By the root and by the supplement's own name, which stands far behind the first 16 KiB."""
        if not _ROOT.search(file.head):
            return None
        return Part(self.kind.list_id) if f'N="{label(self.number)}"'.encode() in file.data else None

    def parse(self, parts: Mapping[str, SourceFile]) -> ParsedEdition:
        """See :meth:`brightline.lists.publisher.Publisher.parse`."""
        if "list" not in parts:
            raise LayoutError(
                "part 744 itself is missing",
                remedy="get title-15.xml?part=744 from the eCFR's versioner",
                id=self.kind.list_id,
            )
        supplement = read_supplement(parts["list"], self.number)
        entries = entries_of(supplement.table.rows, self.kind, supplement.footnotes)
        return ParsedEdition(
            list_id=self.kind.list_id,
            parties=tuple(party for entry in entries for party in entry.parties),
            records=len(supplement.table.rows),
            counts=dict(Counter(row.country for row in supplement.table.rows)),
            ties=tuple(tie for entry in entries for tie in entry.ties),
            newest_entry=newest_day(day for entry in entries for day in entry.days),
            left_out=(*supplement.table.left_out, *(one for entry in entries for one in entry.left_out)),
        )


def _kinds() -> Iterable[tuple[int, Kind]]:
    yield (
        4,
        Kind(
            list_id="us_bis_entity_list",
            prefix="us-bis-el",
            program="Entity List (EL)",
            authority=_AUTHORITY,
            effect=Effect.LICENCE_REQUIREMENT,
            topics=("export.control",),
            url=f"{_PAGE}/appendix-Supplement%20No.%204%20to%20Part%20744",
        ),
    )
    yield (
        6,
        Kind(
            list_id="us_bis_uvl",
            prefix="us-bis-uvl",
            program="Unverified List (UVL)",
            authority=_AUTHORITY,
            effect=Effect.UNVERIFIED_END_USER,
            topics=("export.risk",),
            url=f"{_PAGE}/appendix-Supplement%20No.%206%20to%20Part%20744",
        ),
    )
    yield (
        7,
        Kind(
            list_id="us_bis_meu",
            prefix="us-bis-meu",
            program="Military End User (MEU) List",
            authority=_AUTHORITY,
            effect=Effect.LICENCE_REQUIREMENT,
            topics=("export.control",),
            url=f"{_PAGE}/appendix-Supplement%20No.%207%20to%20Part%20744",
        ),
    )


KINDS = dict(_kinds())
PUBLISHERS: tuple[Publisher, ...] = tuple(SupplementPublisher(number, kind) for number, kind in KINDS.items())
# The Entity List, where only one publisher may claim a file.
PUBLISHER: Publisher = PUBLISHERS[0]
