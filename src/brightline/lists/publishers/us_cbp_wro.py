"""Withhold Release Orders and Findings of US Customs and Border Protection, from its CSV.

Goods under an order may not enter the United States, for they are made with forced labour (19 U.S.C. 1307).
The file is linked from https://www.cbp.gov/document/stats/withhold-release-orders-findings under a name that
changes with each edition; it is in Windows-1252 with no-break spaces.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from brightline.errors import LayoutError
from brightline.lists.intake import SourceFile
from brightline.lists.publisher import LeftOut, ListAbout, ParsedEdition, Part, Publisher
from brightline.lists.reading.aliases import covered, one_line, tidy, unrepeated
from brightline.lists.reading.delimited import Row, header_of, read_table
from brightline.lists.reading.name_and_address import without_full_stop
from brightline.lists.reading.several import outside_brackets, several
from brightline.lists.reading.us_days import newest_day, plausible_day
from brightline.model import Address, Direction, Effect, Listing, Name, NameKind, Party, Schema
from brightline.model.countries import country_code
from brightline.model.identity import content_id, fold

LIST_ID = "us_cbp_wro"
_PAGE = "https://www.cbp.gov/document/stats/withhold-release-orders-findings"
_AUTHORITY = "US Customs and Border Protection, Department of Homeland Security"
_REQUIRED = ("Effective Date", "Country", "Merchandise", "WRO/Finding", "Status", "Entity")
_KNOWN = ("Calendar Year", "Country Code", "Industry", "Remarks", "Press Release")
# No other list has these two.
_MARKS = frozenset({"WRO/Finding", "Merchandise"})

_VESSEL = re.compile(r"^Fishing Vessel:\s*(?P<name>.+)$", re.IGNORECASE)
_FLEET = re.compile(r"^(?P<covers>Fishing Vessels owned by)\s+(?P<name>.+)$", re.IGNORECASE)
# Orders on what a region or a whole trade makes: "Tobacco produced in Malawi and products containing ...",
# "Xinjiang Uyghur Autonomous Region (XUAR)", "Artisanal Small Mines", "Marange Diamond Fields".
_NO_PARTY = re.compile(
    r"\bproduced\s+(?:in|with)\b|\bAutonomous Region\b|\bSmall Mines$|\bDiamond Fields$",
    re.IGNORECASE,
)
_AKA = re.compile(r",?\s*\(?(?<!\w)(?:a/k/a|a\.\s?k\.\s?a\.?|aka|also known as)[:,]?\s+", re.IGNORECASE)
_SUBORDINATES = re.compile(r"[,;]?\s+(?P<covers>and\s+(?:its|their)\s+(?:subordinates|subsidiaries))\.?$")
# "and its two subsidiaries from China, A and B".
_NAMED_SUBSIDIARIES = re.compile(r"\s+and\s+its\s+(?:\w+\s+)?subsidiaries(?:\s+from\s+[A-Z]\w+)?,\s+")
_SEAT = re.compile(r"\s*\(of (?P<place>[^()]+)\)$")
# Behind several companies, where all of them are: "...; Kathmandu."
_COMMON_SEAT = re.compile(r"(?<=\S);\s*(?P<place>[A-Z][a-z]+)\.?$")
# "Annapurna Carpet removed from the order, 7/23/2021", in remarks on an order partly lifted.
_REMOVED = re.compile(r"(?P<names>[^:]*?)\bremoved from the order,\s*(?P<day>\d{1,2}/\d{1,2}/\d{4})")
_IN_FORCE = ("active", "partially modified")


@dataclass(frozen=True, slots=True)
class Order:
    """One order or finding, as the file has it.

    Attributes:
        row: Its row in the file.
        entity: Who or what it names: companies, a vessel, a region or a product.
        kind: ``WRO`` or ``Finding``.
        merchandise: The goods that it bars.
        country: In the publisher's words; ``Fishing Vessels`` for ships.
        status: ``Active``, ``Partially Modified`` or a kind of inactive.
        effective: First day, partial ISO date.
        industry: The publisher's sector.
        remarks: What was changed since, and where it was published.
        press_release: Its address.
        published_day: The cell of the first day, as it stands.
    """

    row: int
    entity: str
    kind: str
    merchandise: str
    country: str
    status: str
    effective: str | None
    industry: str
    remarks: str
    press_release: str
    published_day: str

    @property
    def in_force(self) -> bool:
        """Whether the publisher says that it bars goods now."""
        return self.status.casefold() in _IN_FORCE

    @property
    def names_a_party(self) -> bool:
        """Whether it names a company, a place of work or a ship, rather than a region or a product."""
        return bool(self.entity) and not _NO_PARTY.search(self.entity)


@dataclass(frozen=True, slots=True)
class _Named:
    names: tuple[Name, ...]
    schema: Schema = Schema.ORGANIZATION
    covers: str | None = None
    seat: str | None = None


class WithholdReleaseOrders:
    """Use it for goods that US Customs turns back because of forced labour, by who makes them.

    A party has a listing for each order or finding against it. Orders on a region or a product name no
    party: they are left out with their whole text, and :func:`read_orders` gives them. An order that is not
    active is a notice that restricts nothing, for the file says no day on which it ended.
    """

    id = LIST_ID
    parser_version = 1
    lists: tuple[ListAbout, ...] = (
        ListAbout(
            id=LIST_ID,
            title="Withhold Release Orders and Findings",
            authority=_AUTHORITY,
            effect=Effect.IMPORT_BAN,
            direction=Direction.IMPORTS_FROM,
            format="CSV",
            licence="US Government work, no copyright (17 U.S.C. 105)",
            url=_PAGE,
        ),
    )

    def recognise(self, file: SourceFile) -> Part | None:
        """By two headings that no other list has."""
        return Part(LIST_ID) if _MARKS.issubset(header_of(file.head)) else None

    def parse(self, parts: Mapping[str, SourceFile]) -> ParsedEdition:
        """See :meth:`brightline.lists.publisher.Publisher.parse`."""
        if "list" not in parts:
            raise LayoutError("the list itself is missing", remedy=f"get the CSV from {_PAGE}", id=LIST_ID)
        orders, unknown = _orders(parts["list"])
        return ParsedEdition(
            list_id=LIST_ID,
            parties=_parties(orders),
            records=len(orders),
            counts=dict(Counter(order.kind for order in orders)),
            newest_entry=newest_day(order.effective for order in orders),
            left_out=(*unknown, *(one for order in orders for one in _left_out(order))),
        )


PUBLISHER: Publisher = WithholdReleaseOrders()


def read_orders(file: SourceFile) -> tuple[Order, ...]:
    """Every order and finding, those on regions and products among them.

    Use it for rules about origins and goods; the publisher's :meth:`parse` for parties to screen.

    Raises:
        LayoutError: A necessary column is missing.
        UnreadableFileError: Neither UTF-8 nor Windows-1252, or cut off.
    """
    return _orders(file)[0]


def _orders(file: SourceFile) -> tuple[tuple[Order, ...], tuple[LeftOut, ...]]:
    # Windows-1252 reads nearly any bytes, and is seldom valid UTF-8: so UTF-8 is tried first.
    try:
        file.data.decode("utf-8-sig")
        encoding = "utf-8-sig"
    except UnicodeDecodeError:
        encoding = "cp1252"
    table = read_table(file, required=_REQUIRED, known=_KNOWN, encoding=encoding)
    return tuple(map(_order, table.rows)), table.left_out


def _order(row: Row) -> Order:
    def cell(column: str) -> str:
        return one_line(row.cells.get(column, ""))

    return Order(
        row=row.number,
        entity=cell("Entity"),
        kind=cell("WRO/Finding"),
        merchandise=cell("Merchandise"),
        country=cell("Country"),
        status=cell("Status"),
        effective=plausible_day(cell("Effective Date")),
        industry=cell("Industry"),
        remarks=cell("Remarks"),
        press_release=cell("Press Release"),
        published_day=cell("Effective Date"),
    )


def _left_out(order: Order) -> Iterator[LeftOut]:
    where = f"row {order.row}"
    if not order.names_a_party:
        said = (order.kind, order.effective or order.published_day, order.country, order.entity)
        rest = (order.merchandise, order.status, order.remarks)
        what = ": ".join(filter(None, (", ".join(filter(None, said)), "; ".join(filter(None, rest)))))
        yield LeftOut(where, what, "it names a region or a product, not a party")
    elif order.published_day and not order.effective:
        yield LeftOut(
            f"{where}, Effective Date",
            order.published_day,
            "not a possible day; it stands in the listing's notes",
        )


def _parties(orders: Iterable[Order]) -> tuple[Party, ...]:
    """One party for each name and country, with a listing for each of its orders."""
    found: dict[str, Party] = {}
    for order in orders:
        if order.names_a_party:
            for named in _named(order.entity):
                party = _party(order, named)
                known = found.get(party.id)
                found[party.id] = _united(known, party) if known else party
    return tuple(found.values())


def _united(first: Party, second: Party) -> Party:
    others = (
        replace(one, kind=NameKind.ALIAS) if one.kind is NameKind.PRIMARY else one for one in second.names
    )
    return replace(
        first,
        names=unrepeated((*first.names, *others)),
        listings=(*first.listings, *second.listings),
        sources=tuple(dict.fromkeys((*first.sources, *second.sources))),
    )


def _named(cell: str) -> tuple[_Named, ...]:
    """Whom a cell names: a vessel, a fleet's owner, one body with other names, or several companies."""
    if found := _VESSEL.match(cell):
        return (_Named((Name(found["name"]),), Schema.VESSEL),)
    if found := _FLEET.match(cell):
        return (_Named((Name(found["name"]),), covers=found["covers"]),)
    own, *others = _AKA.split(cell)
    if others:
        # Semicolons part companies elsewhere; here they part the names of one.
        aliases = (tidy(one.strip(" ()")) for other in others for one in outside_brackets(other, ";"))
        return (_Named((Name(tidy(own)), *(Name(one, NameKind.ALIAS) for one in aliases if one))),)
    text, covers = covered(tidy(cell))
    if found := _SUBORDINATES.search(text):
        text, covers = text[: found.start()], found["covers"]
    text = _NAMED_SUBSIDIARIES.sub("; ", text)
    if country_code(outside_brackets(text, ",")[-1]):
        # One body with its place: "State Penitentiary, Ciudad Victoria, Tamaulipas, Mexico".
        return (_Named((Name(text),), covers=covers),)
    common = _COMMON_SEAT.search(text)
    pieces = several(text[: common.start()] if common else text)
    return tuple(_company(piece, covers, common) for piece in pieces)


