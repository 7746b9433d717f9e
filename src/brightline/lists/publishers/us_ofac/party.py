"""One record of OFAC's files, with its addresses and aliases, to a party."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from brightline.lists.publishers.us_ofac.programmes import listings, programmes_of
from brightline.lists.publishers.us_ofac.remarks import Remarks
from brightline.lists.publishers.us_ofac.rows import Row
from brightline.model import Address, Identifier, Name, NameKind, Party, Schema, Scheme
from brightline.model.countries import country_code

_SCHEMAS: Final = {
    # OFAC leaves the type empty for everything that is not a person, a vessel or an aircraft.
    "": Schema.ORGANIZATION,
    "individual": Schema.PERSON,
    "vessel": Schema.VESSEL,
    "aircraft": Schema.AIRPLANE,
}
_ALIAS_KINDS: Final = {"aka": NameKind.ALIAS, "nka": NameKind.ALIAS, "fka": NameKind.FORMER}
_SUFFIXES = frozenset({"Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV"})


@dataclass(frozen=True, slots=True)
class Record:
    """Everything of one party, from all files.

    Attributes:
        main: Its row in the main file.
        remarks: Its remarks, read.
        addresses: Its rows in the addresses file.
        aliases: Its rows in the aliases file.
    """

    main: Row
    remarks: Remarks
    addresses: Sequence[Row] = ()
    aliases: Sequence[Row] = ()

    @property
    def uid(self) -> str:
        """OFAC's number of the party."""
        return self.main.cell(0)

    @property
    def programmes(self) -> tuple[str, ...]:
        """Its programme tags."""
        return programmes_of(self.main.cell(3))


def party_id(uid: str) -> str:
    """Our id of a party: OFAC's number, which it keeps from edition to edition and from list to list."""
    return f"us-ofac:{uid}"


def is_person(main: Row) -> bool:
    """Whether a row of the main file is about an individual."""
    return main.cell(2) == "individual"


def party(record: Record, list_id: str) -> Party:
    """The party that one record speaks of."""
    remarks = record.remarks
    addresses = tuple(filter(None, (_address(row) for row in record.addresses)))
    identifiers = (*_own_numbers(record.main), *remarks.identifiers)
    countries = (
        *remarks.countries,
        country_code(record.main.cell(9)),
        *(address.country for address in addresses),
        *(identifier.country for identifier in identifiers),
    )
    return Party(
        id=party_id(record.uid),
        schema=_SCHEMAS[record.main.cell(2)],
        names=tuple(_names(record)),
        countries=tuple(dict.fromkeys(filter(None, countries))),
        identifiers=tuple(dict.fromkeys(identifiers)),
        addresses=tuple(dict.fromkeys(addresses)),
        birth_dates=tuple(dict.fromkeys(remarks.birth_dates)),
        birth_places=tuple(dict.fromkeys(remarks.birth_places)),
        positions=tuple(dict.fromkeys((*_split(record.main.cell(4)), *remarks.positions))),
        topics=("sanction",),
        listings=listings(list_id, record.uid, record.programmes, remarks),
        notes=(*remarks.notes, *_other_cells(record)),
    )


def _names(record: Record) -> Iterator[Name]:
    """Each text once, in its strongest kind: primary, then the aliases file, then the remarks."""
    person = is_person(record.main)
    said: list[tuple[str, NameKind]] = [(record.main.cell(1), NameKind.PRIMARY)]
    said += [(row.cell(3), _ALIAS_KINDS[row.cell(2)]) for row in record.aliases]
    said += [(text, NameKind.ALIAS) for text in record.remarks.issuer_names]
    said += [(text, NameKind.WEAK) for text in record.remarks.weak_names]
    first: dict[str, NameKind] = {}
    for text, kind in said:
        first.setdefault(text, kind)
    for text, kind in first.items():
        family, given = _parts(text) if person else (None, None)
        yield Name(text, kind, given=given, family=family)


def _parts(text: str) -> tuple[str | None, str | None]:
    """Family and given name, where one comma divides them, or a second one sets off a suffix."""
    parts = [part.strip() for part in text.split(",")]
    if len(parts) == 3 and parts[2] in _SUFFIXES:
        parts.pop()
    if len(parts) != 2 or not all(parts):
        return None, None
    return parts[0], parts[1]


def _address(row: Row) -> Address | None:
    """An address, or ``None`` where OFAC knows none and gives an empty row.

    The middle column mixes city, province and postcode, so none of them is set apart.
    """
    street, place, country = (row.cell(column) or None for column in (2, 3, 4))
    full = ", ".join(part for part in (street, place, country) if part)
    return Address(full, street=street, country=country_code(country)) if full else None


def _own_numbers(main: Row) -> Iterator[Identifier]:
    yield Identifier(Scheme.OFAC, main.cell(0))
    if call_sign := main.cell(5):
        yield Identifier(Scheme.CALL_SIGN, call_sign)


def _other_cells(record: Record) -> Iterator[str]:
    labels = {
        6: "Vessel type",
        7: "Tonnage",
        8: "Gross registered tonnage",
        9: "Vessel flag",
        10: "Vessel owner",
    }
    for column, label in labels.items():
        if value := record.main.cell(column):
            yield f"{label}: {value}"
    yield from (f"Address remark: {row.cell(5)}" for row in record.addresses if row.cell(5))
    yield from (f"Alias remark ({row.cell(3)}): {row.cell(4)}" for row in record.aliases if row.cell(4))


def _split(cell: str) -> Iterable[str]:
    return filter(None, (part.strip() for part in cell.split(";")))
