"""The European Union's consolidated financial sanctions list, as the XML file 1.1 of the Commission (FISMA).

Read from transcribed excerpts of the editions of 21 December 2018 and 11 December 2024.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from brightline.errors import LayoutError
from brightline.lists.intake import SourceFile
from brightline.lists.publisher import ListAbout, ParsedEdition, Part, Publisher
from brightline.lists.publishers.eu_fsf.entity import LIST_ID, Entity
from brightline.lists.reading import personal_remarks
from brightline.model import Direction, Effect
from brightline.model.dates import partial_date

_ROOT = re.compile(r"<export\b[^>]*http://eu\.europa\.ec/fpi/fsd/export")


class FinancialSanctionsFile:
    """Use it for asset freezes of the European Union, those of the United Nations included.

    Funds of these parties are frozen and none may be made available to them. Sectoral measures of the Union
    (securities of listed banks, ports) are not in the file. The file's own number of an entry is its id; the
    EU reference number, which old entries lack, is an identifier.
    """

    id = LIST_ID
    parser_version = 1
    lists: tuple[ListAbout, ...] = (
        ListAbout(
            id=LIST_ID,
            title="Consolidated list of persons, groups and entities subject to EU financial sanctions",
            authority="European Commission, FISMA",
            effect=Effect.ASSET_FREEZE,
            direction=Direction.DEALINGS_WITH,
            format="XML",
            licence="reuse policy of the European Commission (CC BY 4.0)",
            url="https://webgate.ec.europa.eu/fsd/fsf/public/files/xmlFullSanctionsList_1_1/content",
        ),
    )

    def recognise(self, file: SourceFile) -> Part | None:
        """By the root element and its namespace."""
        return Part(LIST_ID) if _ROOT.search(file.head) else None

    def parse(self, parts: Mapping[str, SourceFile]) -> ParsedEdition:
        """See :meth:`brightline.lists.publisher.Publisher.parse`."""
        if "list" not in parts:
            raise LayoutError("the list itself is missing", remedy="give the XML file 1.1", id=LIST_ID)
        file = parts["list"]
        root = file.xml()
        entities = [Entity(element) for element in root.iterchildren("{*}sanctionEntity")]
        _check(file, entities)
        read = [(entity, *entity.party()) for entity in entities]
        days = (listing.listed_on for _, party, _ in read for listing in party.listings)
        return ParsedEdition(
            list_id=LIST_ID,
            parties=tuple(party for _, party, _ in read),
            records=len(entities),
            counts=dict(Counter(entity.programme for entity in entities)),
            published=partial_date(str(root.get("generationDate", ""))),
            newest_entry=max(filter(None, days), default=None),
            left_out=tuple(
                left
                for entity, _, count in read
                for left in personal_remarks.left_out(
                    f"line {entity.line}, {entity.reference or entity.logical_id}", count
                )
            ),
        )


PUBLISHER: Publisher = FinancialSanctionsFile()


def _check(file: SourceFile, entities: list[Entity]) -> None:
    """Refuse the file where it has no entries, or one has no number or name, or a number stands twice."""
    if not entities:
        raise _layout(file, "no sanctionEntity in it", None, None)
    seen: set[str] = set()
    for entity in entities:
        if not entity.logical_id or not entity.names:
            raise _layout(file, "an entry without number or name", entity, entity.reference or None)
        if entity.logical_id in seen:
            raise _layout(file, "a number that stands twice", entity, entity.logical_id)
        seen.add(entity.logical_id)


def _layout(file: SourceFile, problem: str, entity: Entity | None, id_: str | None) -> LayoutError:
    return LayoutError(
        problem,
        remedy="download the file again; if the Commission has changed it, a newer brightline is needed",
        file=file.name,
        row=entity.line if entity else None,
        id=id_,
    )
