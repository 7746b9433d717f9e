"""The advanced XML: the United Nations' sanctions data model (``http://www.un.org/sanctions/1.0``).

Parties, places, documents, relationships and listings are separate sections that refer to each other and to
tables of values by id. Source: OFAC's explanatory notes and a cons_advanced.xml of June 2021.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from brightline.lists.intake import SourceFile
from brightline.lists.publisher import LeftOut
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
from brightline.lists.publishers.us_ofac_xml.entry import Entry, Relation, alias_kind, name
from brightline.lists.publishers.us_ofac_xml.references import Place, References, day, period, place
from brightline.model import Name, NameKind

if TYPE_CHECKING:
    from lxml.etree import _Element

# The kinds of feature and of measure that are not what they seem: an address, a programme's tag.
_ADDRESS: Final = "Location"
_PROGRAMME: Final = "Program"
_FAMILY: Final = "Last Name"
_WHOLE: Final = frozenset({"Entity Name", "Vessel Name", "Aircraft Name"})
_FRAUDULENT: Final = "Fraudulent"
_SHOWN: Final = "Primary Latin"
# Not taken, being about the record and not the party: name part groups, identities, reliability, the ids of
# versions; and what refers back from a place to the feature that refers to it.
_KNOWN: Final = frozenset(
    {
        "Location", "LocationAreaCode", "LocationCountry", "LocationPart", "LocationPartValue", "Comment",
        "Value", "FeatureVersionReference", "IDRegDocumentReference", "IDRegDocument", "IDRegistrationNo",
        "IssuingAuthority", "DocumentDate", "DocumentedNameReference", "DistinctParty", "Profile", "Identity",
        "Alias", "DocumentedName", "DocumentedNamePart", "NamePartValue", "NamePartGroups",
        "MasterNamePartGroup", "NamePartGroup", "Feature", "FeatureVersion", "DatePeriod", "Start", "End",
        "From", "To", "Year", "Month", "Day", "VersionDetail", "VersionLocation", "IdentityReference",
        "ProfileRelationship", "SanctionsEntry", "EntryEvent", "Date", "SanctionsMeasure",
    }
)  # fmt: skip


def read(file: SourceFile) -> Content:
    """Every entry of the file.

    Raises:
        LayoutError: An id leads nowhere, or the file does not say when it was issued.
        UnreadableFileError: It is damaged or cut off.
        UnsafeFileError: It declares a document type.
    """
    reading = _Reading(file)
    for element in file.iter_xml("DateOfIssue", "ReferenceValueSets", *reading.sections):
        tag = local(element)
        if tag == "DateOfIssue":
            reading.content.published = day(element)
        elif tag == "ReferenceValueSets":
            reading.references.learn(element)
        else:
            uid = reading.sections[tag](element)
            reading.content.look_for_unknown(element, _KNOWN, uid)
    if reading.content.published is None:
        raise layout_error(file, "the file does not say when it was issued (DateOfIssue)")
    return reading.content


class _Reading:
    """One pass over a file, in its own order: places and documents come before the parties that have them."""

    def __init__(self, file: SourceFile) -> None:
        self.content = Content(file)
        self.references = References(file)
        self.sections = {
            "Location": self._place,
            "IDRegDocument": self._keep_document,
            "DistinctParty": self._party,
            "ProfileRelationship": self._relationship,
            "SanctionsEntry": self._listing,
        }
        self._places: dict[str, Place] = {}
        self._documents: dict[str, list[dict[str, str]]] = defaultdict(list)

    def _place(self, element: _Element) -> str:
        key = str(element.get("ID", ""))
        self._places[key] = place(element, self.references)
        return key

    def _keep_document(self, element: _Element) -> str:
        """A document is kept as plain text until the party comes that it belongs to."""
        values = self.references
        issued_in = self._places.get(str(element.get("IssuedIn-LocationID", "")))
        dates = {
            values.get("IDRegDocDateType", one.get("IDRegDocDateTypeID")): period(one.find("{*}DatePeriod"))
            for one in every(element, "DocumentDate")
        }
        country = values.get("Country", element.get("IssuedBy-CountryID"))
        identity = str(element.get("IdentityID", ""))
        self._documents[identity].append(
            {
                "label": wording.plain(values.get("IDRegDocType", element.get("IDRegDocTypeID"))),
                "number": wording.plain(text(element, "IDRegistrationNo")),
                "country": country or (issued_in.country if issued_in else ""),
                "issued": dates.get("Issue Date", ""),
                "expires": dates.get("Expiration Date", ""),
                "authority": text(element, "IssuingAuthority"),
                "comment": text(element, "Comment"),
                "validity": values.get("Validity", element.get("ValidityID")),
            }
        )
        return identity

    def _party(self, element: _Element) -> str:
        uid, line = str(element.get("FixedRef", "")), line_of(element)
        profile = element.find("{*}Profile")
        if profile is None:
            raise layout_error(self.content.file, "a party without a profile", row=line, id=uid)
        kind = self.references.kind_of_party(str(profile.get("PartySubTypeID", "")))
        entry = Entry(uid, schema_of(kind, self.content.file, uid, line), line)
        for identity in every(profile, "Identity"):
            entry.names += self._names(identity)
        for one in every(profile, "Feature"):
            self._feature(one, entry)
        for identity in every(profile, "Identity"):
            for document in self._documents.get(str(identity.get("ID", "")), ()):
                _state_document(document, entry)
        entry.statements += wording.remark_pieces(wording.plain(text(element, "Comment")))
        entry.names.sort(key=lambda one: one.kind is not NameKind.PRIMARY)
        self.content.add(entry)
        return uid

    def _names(self, identity: _Element) -> list[Name]:
        groups = {
            str(group.get("ID", "")): self.references.get("NamePartType", group.get("NamePartTypeID"))
            for group in every(identity, "NamePartGroups/MasterNamePartGroup/NamePartGroup")
        }
        names = []
        for alias in every(identity, "Alias"):
            primary = alias.get("Primary") == "true"
            weak = alias.get("LowQuality") == "true"
            kind = self.references.get("AliasType", alias.get("AliasTypeID"))
            for place_in_alias, written in enumerate(sorted(every(alias, "DocumentedName"), key=self._rank)):
                # Only one name is the one to show, in Latin letters; the others are aliases of it.
                first = NameKind.PRIMARY if place_in_alias == 0 else NameKind.ALIAS
                named = first if primary else alias_kind(kind, weak=weak)
                names.append(self._name(written, named, groups))
        return [one for one in names if one.text]

    def _rank(self, written: _Element) -> bool:
        return self.references.get("DocNameStatus", written.get("DocNameStatusID")) != _SHOWN

    def _name(self, written: _Element, kind: NameKind, groups: dict[str, str]) -> Name:
        """Family names and names of entities in capitals, as all the other files have them."""
        family, given, script = [], [], "Latin"
        for part in every(written, "DocumentedNamePart/NamePartValue"):
            script = self.references.get("Script", part.get("ScriptID")) or script
            part_type = groups.get(str(part.get("NamePartGroupID", "")), "")
            if part_type == _FAMILY or part_type in _WHOLE:
                family.append(own_text(part).upper())
            else:
                given.append(own_text(part))
        last, first = " ".join(family), " ".join(given)
        return name(", ".join(filter(None, (last, first))), kind, script=script, family=last, given=first)

    def _feature(self, element: _Element, entry: Entry) -> None:
        label = wording.plain(self.references.get("FeatureType", element.get("FeatureTypeID")))
        for version in every(element, "FeatureVersion"):
            places = [
                self._place_of(str(one.get("LocationID", ""))) for one in every(version, "VersionLocation")
            ]
            if label == _ADDRESS:
                entry.addresses += (written for one in places for written in one.addresses)
                continue
            details = [
                own_text(one) or self.references.get("DetailReference", one.get("DetailReferenceID"))
                for one in every(version, "VersionDetail")
            ]
            dates = [period(one) for one in every(version, "DatePeriod")]
            value = " ".join(filter(None, (*dates, *details, *(one.country for one in places))))
            entry.state(label, wording.plain(value), comment=text(version, "Comment"))

    def _place_of(self, key: str) -> Place:
        if key not in self._places:
            raise layout_error(self.content.file, "a party at a place that the file does not hold", id=key)
        return self._places[key]

    def _relationship(self, element: _Element) -> str:
        uid, other = str(element.get("From-ProfileID", "")), str(element.get("To-ProfileID", ""))
        kind = self.references.get("RelationType", element.get("RelationTypeID"))
        entry = self.content.entries.get(uid)
        if entry is None:
            where = f"{self.content.file.name}, row {line_of(element)}"
            what = f"relationship '{kind}' between {uid} and {other}"
            self.content.left_out.append(LeftOut(where, what, f"no party has the number {uid} in this file"))
        else:
            quality = self.references.known("RelationQuality", element.get("RelationQualityID")) or None
            former = element.get("Former") == "true"
            entry.relations.append(Relation(kind, other, quality=quality, former=former))
        return uid

    def _listing(self, element: _Element) -> str:
        uid = str(element.get("ProfileID", ""))
        entry = self.content.entries.get(uid)
        if entry is None:
            raise layout_error(self.content.file, "a listing of a party that the file does not hold", id=uid)
        days = [day(one) for one in every(element, "EntryEvent/Date")]
        list_name = self.references.get("List", element.get("ListID"))
        entry.lists[list_name] = min(filter(None, days), default=None)
        for event in every(element, "EntryEvent"):
            if basis := self.references.known("LegalBasis", event.get("LegalBasisID")):
                entry.legal_authorities.append(basis)
        for measure in every(element, "SanctionsMeasure"):
            kind = self.references.get("SanctionsType", measure.get("SanctionsTypeID"))
            tags = texts(measure, "Comment")
            if kind != _PROGRAMME:
                entry.sanctions_types.append(kind)
            entry.programmes += [tag for tag in tags if kind == _PROGRAMME and tag not in entry.programmes]
        if len(entry.programmes) > 1:
            # By OFAC's number of the programme: the order that the CSV files have them in.
            entry.programmes.sort(key=lambda tag: self.references.rank("SanctionsProgram", tag))
        return uid


def _state_document(document: dict[str, str], entry: Entry) -> None:
    entry.document(
        document["label"],
        document["number"],
        country=document["country"],
        issued=document["issued"],
        expires=document["expires"],
        valid=document["validity"] != _FRAUDULENT,
        authority=document["authority"],
        comment=document["comment"],
    )
