"""The United Nations Security Council Consolidated List, as XML."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from brightline.errors import LayoutError
from brightline.lists.intake import SourceFile
from brightline.lists.publisher import LeftOut, ListAbout, ParsedEdition, Part, Publisher
from brightline.lists.publishers.un_sc.record import KNOWN_ELEMENTS, Record
from brightline.lists.reading import special_remarks
from brightline.model import Direction, Effect
from brightline.model.dates import partial_date

if TYPE_CHECKING:
    from lxml.etree import _Element

_LIST = "un_sc"
_ROLE = "list"
_ROOT = re.compile(r"<CONSOLIDATED_LIST\b")
_GROUPS = {"INDIVIDUALS": "INDIVIDUAL", "ENTITIES": "ENTITY"}
_NEEDED = ("DATAID", "REFERENCE_NUMBER", "FIRST_NAME")


class UnSc:
    """The UN Security Council, as a :class:`brightline.lists.publisher.Publisher` of one list."""

    id = _LIST
    parser_version = 1
    lists: tuple[ListAbout, ...] = (
        ListAbout(
            id=_LIST,
            title="United Nations Security Council Consolidated List",
            authority="United Nations Security Council",
            effect=Effect.ASSET_FREEZE,
            direction=Direction.DEALINGS_WITH,
            format="XML",
            licence="public; UN site terms of use (no open licence stated)",
            url="https://scsanctions.un.org/resources/xml/en/consolidated.xml",
        ),
    )

    def recognise(self, file: SourceFile) -> Part | None:
        """By the root element."""
        return Part(_LIST, _ROLE) if _ROOT.search(file.head) else None

    def parse(self, parts: Mapping[str, SourceFile]) -> ParsedEdition:
        """The parties of one edition; any record that is not whole refuses the file."""
        file = parts.get(_ROLE)
        if file is None:
            raise LayoutError("no list among the files", remedy="give the file consolidated.xml")
        root = file.xml()
        records = list(_records(file, root))
        dates = [date for record in records for date in record.dates]
        return ParsedEdition(
            list_id=_LIST,
            parties=tuple(record.party() for record in records),
            records=len(records),
            counts=dict(Counter(record.programme for record in records)),
            published=partial_date(str(root.get("dateGenerated", ""))),
            newest_entry=max(dates, default=None),
            left_out=tuple(one for record in records for one in _left_out(file, record)),
        )


def _records(file: SourceFile, root: _Element) -> Iterator[Record]:
    groups = {str(group.tag): group for group in root}
    if root.tag != "CONSOLIDATED_LIST" or not groups.keys() >= _GROUPS.keys():
        raise LayoutError(
            f"root element {root.tag} with {', '.join(groups) or 'nothing'} in place of CONSOLIDATED_LIST "
            "with INDIVIDUALS and ENTITIES",
            remedy="download consolidated.xml again; if the UN has changed it, a newer brightline is needed",
            file=file.name,
        )
    seen: dict[str, str] = {}
    for group, tag in _GROUPS.items():
        for element in groups[group].iterchildren(tag):
            record = Record(element, person=tag == "INDIVIDUAL")
            _check(file, record, seen)
            yield record


def _check(file: SourceFile, record: Record, seen: dict[str, str]) -> None:
    missing = [tag for tag in _NEEDED if not record.text(tag)]
    data_id, reference = record.text("DATAID"), record.reference
    if missing or data_id in seen:
        raise LayoutError(
            f"without {', '.join(missing)}" if missing else f"the DATAID of {seen[data_id]} again",
            remedy="download consolidated.xml again; if the UN has changed it, a newer brightline is needed",
            file=file.name,
            row=record.line,
            id=reference or data_id or None,
        )
    seen[data_id] = reference


def _left_out(file: SourceFile, record: Record) -> Iterator[LeftOut]:
    where = f"{file.base_name}, row {record.line}, {record.reference}"
    yield from special_remarks.left_out(where, record.statements_left_out)
    for child in record.element:
        if child.tag not in KNOWN_ELEMENTS and "".join(map(str, child.itertext())).strip():
            yield LeftOut(where, f"element {child.tag}", "an element that brightline does not know yet")


PUBLISHER: Publisher = UnSc()
