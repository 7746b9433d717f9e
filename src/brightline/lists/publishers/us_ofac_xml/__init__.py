"""The US Treasury's sanctions lists as XML: the same lists as :mod:`..us_ofac`, with more in them.

Each list is one file, in any of three generations that OFAC publishes side by side: legacy (``sdn.xml``),
advanced (``sdn_advanced.xml``) and enhanced (``SDN_ENHANCED.ZIP``). The latter two have names in their own
script, days of listing and relationships by number. A party has the same id, names, identifiers and effects
whatever it was read from, so that an XML edition takes the place of a CSV edition, and the other way round.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from brightline.errors import LayoutError
from brightline.lists.intake import SourceFile
from brightline.lists.publisher import LeftOut, ListAbout, ParsedEdition, Part, Publisher
from brightline.lists.publishers.us_ofac import PUBLISHER as CSV
from brightline.lists.publishers.us_ofac.party import party_id
from brightline.lists.publishers.us_ofac.programmes import SDN
from brightline.lists.publishers.us_ofac.remarks import Remarks
from brightline.lists.publishers.us_ofac_xml import advanced, enhanced, legacy
from brightline.lists.publishers.us_ofac_xml.content import Content
from brightline.lists.publishers.us_ofac_xml.delta import Action, Delta, read_delta
from brightline.lists.publishers.us_ofac_xml.generations import Generation, generation_of, list_id_of
from brightline.lists.publishers.us_ofac_xml.party import party, read_statements, ties
from brightline.lists.reading import special_remarks

__all__ = ["PUBLISHER", "Action", "Delta", "read_delta"]

_ROLE = "list"
_READERS: Final[Mapping[Generation, Callable[[SourceFile], Content]]] = {
    Generation.LEGACY: legacy.read,
    Generation.ADVANCED: advanced.read,
    Generation.ENHANCED: enhanced.read,
}
_ZIPPED: Final = "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/{}_ENHANCED.ZIP"


class UsOfacXml:
    """OFAC's XML files, as a :class:`brightline.lists.publisher.Publisher` of the lists that the CSV has."""

    id = "us_ofac_xml"
    parser_version = 1
    lists: tuple[ListAbout, ...] = tuple(
        replace(about, format="XML", url=_ZIPPED.format("SDN" if about.id == SDN else "CONS"))
        for about in CSV.lists
    )

    def recognise(self, file: SourceFile) -> Part | None:
        """By the first elements.

        Deltas and exports of a selection are claimed too, so that :meth:`parse` can say what they are; each
        as an edition of its own, so that it keeps no whole list in the same folder from being taken in.
        """
        generation = generation_of(file)
        return Part(list_id_of(file, generation), _ROLE) if generation else None

    def parse(self, parts: Mapping[str, SourceFile]) -> ParsedEdition:
        """The parties of one edition; refuses a delta, and an enhanced file that holds only a selection."""
        file = parts.get(_ROLE)
        generation = generation_of(file) if file else None
        if file is None or generation is None:
            raise LayoutError(
                "not one of OFAC's XML files",
                remedy="give SDN_ENHANCED.ZIP, SDN.XML or SDN_ADVANCED.XML, or the same of the other list",
                file=file.name if file else None,
            )
        if generation is Generation.DELTA:
            raise LayoutError(
                "a delta, which holds the changes of one day, not a list",
                remedy="download the whole list (SDN_ENHANCED.ZIP or CONS_ENHANCED.ZIP) and import that",
                file=file.name,
            )
        content = _READERS[generation](file)
        content.check_programmes()
        return _edition(content, list_id_of(file, generation))


def _edition(content: Content, list_id: str) -> ParsedEdition:
    entries = tuple(content.entries.values())
    remarks = {entry.uid: read_statements(entry) for entry in entries}
    parties = tuple(party(entry, list_id, remarks[entry.uid]) for entry in entries)
    days = [listing.listed_on for one in parties for listing in one.listings]
    return ParsedEdition(
        list_id=list_id,
        parties=parties,
        records=len(entries),
        counts=dict(Counter(tag for entry in entries for tag in entry.programmes)),
        ties=tuple(ties(entries, remarks, list_id)),
        published=content.published,
        newest_entry=max(filter(None, days), default=None),
        left_out=(*content.left_out, *content.unknown_left_out(), *_special(content, remarks)),
    )


def _special(content: Content, remarks: Mapping[str, Remarks]) -> Iterator[LeftOut]:
    for uid, read in remarks.items():
        where = f"{content.file.name}, row {content.entries[uid].line}, {party_id(uid)}"
        yield from special_remarks.left_out(where, read.left_out)


PUBLISHER: Publisher = UsOfacXml()
