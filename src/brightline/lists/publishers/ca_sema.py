"""The Consolidated Canadian Autonomous Sanctions List of Global Affairs Canada, as XML.

Under the Special Economic Measures Act and the Justice for Victims of Corrupt Foreign Officials Act. Read in
the layout of 2020, and with the element names of later files (``EntityOrShip``, ``DateOfListing``;
``EntityOrShip-EntiteOuNavire``), which were not at hand: those names are as other readers of the list give
them.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Final

from brightline.errors import LayoutError
from brightline.lists.intake import SourceFile
from brightline.lists.publisher import LeftOut, ListAbout, ParsedEdition, Part, Publisher
from brightline.lists.reading.aliases import one_line, unrepeated
from brightline.lists.reading.birth_texts import birth_dates_in, says_more
from brightline.model import Direction, Effect, Identifier, Listing, Name, NameKind, Party, Schema, Scheme
from brightline.model.countries import country_code
from brightline.model.dates import partial_date
from brightline.model.identity import content_id, distinct_ids

if TYPE_CHECKING:
    from lxml.etree import _Element

LIST_ID = "ca_sema"
_PAGE = (
    "https://www.international.gc.ca/world-monde/international_relations-relations_internationales/"
    "sanctions/consolidated-consolide.aspx"
)
_AUTHORITY = "Governor in Council, Canada (Global Affairs Canada)"
_ROOT = re.compile(r"<data-set\b.*<record>.*<Country(?:-Pays)?>", re.DOTALL)
_ENTITY: Final = ("Entity", "EntityOrShip")
_BORN: Final = ("DateOfBirth", "DateOfBirthOrShipBuildDate")
_TITLE: Final = ("Title", "TitleOrShip", "TitleOrShipType")
_KNOWN: Final = frozenset(
    {
        "Country", "GivenName", "LastName", "Aliases", "Schedule", "Item", "DateOfListing", "ShipIMONumber",
        *_ENTITY, *_BORN, *_TITLE,
    }
)  # fmt: skip
_OFFICIALS_ACT = "Justice for Victims of Corrupt Foreign Officials Act"
_MEASURES_ACT = "Special Economic Measures Act"
# These schedules name people of Russia and of occupied territory: their country is not the one they name.
_NOT_THEIR_COUNTRY = frozenset({"ua"})
# "Hmaw Bi/Pyi/Ywama" in brackets is one name; elsewhere a stroke stands between English and French.
_BOTH_LANGUAGES = re.compile(r"/(?![^()]*\))")
_COMMA = re.compile(r"[,;](?!\s*(?:Ltd|Limited|Inc|Co|Corp|LLC|LLP|S\.A|JSC|PJS)\b)")
_IMO = re.compile(r"\d{7}")
# Spellings of one given name ("Andrey", "Andrei") agree at least this much; nicknames do not.
_SAME_NAME = 0.6


class _Record:
    """One ``record`` element; texts with white space (no-break blanks too) as single blanks.

    Since 2026 an element's name has a French half too: ``Schedule-Annexe``.
    """

    def __init__(self, element: _Element) -> None:
        self.element = element
        self.texts = {
            str(child.tag).split("-")[0]: one_line(child.text)
            for child in element
            if child.text and child.text.strip()
        }

    def text(self, *tags: str) -> str:
        """The text of the first of these children that has one."""
        return next((self.texts[tag] for tag in tags if tag in self.texts), "")

    @property
    def line(self) -> int | None:
        """Its line in the file."""
        line: object = self.element.sourceline
        return line if isinstance(line, int) else None

    @property
    def programme(self) -> str:
        """The English half of the country, or of the regulations that stand in its place."""
        return self.text("Country").split(" / ")[0].strip()

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """The party's names, the first primary."""
        if entity := self.text(*_ENTITY):
            first, *others = _BOTH_LANGUAGES.split(entity)
            aliases = (one for part in _BOTH_LANGUAGES.split(self.text("Aliases")) for one in _items(part))
            names = (Name(first.strip()), *(Name(one.strip(), NameKind.ALIAS) for one in (*others, *aliases)))
            return unrepeated(name for name in names if name.text)
        given, family = self.text("GivenName"), self.text("LastName")
        if not family:
            return (Name(given),) if given else ()
        own = Name(f"{given} {family}".strip(), given=given or None, family=family)
        return unrepeated(
            (own, *(_persons_alias(one, given, family) for one in _items(self.text("Aliases"))))
        )


class AutonomousSanctions:
    """Use it for dealings of people and companies in Canada; the UN's listings are not on it.

    Dealing in property of these parties, wherever it is, is prohibited. The list numbers its records by
    schedule and item and renumbers them, so that an id is made of the programme and the name.
    """

    id = LIST_ID
    parser_version = 1
    lists: tuple[ListAbout, ...] = (
        ListAbout(
            id=LIST_ID,
            title="Consolidated Canadian Autonomous Sanctions List",
            authority="Global Affairs Canada",
            effect=Effect.ASSET_FREEZE,
            direction=Direction.DEALINGS_WITH,
            format="XML",
            licence="terms of use of the Government of Canada's site",
            url="https://www.international.gc.ca/world-monde/assets/office_docs/"
            "international_relations-relations_internationales/sanctions/sema-lmes.xml",
        ),
    )

    def recognise(self, file: SourceFile) -> Part | None:
        """By the root element and the country of its first record."""
        return Part(LIST_ID) if _ROOT.search(file.head) else None

    def parse(self, parts: Mapping[str, SourceFile]) -> ParsedEdition:
        """See :meth:`brightline.lists.publisher.Publisher.parse`."""
        if "list" not in parts:
            raise LayoutError("the list itself is missing", remedy="give sema-lmes.xml", id=LIST_ID)
        file = parts["list"]
        records = list(_records(file))
        ids = distinct_ids(
            content_id("ca-sema", record.programme, record.names[0].text) for record in records
        )
        parties = tuple(_party(id_, record) for id_, record in zip(ids, records, strict=True))
        days = (listing.listed_on for party in parties for listing in party.listings)
        return ParsedEdition(
            list_id=LIST_ID,
            parties=parties,
            records=len(records),
            counts=dict(Counter(record.programme for record in records)),
            newest_entry=max(filter(None, days), default=None),
            left_out=tuple(one for record in records for one in _unknown(record)),
        )


