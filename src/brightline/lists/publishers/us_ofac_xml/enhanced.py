"""The enhanced XML (since 2024): one element for each party, everything written out, names in every script.

Source: OFAC's ENHANCED_XML.xsd and files of August 2024 and January 2025. The delta files have the same
``entity``.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from brightline.errors import LayoutError
from brightline.lists.intake import SourceFile
from brightline.lists.publishers.us_ofac_xml import wording
from brightline.lists.publishers.us_ofac_xml.content import (
    Content,
    every,
    layout_error,
    line_of,
    local,
    own_text,
    schema_of,
    text,
    texts,
)
from brightline.lists.publishers.us_ofac_xml.entry import Entry, Relation, address, alias_kind, name
from brightline.lists.publishers.us_ofac_xml.party import LIST_NAMES
from brightline.model import Address, Name, NameKind
from brightline.model.dates import partial_date

if TYPE_CHECKING:
    from lxml.etree import _Element

_PERIOD: Final = ("fromDateBegin", "fromDateEnd", "toDateBegin", "toDateEnd", "isApproximate", "isDateRange")
# Not taken, being about the record and not the party: versionId, valueRefId, reliability (Confirmed or
# Reported), identityId, idFeatures (of a document: a gender), the single parts of names.
KNOWN: Final = frozenset(
    {
        "entity", "generalInfo", "identityId", "entityType", "remarks", "title", "sanctionsLists",
        "sanctionsList", "sanctionsPrograms", "sanctionsProgram", "sanctionsTypes", "sanctionsType",
        "legalAuthorities", "legalAuthority", "names", "name", "isPrimary", "aliasType", "isLowQuality",
        "translations", "translation", "script", "formattedFirstName", "formattedLastName",
        "formattedFullName", "nameParts", "namePart", "type", "value", "addresses", "address", "country",
        "addressParts", "addressPart", "features", "feature", "versionId", "valueRefId", "valueDate",
        "reliability", "comments", "relationships", "relationship", "relatedEntity", "quality",
        "identityDocuments", "identityDocument", "documentNumber", "isValid", "issuingAuthority",
        "issuingCountry", "issuingLocation", "issueDate", "expirationDate", "idFeatures", "idFeature",
        *_PERIOD,
    }
)  # fmt: skip


def read(file: SourceFile) -> Content:
    """Every entry of the file.

    Raises:
        LayoutError: It holds a selection and not a whole list, or does not say of what day it is.
        UnreadableFileError: It is damaged or cut off.
        UnsafeFileError: It declares a document type.
    """
    content = Content(file)
    for element in file.iter_xml("publicationInfo", "entity"):
        if local(element) == "publicationInfo":
            _refuse_selection(element, file)
            content.published = partial_date(text(element, "dataAsOf"))
        else:
            entry = entry_of(element, file)
            content.add(entry)
            content.look_for_unknown(element, KNOWN, entry.uid)
    if content.published is None:
        raise layout_error(file, "the file does not say of what day it is (dataAsOf)")
    return content


def entry_of(element: _Element, file: SourceFile) -> Entry:
    """One ``entity``, of a list or of a delta.

    Raises:
        LayoutError: It is of no kind of party that brightline knows.
    """
    uid, line = str(element.get("id", "")), line_of(element)
    entry = Entry(uid, schema_of(text(element, "generalInfo/entityType"), file, uid, line), line)
    for one in sorted(every(element, "names/name"), key=lambda one: text(one, "isPrimary") != "true"):
        entry.names += _names(one)
    _listings(element, entry)
    for place in every(element, "addresses/address"):
        entry.addresses += _addresses(place)
    entry.titles += texts(element, "generalInfo/title")
    features = sorted(every(element, "features/feature"), key=lambda one: text(one, "isPrimary") != "true")
    for one in features:
        label, value = (wording.plain(text(one, part)) for part in ("type", "value"))
        entry.state(label, value, comment=text(one, "comments"))
    for one in every(element, "identityDocuments/identityDocument"):
        _document(one, entry)
    entry.statements += wording.remark_pieces(wording.plain(text(element, "generalInfo/remarks")))
    entry.relations += (_relation(one) for one in every(element, "relationships/relationship"))
    return entry


def _refuse_selection(publication: _Element, file: SourceFile) -> None:
    """An export of the site's search is in the same format as the whole list, and says so in its filters."""
    lists = texts(publication, "filters/sanctionsLists/sanctionsList")
    others = {local(one): "; ".join(texts(one, "*")) for one in every(publication, "filters/*")}
    others.pop("sanctionsLists", None)
    if len(lists) == 1 and lists[0] in LIST_NAMES and not others:
        return
    chosen = [f"{tag}: {values}" if values else tag for tag, values in others.items()]
    problem = (
        f"a selection ({', '.join(chosen)}), not a whole list"
        if chosen
        else f"of {len(lists)} lists ({', '.join(lists) or 'none named'}), not of one whole list"
    )
    raise LayoutError(
        problem,
        remedy="download SDN_ENHANCED.ZIP or CONS_ENHANCED.ZIP, which hold each list whole",
        file=file.name,
        id="publicationInfo/filters",
    )