def _company(text: str, covers: str | None, common: re.Match[str] | None) -> _Named:
    seat = _SEAT.search(text) or common
    name = without_full_stop(_SEAT.sub("", text))
    return _Named((Name(name),), covers=covers, seat=seat["place"] if seat else None)


def _party(order: Order, named: _Named) -> Party:
    country = country_code((named.seat or "").rsplit(",", 1)[-1]) or country_code(order.country)
    party_id = content_id("us-cbp-wro", named.names[0].text, country or order.country)
    return Party(
        id=party_id,
        schema=named.schema,
        names=unrepeated(named.names),
        countries=(country,) if country else (),
        addresses=(Address(full=named.seat, country=country),) if named.seat else (),
        topics=("forced.labor",),
        listings=(_listing(order, named, party_id),),
        sources=tuple(filter(None, (_PAGE, order.press_release))),
    )


def _listing(order: Order, named: _Named, party_id: str) -> Listing:
    notes = (
        order.industry and f"Industry: {order.industry}",
        order.status and f"Status: {order.status}",
        order.remarks and f"Remarks: {order.remarks}",
        order.effective is None and f"Effective date as published: {order.published_day}",
    )
    return Listing(
        list=LIST_ID,
        record_id=party_id,
        program="Withhold Release Order" if order.kind == "WRO" else order.kind,
        authority=_AUTHORITY,
        effect=Effect.IMPORT_BAN if order.in_force else Effect.NOTICE,
        direction=Direction.IMPORTS_FROM if order.in_force else Direction.NONE,
        terms=f"Merchandise: {order.merchandise}" if order.merchandise else None,
        listed_on=order.effective,
        removed_on=_removed_on(order.remarks, named.names[0].text),
        citation="19 U.S.C. 1307",
        url=order.press_release or _PAGE,
        covers=named.covers,
        notes=tuple(note for note in notes if note),
    )


def _removed_on(remarks: str, name: str) -> str | None:
    """The day on which a party was taken off an order that stays in force for others."""
    wanted = fold(without_full_stop(name))
    for found in _REMOVED.finditer(remarks):
        if wanted in fold(found["names"]):
            return plausible_day(found["day"])
    return None