PUBLISHER: Publisher = AutonomousSanctions()


def _records(file: SourceFile) -> Iterator[_Record]:
    root = file.xml()
    records = [_Record(element) for element in root.iterchildren("record")]
    if root.tag != "data-set" or not records:
        raise _layout(file, f"root element {root.tag} without records in place of data-set", None)
    for record in records:
        if not record.programme or not record.names:
            raise _layout(file, "a record without country or name", record.line)
    yield from records


def _layout(file: SourceFile, problem: str, row: int | None) -> LayoutError:
    return LayoutError(
        problem,
        remedy="download sema-lmes.xml again; if Canada has changed it, a newer brightline is needed",
        file=file.name,
        row=row,
    )


def _unknown(record: _Record) -> Iterator[LeftOut]:
    for tag in record.texts.keys() - _KNOWN:
        where = f"line {record.line}, {record.names[0].text}"
        yield LeftOut(where, f"element {tag}", "an element that brightline does not know yet")


def _items(text: str) -> Iterator[str]:
    """The aliases of one list; those wholly in brackets without them."""
    for item in _COMMA.split(text):
        bare = item.strip()
        whole = re.fullmatch(r"\(([^()]+)\)", bare)
        yield whole[1] if whole else bare


def _persons_alias(text: str, given: str, family: str) -> Name:
    """An alias of a person; a spelling of one part of the name is put in the place of that part.

    The list gives "PODLIPAYEVA" for Svetlana Nikolayevna PODLIPAEVA and "Andrei" for Andrey Igorevich
    AKIMOV: alone, either would be the name of thousands.
    """
    words, own = text.split(), given.split()
    if len(words) > 1 and len(words) == len(own) and all(map(_alike, words, own)):
        return Name(f"{text} {family}", NameKind.ALIAS, given=text, family=family)
    if len(words) != 1:
        return Name(text, NameKind.ALIAS)
    if text == text.upper() or _alike(text, family):
        return Name(f"{given} {text}".strip(), NameKind.ALIAS, given=given or None, family=text)
    first, _, rest = given.partition(" ")
    if first and _alike(text, first):
        other = f"{text} {rest}".strip()
        return Name(f"{other} {family}", NameKind.ALIAS, given=other, family=family)
    return Name(text, NameKind.ALIAS)


def _alike(first: str, second: str) -> bool:
    return difflib.SequenceMatcher(None, first.casefold(), second.casefold()).ratio() >= _SAME_NAME


def _party(id_: str, record: _Record) -> Party:
    country = country_code(record.programme)
    # A few ships have a name in the place of the number.
    ship = record.text("ShipIMONumber")
    entity = bool(record.text(*_ENTITY))
    born = "" if entity else record.text(*_BORN)
    built = record.text(*_BORN) if entity else ""
    return Party(
        id=id_,
        schema=Schema.VESSEL if ship else Schema.ORGANIZATION if entity else Schema.PERSON,
        names=unrepeated((*(name for name in record.names if name.text), *_ships_name(ship))),
        countries=(country,) if country and country not in _NOT_THEIR_COUNTRY else (),
        identifiers=tuple(Identifier(Scheme.IMO, number) for number in _IMO.findall(ship)),
        birth_dates=birth_dates_in(born),
        positions=tuple(filter(None, (record.text(*_TITLE),))),
        topics=("sanction",),
        listings=(_listing(id_, record),),
        notes=(
            *((f"Date of birth as published: {born}",) if born and says_more(born) else ()),
            *((f"Built: {built}",) if built else ()),
            *((f"Aliases as published: {aliases}",) if (aliases := record.text("Aliases")) else ()),
        ),
        sources=(_PAGE,),
    )


def _ships_name(text: str) -> tuple[Name, ...]:
    return (Name(text, NameKind.ALIAS),) if text and not _IMO.search(text) else ()


def _listing(id_: str, record: _Record) -> Listing:
    act = _OFFICIALS_ACT if record.programme.startswith("Justice for Victims") else _MEASURES_ACT
    schedule = record.text("Schedule")
    place = f", schedule {schedule.removeprefix('Schedule ')}" if schedule not in {"", "N/A"} else ""
    return Listing(
        list=LIST_ID,
        record_id=id_,
        program=record.programme,
        authority=_AUTHORITY,
        effect=Effect.ASSET_FREEZE,
        direction=Direction.DEALINGS_WITH,
        listed_on=partial_date(record.text("DateOfListing")),
        citation=f"{act}, {record.programme}{place}, item {record.text('Item')}",
        url=_PAGE,
    )