def _names(element: _Element) -> list[Name]:
    """One name in each of its scripts, the one in Latin letters first."""
    primary = text(element, "isPrimary") == "true"
    weak = text(element, "isLowQuality") == "true"
    kind = NameKind.PRIMARY if primary else alias_kind(text(element, "aliasType"), weak=weak)
    written = sorted(
        every(element, "translations/translation"), key=lambda one: text(one, "isPrimary") != "true"
    )
    names = [
        name(
            text(one, "formattedFullName"),
            # Only one name is the one to show, in Latin letters; the others are aliases of it.
            NameKind.ALIAS if primary and place else kind,
            script=text(one, "script") or "Latin",
            family=text(one, "formattedLastName"),
            given=text(one, "formattedFirstName"),
        )
        for place, one in enumerate(written)
    ]
    return [one for one in names if one.text]


def _listings(element: _Element, entry: Entry) -> None:
    for one in every(element, "sanctionsLists/sanctionsList"):
        entry.lists[own_text(one)] = partial_date(str(one.get("datePublished", "")))
    # By OFAC's number of the programme: the order that the CSV files have them in.
    programmes = sorted(every(element, "sanctionsPrograms/sanctionsProgram"), key=_reference)
    entry.programmes += filter(None, map(own_text, programmes))
    entry.sanctions_types += texts(element, "sanctionsTypes/sanctionsType")
    entry.legal_authorities += texts(element, "legalAuthorities/legalAuthority")


def _reference(element: _Element) -> int:
    number = str(element.get("refId", ""))
    return int(number) if number.isdigit() else 0


def _addresses(element: _Element) -> list[Address]:
    country = text(element, "country")
    written = list(every(element, "translations/translation"))
    parts = [
        {text(part, "type"): text(part, "value") for part in every(one, "addressParts/addressPart")}
        for one in written
    ]
    return list(filter(None, (address(each, country) for each in parts or [{}])))


def _document(element: _Element, entry: Entry) -> None:
    bearer = text(element, "name")
    shown = entry.names[0].text if entry.names else bearer
    entry.document(
        wording.plain(text(element, "type")),
        wording.plain(text(element, "documentNumber")),
        country=text(element, "issuingCountry") or text(element, "issuingLocation"),
        issued=_period(element.find("{*}issueDate")),
        expires=_period(element.find("{*}expirationDate")),
        valid=text(element, "isValid") != "false",
        authority=text(element, "issuingAuthority"),
        comment=f"in the name {bearer}" if bearer != shown else "",
    )


def _period(element: _Element | None) -> str:
    if element is None:
        return ""
    first, last = (partial_date(text(element, tag)) for tag in ("fromDateBegin", "toDateEnd"))
    if first is None or last is None:
        return ""
    approximate = text(element, "isApproximate") == "true"
    return wording.period(date.fromisoformat(first), date.fromisoformat(last), approximate=approximate)


def _relation(element: _Element) -> Relation:
    other = element.find("{*}relatedEntity")
    return Relation(
        kind=text(element, "type"),
        uid="" if other is None else str(other.get("entityId", "")),
        name=None if other is None else own_text(other) or None,
        quality=text(element, "quality") or None,
    )
