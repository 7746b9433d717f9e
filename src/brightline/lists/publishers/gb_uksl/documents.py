"""The UK Sanctions List's two forms, XML and CSV, read to one: a designation and its texts by element."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from brightline.errors import LayoutError
from brightline.lists.intake import SourceFile
from brightline.lists.reading.aliases import one_line
from brightline.lists.reading.delimited import Row, read_table
from brightline.model.dates import partial_date

if TYPE_CHECKING:
    from lxml.etree import _Element

NAME_PARTS: Final = ("Name1", "Name2", "Name3", "Name4", "Name5", "Name6")
ADDRESS_PARTS: Final = (
    *(f"AddressLine{number}" for number in range(1, 7)), "AddressPostalCode", "AddressCountry"
)  # fmt: skip
_NAME: Final = (*NAME_PARTS, "NameType", "AliasStrength")
_SCRIPT: Final = ("NameNonLatinScript", "NonLatinScriptType", "NonLatinScriptLanguage")
# Column of the CSV to element of the XML, as the list's guide to its formats names the columns.
COLUMNS: Final = {
    "Last Updated": "LastUpdated", "Unique ID": "UniqueID", "OFSI Group ID": "OFSIGroupID",
    "UN Reference Number": "UNReferenceNumber", "Name 6": "Name6", "Name 1": "Name1", "Name 2": "Name2",
    "Name 3": "Name3", "Name 4": "Name4", "Name 5": "Name5", "Name type": "NameType",
    "Alias strength": "AliasStrength", "Title": "Title", "Name non-latin script": "NameNonLatinScript",
    "Non-latin script type": "NonLatinScriptType", "Non-latin script language": "NonLatinScriptLanguage",
    "Regime Name": "RegimeName", "Individual, Entity, Ship": "IndividualEntityShip",
    "Designation Type": "IndividualEntityShip", "Designation source": "DesignationSource",
    "Sanctions Imposed": "SanctionsImposed", "Other Information": "OtherInformation",
    "UK Statement of Reasons": "UKStatementofReasons", "Address Line 1": "AddressLine1",
    "Address Line 2": "AddressLine2", "Address Line 3": "AddressLine3", "Address Line 4": "AddressLine4",
    "Address Line 5": "AddressLine5", "Address Line 6": "AddressLine6",
    "Address Postal Code": "AddressPostalCode", "Address Country": "AddressCountry",
    "Phone number": "PhoneNumber", "Website": "Website", "Email address": "EmailAddress",
    "Date Designated": "DateDesignated", "D.O.B": "DOB", "Nationality(/ies)": "Nationality",
    "National Identifier number": "NationalIdentifierNumber",
    "National Identifier additional information": "NationalIdentifierAdditionalInformation",
    "Passport number": "PassportNumber", "Passport additional information": "PassportAdditionalInformation",
    "Position": "Position", "Gender": "Gender", "Town of birth": "TownOfBirth",
    "Country of birth": "CountryOfBirth", "Type of entity": "TypeOfEntity", "Subsidiaries": "Subsidiary",
    "Parent company": "ParentCompany", "Parent Company": "ParentCompany",
    "Business registration number (s)": "BusinessRegistrationNumber", "IMO number": "IMONumber",
    "Current owner/operator (s)": "CurrentOwnerOperator",
    "Previous owner/operator (s)": "PreviousOwnerOperator",
    "Current believed flag of ship": "CurrentBelievedFlagOfShip", "Previous flags": "PreviousFlag",
    "Type of ship": "TypeOfShip", "Tonnage of ship": "TonnageOfShip", "Length of ship": "LengthOfShip",
    "Year Built": "YearBuilt", "Hull identification number (HIN)": "HullIdentificationNumber",
}  # fmt: skip
_NEEDED: Final = ("Unique ID", "Name 6", "Name type", "Regime Name", "Sanctions Imposed")
_REPORT_DATE = re.compile(r"Report Date:?\s*(?P<day>[^,\"]+)", re.IGNORECASE)
_REMEDY = "download the UK Sanctions List again; if it has changed, a newer brightline is needed"


@dataclass(frozen=True, slots=True)
class Designation:
    """One designation, whichever form it came in.

    Attributes:
        line: Its line or row in the file.
        names: The parts of each name, with its type and strength.
        scripts: Names in other scripts, with their language.
        addresses: The parts of each address.
        texts: Every other text by element name, each once.
    """

    line: int | None
    names: tuple[Mapping[str, str], ...] = ()
    scripts: tuple[Mapping[str, str], ...] = ()
    addresses: tuple[Mapping[str, str], ...] = ()
    texts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def one(self, tag: str) -> str:
        """The first text of an element, or nothing."""
        return next(iter(self.texts.get(tag, ())), "")


def from_xml(file: SourceFile) -> tuple[str | None, list[Designation]]:
    """The day on which the list was generated, and its designations."""
    root = file.xml()
    found = [_designation(element) for element in root.iterchildren("Designation")]
    if root.tag != "Designations" or not found:
        raise LayoutError(f"root element {root.tag} without designations", remedy=_REMEDY, file=file.name)
    return partial_date(root.findtext("DateGenerated")), found


def _designation(element: _Element) -> Designation:
    line: object = element.sourceline
    grouped = {"Name", "NonLatinName", "Address"}
    texts: dict[str, dict[str, None]] = {}
    for one in element.iter("*"):
        parent = one.getparent()
        inside = parent is not None and parent.tag in grouped
        if one.tag not in grouped and not inside and (text := _text(one)):
            texts.setdefault(str(one.tag), {})[text] = None
    return Designation(
        line=line if isinstance(line, int) else None,
        names=tuple(_parts(one) for one in element.findall("Names/Name")),
        scripts=tuple(_parts(one) for one in element.findall("NonLatinNames/NonLatinName")),
        addresses=tuple(_parts(one) for one in element.findall("Addresses/Address")),
        texts={tag: tuple(values) for tag, values in texts.items()},
    )


def _parts(element: _Element) -> dict[str, str]:
    return {str(child.tag): text for child in element if (text := _text(child))}


def _text(element: _Element) -> str:
    # An element with children has only white space of its own.
    return one_line(element.text or "")


def from_csv(file: SourceFile) -> tuple[str | None, list[Designation]]:
    """The day of the report in the line above the headings, and the designations of a row for each name."""
    first, _, rest = file.data.partition(b"\n")
    found = _REPORT_DATE.search(first.decode("utf-8-sig", errors="replace"))
    table = read_table(replace(file, data=rest) if found else file, required=_NEEDED, known=COLUMNS)
    groups: dict[str, list[Row]] = {}
    for row in table.rows:
        groups.setdefault(row["Unique ID"], []).append(row)
    # Written 02/09/2026 or 02-Sep-2026.
    day = found["day"].strip() if found else ""
    published = partial_date(day) or partial_date(day.replace("-", " "))
    return published, [_of_rows(one) for one in groups.values()]


def _of_rows(rows: list[Row]) -> Designation:
    """One designation: each row repeats it with another combination of name, address and other texts."""
    every = [
        {COLUMNS.get(column, column): one_line(cell) for column, cell in row.cells.items() if cell.strip()}
        for row in rows
    ]
    texts: dict[str, dict[str, None]] = {}
    for cells in every:
        for tag, text in cells.items():
            if tag not in {*_NAME, *_SCRIPT, *ADDRESS_PARTS}:
                texts.setdefault(tag, {})[text] = None
    return Designation(
        line=rows[0].number,
        names=tuple(_chosen(every, _NAME, NAME_PARTS)),
        scripts=tuple(_chosen(every, _SCRIPT, _SCRIPT[:1])),
        addresses=tuple(_chosen(every, ADDRESS_PARTS, ADDRESS_PARTS)),
        texts={tag: tuple(values) for tag, values in texts.items()},
    )


def _chosen(
    rows: list[dict[str, str]], tags: tuple[str, ...], needed: tuple[str, ...]
) -> Iterator[dict[str, str]]:
    """The parts of each row that has one of those needed, each combination once."""
    seen: set[tuple[str, ...]] = set()
    for row in rows:
        key = tuple(row.get(tag, "") for tag in tags)
        if key not in seen and any(row.get(tag) for tag in needed):
            seen.add(key)
            yield {tag: row[tag] for tag in tags if tag in row}
