"""The legacy XML: ``sdn.xml`` and ``consolidated.xml``, flat records close to the CSV files.

Source: OFAC's sdn.xsd and a consolidated.xml of May 2024. Aliases in other scripts, relationships by number
and the days of listing are not in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from brightline.lists.intake import SourceFile
from brightline.lists.publishers.us_ofac_xml import wording
from brightline.lists.publishers.us_ofac_xml.content import (
    Content,
    every,
    layout_error,
    line_of,
    local,
    schema_of,
    text,
    texts,
)
from brightline.lists.publishers.us_ofac_xml.entry import Entry, address, alias_kind, name
from brightline.model import Name, NameKind
from brightline.model.dates import partial_date

if TYPE_CHECKING:
    from lxml.etree import _Element

# OFAC's own spelling of "publishInformation"; the right one, should they correct it.
_PUBLICATION: Final = ("publshInformation", "publishInformation")
_ADDRESS_PARTS: Final = {
    "ADDRESS1": "address1",
    "ADDRESS2": "address2",
    "ADDRESS3": "address3",
    "CITY": "city",
    "STATE/PROVINCE": "stateOrProvince",
    "REGION": "region",
    "POSTAL CODE": "postalCode",
}
_VESSEL: Final = {
    "callSign": "Vessel Call Sign",
    "vesselType": "VESSEL TYPE",
    "vesselFlag": "Vessel Flag",
    "vesselOwner": "Vessel Owner",
    "tonnage": "Vessel Tonnage",
    "grossRegisteredTonnage": "Vessel Gross Registered Tonnage",
}
# Features that are lists of their own here; OFAC's names for them in the other generations.
_LISTED: Final = {
    "dateOfBirthList/dateOfBirthItem": ("Birthdate", "dateOfBirth"),
    "placeOfBirthList/placeOfBirthItem": ("Place of Birth", "placeOfBirth"),
    "nationalityList/nationality": ("Nationality Country", "country"),
    "citizenshipList/citizenship": ("Citizenship Country", "country"),
}
_KNOWN: Final = frozenset(
    {
        "sdnEntry", "uid", "firstName", "lastName", "title", "sdnType", "remarks", "programList", "program",
        "idList", "id", "idType", "idNumber", "idCountry", "issueDate", "expirationDate", "akaList", "aka",
        "type", "category", "addressList", "address", "country", "mainEntry", "nationalityList",
        "nationality", "citizenshipList", "citizenship", "dateOfBirthList", "dateOfBirthItem", "dateOfBirth",
        "placeOfBirthList", "placeOfBirthItem", "placeOfBirth", "vesselInfo", *_VESSEL,
        *_ADDRESS_PARTS.values(),
    }
)  # fmt: skip


def read(file: SourceFile) -> Content:
    """Every entry of the file.

    Raises:
        LayoutError: It does not say when it was published, or does not hold as many records as it says.
        UnreadableFileError: It is damaged or cut off.
        UnsafeFileError: It declares a document type.
    """
    content = Content(file)
    declared = ""
    for element in file.iter_xml("sdnEntry", *_PUBLICATION):
        if local(element) in _PUBLICATION:
            content.published = partial_date(text(element, "Publish_Date"), month_first=True)
            declared = text(element, "Record_Count")
        else:
            entry = _entry(element, file)
            content.add(entry)
            content.look_for_unknown(element, _KNOWN, entry.uid)
    if content.published is None:
        raise layout_error(file, "the file does not say when it was published (Publish_Date)")
    if declared and declared != str(len(content.entries)):
        raise layout_error(file, f"{len(content.entries):,} records where the file announces {declared}")
    return content


def _entry(element: _Element, file: SourceFile) -> Entry:
    uid, line = text(element, "uid"), line_of(element)
    entry = Entry(uid, schema_of(text(element, "sdnType"), file, uid, line), line)
    entry.names.append(_name(element, NameKind.PRIMARY))
    for alias in every(element, "akaList/aka"):
        kind = alias_kind(text(alias, "type"), weak=text(alias, "category") == "weak")
        if (alternative := _name(alias, kind)).text:
            entry.names.append(alternative)
    entry.programmes += texts(element, "programList/program")
    entry.titles += texts(element, "title")
    for place in every(element, "addressList/address"):
        parts = {part: text(place, tag) for part, tag in _ADDRESS_PARTS.items()}
        if whole := address(parts, text(place, "country")):
            entry.addresses.append(whole)
    _features(element, entry)
    return entry


def _features(element: _Element, entry: Entry) -> None:
    for path, (label, tag) in _LISTED.items():
        for item in sorted(every(element, path), key=lambda one: text(one, "mainEntry") != "true"):
            entry.state(label, wording.plain(text(item, tag)))
    for tag, label in _VESSEL.items():
        entry.state(label, wording.plain(text(element, f"vesselInfo/{tag}")))
    for one in every(element, "idList/id"):
        # Documents and features of every kind, from passports to the terms of a directive.
        entry.document(
            wording.plain(text(one, "idType")),
            wording.plain(text(one, "idNumber")),
            country=text(one, "idCountry"),
            issued=text(one, "issueDate"),
            expires=text(one, "expirationDate"),
        )
    entry.statements += wording.remark_pieces(wording.plain(text(element, "remarks")))


def _name(element: _Element, kind: NameKind) -> Name:
    family, given = text(element, "lastName"), text(element, "firstName")
    return name(", ".join(filter(None, (family, given))), kind, family=family, given=given)
