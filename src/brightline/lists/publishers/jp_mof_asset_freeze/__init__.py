"""The list of targets of asset freezes under the Japanese Foreign Exchange and Foreign Trade Act, as XLSX.

Published by the Ministry of Finance, a sheet for each regime, each with its own columns. Read in the layout
of March 2026.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from brightline.errors import LayoutError
from brightline.lists.intake import SourceFile
from brightline.lists.publisher import LeftOut, ListAbout, ParsedEdition, Part, Publisher
from brightline.lists.publishers.jp_mof_asset_freeze.dates import notified
from brightline.lists.publishers.jp_mof_asset_freeze.record import LIST_ID, PAGE, Entry, entry_of, number_of
from brightline.lists.publishers.jp_mof_asset_freeze.sheet import ENDED, Field, Regime, Row, regime_of
from brightline.lists.reading.sheets import Sheet, holds_texts, read_sheets
from brightline.model import Direction, Effect, Party
from brightline.model.identity import distinct_ids

_MARKS = ("告示日付", "告示番号", "日本語表記", "英語表記")
# The first sheet is the index of the others.
_INDEX = "一覧"


class AssetFreezeList:
    """Use it for asset freezes in Japan, those of the United Nations included.

    Payments to these parties and dealings in capital with them need a licence. A party is identified by its
    regime and its notification number, which the publisher never gives twice: the rows of removed parties
    stay, but without a name, so that they are counted and reported, and become no party.
    """

    id = LIST_ID
    parser_version = 1
    lists: tuple[ListAbout, ...] = (
        ListAbout(
            id=LIST_ID,
            title="Targets of asset freezes and like measures (資産凍結等の措置の対象者)",
            authority="Ministry of Finance, Japan",
            effect=Effect.ASSET_FREEZE,
            direction=Direction.DEALINGS_WITH,
            format="XLSX",
            licence="Public Data License 1.0 (Japan)",
            url=PAGE,
        ),
    )

    def recognise(self, file: SourceFile) -> Part | None:
        """By the four headings that every sheet has."""
        return Part(LIST_ID) if holds_texts(file, *_MARKS) else None

    def parse(self, parts: Mapping[str, SourceFile]) -> ParsedEdition:
        """See :meth:`brightline.lists.publisher.Publisher.parse`."""
        if "list" not in parts:
            raise LayoutError("the list itself is missing", remedy="give the XLSX file", id=LIST_ID)
        file = parts["list"]
        regimes: list[Regime] = []
        left_out: list[LeftOut] = []
        for sheet in read_sheets(file):
            regime = regime_of(file, sheet)
            if regime:
                regimes.append(regime)
            elif sheet.name != _INDEX:
                left_out.append(_ended(sheet))
        if not regimes:
            raise LayoutError(
                "no sheet has parties", remedy="check that this is the asset-freeze list", file=file.name
            )
        entries = [entry for regime in regimes for entry in _entries(regime)]
        days = (notified(row.one(Field.NOTIFIED)).newest for regime in regimes for row in regime.rows)
        return ParsedEdition(
            list_id=LIST_ID,
            parties=_distinct([entry.party for entry in entries]),
            records=sum(1 for regime in regimes for row in regime.rows if number_of(row)),
            counts={regime.key: sum(1 for row in regime.rows if number_of(row)) for regime in regimes},
            newest_entry=max(filter(None, days), default=None),
            left_out=(
                *left_out,
                *(one for regime in regimes for one in _nameless(regime)),
                *(one for entry in entries for one in entry.left_out),
            ),
        )


PUBLISHER: Publisher = AssetFreezeList()


def _has_name(row: Row) -> bool:
    return bool(row.of(Field.JAPANESE, Field.ENGLISH))


def _entries(regime: Regime) -> Iterator[Entry]:
    """A party for each row with a name; a row without number and name goes on from the one above."""
    for place, row in enumerate(regime.rows):
        if _has_name(row):
            end = place + 1
            while end < len(regime.rows) and _goes_on(regime.rows[end]):
                end += 1
            yield entry_of(regime, row, regime.rows[place + 1 : end])


def _goes_on(row: Row) -> bool:
    return not number_of(row) and not _has_name(row)


def _nameless(regime: Regime) -> Iterator[LeftOut]:
    """Numbers without a name, by sheet: those removed, and any other."""
    where = f"sheet {regime.sheet!r}"
    rows = [row for row in regime.rows if number_of(row) and not _has_name(row)]
    removed = [row for row in rows if notified(row.one(Field.NOTIFIED)).removed]
    others = [row for row in rows if row not in removed]
    if removed:
        what = f"{len(removed)} removed: {', '.join(map(number_of, removed))}"
        yield LeftOut(where, what, "removed from the list; the publisher keeps the number and no name")
    for row in others:
        yield LeftOut(f"{where}, row {row.number}", f"number {number_of(row)}", "it has no name")
    for note in regime.asides:
        yield LeftOut(where, note, "a note on how to read the sheet")
    for heading in regime.unknown:
        yield LeftOut(where, f"column {heading!r}", "the parser does not know it; kept in the notes")


def _ended(sheet: Sheet) -> LeftOut:
    text = " ".join(cell for _, cells in sheet.filled() for cell in cells if cell)
    why = "the regime has ended" if ENDED in sheet.name else "a sheet without parties"
    return LeftOut(f"sheet {sheet.name!r}", text, why)


def _distinct(parties: list[Party]) -> tuple[Party, ...]:
    ids = distinct_ids(party.id for party in parties)
    return tuple(replace(party, id=id_) for id_, party in zip(ids, parties, strict=True))
