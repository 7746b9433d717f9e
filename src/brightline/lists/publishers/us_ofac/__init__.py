"""The US Treasury's sanctions lists: the SDN List and the Consolidated (non-SDN) List, as legacy CSV files.

One edition is four files: parties, addresses, aliases, and the continuation of long remarks.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from brightline.errors import LayoutError
from brightline.lists.intake import SourceFile
from brightline.lists.publisher import LeftOut, ListAbout, ParsedEdition, Part, Publisher
from brightline.lists.publishers.us_ofac.party import Record, is_person, party, party_id
from brightline.lists.publishers.us_ofac.programmes import AUTHORITY, CONSOLIDATED, SDN, opens_consolidated
from brightline.lists.publishers.us_ofac.remarks import LONGEST_REMARKS, read_remarks
from brightline.lists.publishers.us_ofac.rows import (
    ADDRESSES,
    ALIASES,
    COMMENTS,
    MAIN,
    Row,
    first_programmes,
    is_closed,
    read_rows,
    role_of,
)
from brightline.lists.reading import special_remarks
from brightline.model import Direction, Effect, Tie, TieKind

_EXPORTS = "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/"
# Works of the United States Government: 17 U.S.C. 105.
_LICENCE = "US public domain"
_WITHOUT: Final = {
    ADDRESSES: "the addresses file (add.csv or cons_add.csv) was not supplied: parties have no addresses",
    ALIASES: "the aliases file (alt.csv or cons_alt.csv) was not supplied: parties lack their strong aliases",
    COMMENTS: "the comments file (sdn_comments.csv or cons_comments.csv) was not supplied: remarks longer "
    "than 1,000 characters break off",
}


class UsOfac:
    """OFAC, as a :class:`brightline.lists.publisher.Publisher` of two lists."""

    id = "us_ofac"
    parser_version = 1
    lists: tuple[ListAbout, ...] = (
        ListAbout(
            id=SDN,
            title="Specially Designated Nationals and Blocked Persons List",
            authority=AUTHORITY,
            effect=Effect.ASSET_FREEZE,
            direction=Direction.DEALINGS_WITH,
            format="four CSV files",
            licence=_LICENCE,
            url=_EXPORTS + "SDN.CSV",
        ),
        ListAbout(
            id=CONSOLIDATED,
            title="Consolidated Sanctions List (non-SDN)",
            authority=AUTHORITY,
            effect=Effect.SECTORAL_RESTRICTION,
            direction=Direction.DEALINGS_WITH,
            format="four CSV files",
            licence=_LICENCE,
            url=_EXPORTS + "CONS_PRIM.CSV",
        ),
    )

    def recognise(self, file: SourceFile) -> Part | None:
        """By the columns of the first rows; name or first programme tells the two lists apart."""
        role = role_of(file.head)
        return Part(_list_id(file, role), role) if role else None

    def parse(self, parts: Mapping[str, SourceFile]) -> ParsedEdition:
        """The parties of one edition: refused without ``main``; without others, it says what is missing."""
        main = parts.get(MAIN)
        if main is None:
            raise LayoutError(
                "the file of parties (sdn.csv, cons_prim.csv) is not among the files",
                remedy="put it into the same folder as the address, alias and comment files of the same day",
                file=next((part.name for part in parts.values()), None),
            )
        list_id = _list_id(main, MAIN)
        rows = _parties(main)
        others = {role: _Attached(parts.get(role), role) for role in _WITHOUT}
        records = [_record(row, others) for row in rows.values()]
        return ParsedEdition(
            list_id=list_id,
            parties=tuple(party(record, list_id) for record in records),
            records=len(records),
            counts=dict(Counter(tag for record in records for tag in record.programmes)),
            ties=tuple(_ties(records, list_id)),
            left_out=(
                *(one for attached in others.values() for one in attached.orphans(rows)),
                *(one for record in records for one in _unkept(record, main)),
            ),
            missing=tuple(_missing(parts)),
        )


class _Attached:
    """The rows of one of the other files, by the number of the party that they belong to."""

    def __init__(self, file: SourceFile | None, role: str) -> None:
        self._file = file
        self.by_uid: dict[str, list[Row]] = defaultdict(list)
        for row in read_rows(file, role) if file else ():
            self.by_uid[row.cell(0)].append(row)

    def orphans(self, known: Mapping[str, Row]) -> Iterator[LeftOut]:
        """The rows whose party is not in the main file, as when the files are of different days."""
        name = self._file.base_name if self._file else ""
        for uid, rows in self.by_uid.items():
            if uid not in known:
                for row in rows:
                    yield LeftOut(
                        where=f"{name}, row {row.line}",
                        what=", ".join(cell for cell in row.cells if cell),
                        why=f"no party has the number {uid} in the main file; take all files of one day",
                    )


def _list_id(file: SourceFile, role: str) -> str:
    name = file.base_name.lower()
    if name.startswith("cons"):
        return CONSOLIDATED
    cells = first_programmes(file.head) if role == MAIN else ()
    return CONSOLIDATED if cells and opens_consolidated(cells[0]) else SDN


def _parties(main: SourceFile) -> dict[str, Row]:
    rows: dict[str, Row] = {}
    for row in read_rows(main, MAIN):
        uid = row.cell(0)
        if uid in rows or not row.cell(1):
            raise LayoutError(
                "a party without a name" if uid not in rows else f"also in row {rows[uid].line}",
                remedy="download the file again; OFAC gives each party one row and a name",
                file=main.name,
                row=row.line,
                id=uid,
            )
        rows[uid] = row
    return rows


def _record(main: Row, others: Mapping[str, _Attached]) -> Record:
    uid = main.cell(0)
    # Neither part is stripped: the text is cut mid-word, and a blank at the cut belongs to it.
    remarks = main.cells[11] or ""
    continued = "".join(row.cells[1] or "" for row in others[COMMENTS].by_uid.get(uid, ()))
    # Remarks that are at their end close with a full stop, whatever their length.
    cut = len(remarks) >= LONGEST_REMARKS and not continued and not remarks.endswith(".")
    return Record(
        main=main,
        remarks=read_remarks(remarks + continued, person=is_person(main), cut=cut),
        addresses=others[ADDRESSES].by_uid.get(uid, ()),
        aliases=others[ALIASES].by_uid.get(uid, ()),
    )


def _ties(records: Sequence[Record], list_id: str) -> Iterator[Tie]:
    """``Linked To`` names a party by its primary name; only one that exactly one party bears is resolved."""
    bearers: dict[str, list[str]] = defaultdict(list)
    for record in records:
        bearers[record.main.cell(1)].append(record.uid)
    for record in records:
        for spellings in record.remarks.linked_to:
            # A vessel is often linked to its owner of the same name, never to itself.
            found = [
                (spelling, [uid for uid in bearers[spelling] if uid != record.uid])
                for spelling in spellings
                if spelling in bearers
            ]
            name, uids = found[0] if found else (spellings[0], [])
            yield Tie(
                origin=party_id(record.uid),
                target=party_id(uids[0]) if len(uids) == 1 else None,
                kind=TieKind.LINKED_TO,
                target_name=name,
                source=f"{list_id} {record.uid}",
            )


def _unkept(record: Record, main: SourceFile) -> tuple[LeftOut, ...]:
    where = f"{main.base_name}, row {record.main.line}, {party_id(record.uid)}"
    return special_remarks.left_out(where, record.remarks.left_out)


def _missing(parts: Mapping[str, SourceFile]) -> Iterator[str]:
    yield from (sentence for role, sentence in _WITHOUT.items() if role not in parts)
    for role in (MAIN, ADDRESSES, ALIASES):
        if role in parts and not is_closed(parts[role]):
            yield f"{parts[role].base_name} lacks OFAC's end mark: it may be cut off at the end of a line"


PUBLISHER: Publisher = UsOfac()
