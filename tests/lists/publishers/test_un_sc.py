from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from brightline.errors import LayoutError, UnreadableFileError, UnsafeFileError
from brightline.lists.intake import SourceFile, open_source, source_from_bytes
from brightline.lists.publisher import ParsedEdition, Part
from brightline.lists.publishers.un_sc import PUBLISHER
from brightline.lists.publishers.un_sc.documents import read_document
from brightline.lists.publishers.un_sc.names import names_in, names_in_note
from brightline.model import (
    Address,
    Direction,
    Effect,
    Identifier,
    Name,
    NameKind,
    Party,
    Schema,
    Scheme,
)

SAMPLE = Path(__file__).parents[2] / "samples" / "un_sc" / "consolidated.xml"


def parse(file: SourceFile) -> ParsedEdition:
    return PUBLISHER.parse({"list": file})


def of_text(text: str) -> ParsedEdition:
    return parse(source_from_bytes("consolidated.xml", text.encode()))


def by_id(edition: ParsedEdition) -> Mapping[str, Party]:
    return {party.id: party for party in edition.parties}


def by_reference(edition: ParsedEdition) -> Mapping[str, Party]:
    return {party.listings[0].record_id: party for party in edition.parties}


def individual(inside: str = "", *, data_id: str = "1") -> str:
    return (
        f"<INDIVIDUAL><DATAID>{data_id}</DATAID><FIRST_NAME>DOE</FIRST_NAME><UN_LIST_TYPE>DRC</UN_LIST_TYPE>"
        f"<REFERENCE_NUMBER>XXi.00{data_id}</REFERENCE_NUMBER>{inside}</INDIVIDUAL>"
    )


def consolidated(*individuals: str) -> str:
    people = "".join(individuals)
    return (
        '<CONSOLIDATED_LIST dateGenerated="2026-01-01T00:00:00Z">'
        f"<INDIVIDUALS>{people}</INDIVIDUALS><ENTITIES/></CONSOLIDATED_LIST>"
    )


@pytest.fixture(scope="module")
def sample() -> ParsedEdition:
    return parse(open_source(SAMPLE))


# Recognising


def test_the_root_element_is_recognised() -> None:
    assert PUBLISHER.recognise(open_source(SAMPLE)) == Part("un_sc")


@pytest.mark.parametrize(
    "content",
    [
        b"<sdnList xmlns='http://tempuri.org/sdnList.xsd'/>",
        b"<!DOCTYPE html><html><body>consolidated list</body></html>",
        b"name,country\nCONSOLIDATED_LIST,CN\n",
        b"\xff\xfe<\x00",
    ],
)
def test_other_files_are_not_claimed(content: bytes) -> None:
    assert PUBLISHER.recognise(source_from_bytes("consolidated.xml", content)) is None


# What a record becomes


def test_the_edition(sample: ParsedEdition) -> None:
    assert (sample.list_id, sample.records, len(sample.parties)) == ("un_sc", 3, 3)
    assert sample.counts == {"DRC": 1, "GB": 1, "Atlantis": 1}
    assert sample.published == "2026-01-31"
    assert sample.newest_entry == "2020-05-06"


def test_the_names_of_an_individual(sample: ParsedEdition) -> None:
    assert by_id(sample)["un-sc:1000001"].names == (
        Name("JOHN QUINCY DOE"),
        Name("约翰 多伊", NameKind.ORIGINAL_SCRIPT),
        Name("Jon Do", NameKind.ALIAS),
        Name("Jonny Do", NameKind.ALIAS),
        Name("J. Doh", NameKind.ALIAS),
        Name("JD", NameKind.WEAK),
    )


def test_the_facts_of_an_individual(sample: ParsedEdition) -> None:
    party = by_id(sample)["un-sc:1000001"]
    assert party.schema is Schema.PERSON
    assert party.birth_dates == ("1971-03-25", "1969-02-05")
    assert party.birth_places == ("Exampleton, Rwanda", "Exampleville, Italy")
    assert party.positions == ("Major General", "Commander", "Chief of Staff")
    assert party.countries == ("ir", "cd", "ly")
    assert party.addresses == (
        Address(
            "1 Example Street, Kinshasa, Democratic Republic of the Congo",
            street="1 Example Street",
            city="Kinshasa",
            country="cd",
        ),
    )
    assert party.identifiers == (
        Identifier(Scheme.UN, "XXi.001"),
        Identifier(Scheme.PASSPORT, "A1234567", country="ly", label="Passport"),
    )


def test_what_has_no_field_stays_in_the_notes(sample: ParsedEdition) -> None:
    assert by_id(sample)["un-sc:1000001"].notes == (
        "Commander of the Example Brigade. Review was concluded in 2020.",
        "Alias Jon Do; Jonny Do b) J. Doh: born 1969-02-05 in Exampleville, Italy",
        "Alias Jon Do; Jonny Do b) J. Doh: formerly listed as",
        "Nationality: former Soviet Union",
        "Address 1 Example Street, Kinshasa, Democratic Republic of the Congo: as of June 2016",
        "Passport A1234567; Libya; issued 2018-11-25 in Tripoli; expires on 24 Nov. 2026",
        "National Identification Number; SSN unknown",
    )


def test_a_special_category_is_left_out_and_said_so_without_repeating_it(sample: ParsedEdition) -> None:
    assert "tribe" not in str(by_id(sample)["un-sc:1000001"])
    (said,) = [one for one in sample.left_out if "XXi.001" in one.where]
    assert "1 statement(s)" in said.what
    assert "Example" not in said.what + said.why


def test_what_an_entity_belongs_to_is_no_special_category(sample: ParsedEdition) -> None:
    assert by_id(sample)["un-sc:1000003"].notes == ("Belongs to Example tribe. Owned by others.",)


def test_the_listing(sample: ParsedEdition) -> None:
    (listing,) = by_id(sample)["un-sc:1000001"].listings
    assert (listing.list, listing.record_id, listing.program) == ("un_sc", "XXi.001", "DRC")
    assert (listing.effect, listing.direction) == (Effect.ASSET_FREEZE, Direction.DEALINGS_WITH)
    assert listing.listed_on == "2012-12-31"
    assert listing.notes == ("Updated on 2016-10-13", "Updated on 2020-05-06")
    assert listing.citation == "United Nations Security Council resolution 1533 (2004)"


def test_a_travel_ban_is_not_an_asset_freeze(sample: ParsedEdition) -> None:
    (listing,) = by_id(sample)["un-sc:1000002"].listings
    assert (listing.effect, listing.direction) == (Effect.NOTICE, Direction.NONE)
    assert listing.terms == "Travel ban; no asset freeze"


def test_an_unknown_regime_is_taken_as_a_freeze_without_a_citation(sample: ParsedEdition) -> None:
    (listing,) = by_id(sample)["un-sc:1000003"].listings
    assert (listing.effect, listing.citation) == (Effect.ASSET_FREEZE, None)


def test_an_entity(sample: ParsedEdition) -> None:
    party = by_id(sample)["un-sc:1000003"]
    assert party.schema is Schema.ORGANIZATION
    assert party.names == (
        Name("EXAMPLE AIRLINES (EXA)"),
        Name("EXAMPLE LAKES COMPANY", NameKind.ALIAS),
        Name("示例航空公司", NameKind.ORIGINAL_SCRIPT),
        Name("Old Example Air", NameKind.FORMER),
    )
    assert [address.full for address in party.addresses] == ["Goma, 123, Rwanda"]


def test_an_element_not_known_yet_is_left_out_by_name(sample: ParsedEdition) -> None:
    (said,) = [one for one in sample.left_out if "XXi.002" in one.where]
    assert said.what == "element HOBBY"


# Births


@pytest.mark.parametrize(
    ("inside", "dates", "notes"),
    [
        ("<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1971-03-25</DATE>", ("1971-03-25",), ()),
        ("<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><YEAR>1971</YEAR>", ("1971",), ()),
        (
            "<TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE><YEAR>1955</YEAR>",
            ("1955",),
            ("Born approximately 1955",),
        ),
        (
            "<TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1973</FROM_YEAR><TO_YEAR>1975</TO_YEAR>",
            ("1973", "1974", "1975"),
            ("Born between 1973 and 1975",),
        ),
        (
            "<TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1940</FROM_YEAR><TO_YEAR>1960</TO_YEAR>",
            (),
            ("Born between 1940 and 1960",),
        ),
        ("<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><NOTE>Nov. 1973 </NOTE>", ("1973-11",), ()),
        (
            "<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><NOTE>24/06/1402 (Hijri Calendar)</NOTE>",
            (),
            ("Born: 24/06/1402 (Hijri Calendar)",),
        ),
        (
            "<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1979-03-03</DATE><NOTE>from false passport</NOTE>",
            ("1979-03-03",),
            ("Born 1979-03-03: from false passport",),
        ),
        (
            "<TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE><NOTE>30-35 years old</NOTE>",
            (),
            ("Born approximately: 30-35 years old",),
        ),
        ("<TYPE_OF_DATE/>", (), ()),
    ],
)
def test_births(inside: str, dates: tuple[str, ...], notes: tuple[str, ...]) -> None:
    block = f"<INDIVIDUAL_DATE_OF_BIRTH>{inside}</INDIVIDUAL_DATE_OF_BIRTH>"
    (party,) = of_text(consolidated(individual(block))).parties
    assert (party.birth_dates, party.notes) == (dates, notes)


# Names that share one element


@pytest.mark.parametrize(
    ("text", "names", "remark"),
    [
        ("Jon Do", ("Jon Do",), None),
        ("A Do; B Do;  C Do", ("A Do", "B Do", "C Do"), None),
        ("A Do; B Do b) C Do", ("A Do", "B Do", "C Do"), None),
        ("Jin Tiesan (金铁三)", ("Jin Tiesan", "金铁三"), None),
        ("Abubakar (original script: Абубакар)", ("Abubakar", "Абубакар"), None),
        ("حسن غول (Hassan Ghul; Hasan Gul)", ("حسن غول", "Hassan Ghul", "Hasan Gul"), None),
        (
            "Hay’at (HTS) (هيئة تحرير (original script); Hay’et; Hayat)",
            ("Hay’at (HTS)", "هيئة تحرير", "Hay’et", "Hayat"),
            None,
        ),
        ("أنصار (Ansar in Libya (ASL))", ("أنصار", "Ansar in Libya (ASL)"), None),
        ("شبكة (Example Network - sub-unit name)", ("شبكة", "Example Network"), "sub-unit name"),
        ("Ansar al-Shari'a (AAS)", ("Ansar al-Shari'a (AAS)",), None),
        ("(Sheikh) Musa", ("(Sheikh) Musa",), None),
        ("EL PARA (COMBAT NAME)", ("EL PARA",), "COMBAT NAME"),
        ("Jon Do, born 1 Jan. 1953 (passport no.03)", ("Jon Do",), "born 1 Jan. 1953 (passport no.03"),
        ("Jon Do (passport number 434021161)", ("Jon Do",), "passport number 434021161"),
        ("华信船务(香港)有限公司", ("华信船务(香港)有限公司",), None),
        ("Doe, John", ("Doe, John",), None),
        ("(birth name)", ("(birth name)",), "birth name"),
    ],
)
def test_one_element_may_hold_several_names(text: str, names: tuple[str, ...], remark: str | None) -> None:
    assert names_in(text) == (names, remark)


@pytest.mark.parametrize(
    ("note", "of", "names"),
    [
        ("Yunis A; Younis A", "شيخ يونس", ("Yunis A", "Younis A")),
        (
            "(Abu Du’a; Abu Duaa’) prominently known by this nom de guerre",
            "أبو دعاء",
            ("Abu Du’a", "Abu Duaa’"),
        ),
        ("Previously listed as. In Arabic: رياض محمد", "Riyad", ("رياض محمد",)),
        ("formerly listed as", "Jon Do", ()),
        ("passport 123; born 1955", "شيخ يونس", ()),
        ("", "شيخ يونس", ()),
    ],
)
def test_names_in_the_note_to_an_alias(note: str, of: str, names: tuple[str, ...]) -> None:
    assert names_in_note(note, of=of) == names


def test_a_weak_alias_stays_weak_in_any_script() -> None:
    alias = "<INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>أبو دعاء</ALIAS_NAME></INDIVIDUAL_ALIAS>"
    (party,) = of_text(consolidated(individual(alias))).parties
    assert party.names[1] == Name("أبو دعاء", NameKind.WEAK)


# Documents


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (("Passport", "A0002302", "Iran (Islamic Republic of)"), (Scheme.PASSPORT, "A0002302", "ir")),
        (("Passport", "Libya B014995", ""), (Scheme.PASSPORT, "B014995", "ly")),
        (("Passport", "CAR diplomatic passport no. D00000898", ""), (Scheme.PASSPORT, "D00000898", None)),
        (("Passport", "Diplomatic Passport: Z30321794", ""), (Scheme.PASSPORT, "Z30321794", None)),
        (("Passport", "Afghan passport number SE 012820", ""), (Scheme.PASSPORT, "SE 012820", None)),
        (("Passport", "Libyan Passport No. 96/184442", "Libya"), (Scheme.PASSPORT, "96/184442", "ly")),
        (("Passport", "403062567 (US)", ""), (Scheme.PASSPORT, "403062567", "us")),
        (("Passport", "R00012098, South Sudan", ""), (Scheme.PASSPORT, "R00012098", "ss")),
        (("Passport", "381110042 (Expired 25 Jan. 2016)", ""), (Scheme.PASSPORT, "381110042", None)),
        (("Passport", "TR-P 614 166", "Türkiye"), (Scheme.PASSPORT, "TR-P 614 166", "tr")),
        (("Número de pasaporte", "123", ""), (Scheme.PASSPORT, "123", None)),
        (("National Identification Number", "G-0343089", "Morocco"), (Scheme.NATIONAL_ID, "G-0343089", "ma")),
        (("Italian Fiscal Code", "BNSDLA70L14Z352B", ""), (Scheme.TAX, "BNSDLA70L14Z352B", None)),
        (("Ration card number", "1729765", ""), (Scheme.OTHER, "1729765", None)),
    ],
)
def test_documents(document: tuple[str, str, str], expected: tuple[Scheme, str, str | None]) -> None:
    scheme, value, issuer = expected
    assert read_document(*document) == Identifier(scheme, value, country=issuer, label=document[0])


@pytest.mark.parametrize("number", ["", "unknown", "Libyan passport"])
def test_a_document_without_a_number_is_none(number: str) -> None:
    assert read_document("Passport", number, "Libya") is None


# Bad input


def test_a_file_cut_off_is_refused() -> None:
    whole = SAMPLE.read_bytes()
    with pytest.raises(UnreadableFileError, match="not well-formed XML"):
        parse(source_from_bytes("consolidated.xml", whole[: len(whole) // 2]))


def test_an_entity_bomb_is_refused() -> None:
    bomb = (
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;">]>'
        "<CONSOLIDATED_LIST>&b;</CONSOLIDATED_LIST>"
    )
    with pytest.raises(UnsafeFileError, match="document type or entities"):
        of_text(bomb)


def test_another_encoding_than_it_declares_is_refused() -> None:
    declared_utf8 = SAMPLE.read_text(encoding="utf-8").replace("Exampleton", "Exämpleton")
    with pytest.raises(UnreadableFileError, match="not well-formed XML"):
        parse(source_from_bytes("consolidated.xml", declared_utf8.encode("cp1252", errors="replace")))


@pytest.mark.parametrize(
    ("page", "error"),
    [
        ("<!DOCTYPE html><html><body>Access denied</body></html>", UnsafeFileError),
        ("<html><body>Access denied</body></html>", LayoutError),
        ("Access denied", UnreadableFileError),
    ],
)
def test_an_error_page_in_place_of_the_list_is_refused(page: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        of_text(page)


def test_a_list_without_its_entities_is_refused() -> None:
    with pytest.raises(LayoutError, match="in place of CONSOLIDATED_LIST with INDIVIDUALS and ENTITIES"):
        of_text("<CONSOLIDATED_LIST><INDIVIDUALS/></CONSOLIDATED_LIST>")


@pytest.mark.parametrize("tag", ["DATAID", "REFERENCE_NUMBER", "FIRST_NAME"])
def test_a_record_without_what_it_needs_is_refused_by_line(tag: str) -> None:
    record = individual().replace(tag, f"NO_{tag}")
    with pytest.raises(LayoutError, match=rf"row 1.*without {tag}"):
        of_text(consolidated(record))


def test_a_number_given_twice_is_refused() -> None:
    with pytest.raises(LayoutError, match=r"XXi\.001: the DATAID of XXi\.001 again"):
        of_text(consolidated(individual(), individual()))


def test_no_file_is_no_edition() -> None:
    with pytest.raises(LayoutError, match="no list among the files"):
        PUBLISHER.parse({})


# Real editions


@cache
def real(folder: Path) -> ParsedEdition:
    return parse(open_source(folder / "consolidated.xml"))


@pytest.mark.real
@pytest.mark.parametrize(("date", "people", "entities"), [("2025-11-18", 727, 273), ("2026-02-27", 730, 273)])
def test_every_record_of_a_real_edition_is_taken(
    real_lists: Path, date: str, people: int, entities: int
) -> None:
    edition = real(real_lists / "un-sc" / date)
    assert edition.published == date
    assert edition.records == len(by_id(edition)) == people + entities
    assert Counter(party.schema for party in edition.parties) == {
        Schema.PERSON: people,
        Schema.ORGANIZATION: entities,
    }
    assert {one.why for one in edition.left_out} == {
        "brightline keeps no special category of personal data about a person"
    }
    assert all(name.text.strip() for party in edition.parties for name in party.names)
    assert all(listing.citation for party in edition.parties for listing in party.listings)


@pytest.mark.real
def test_the_names_of_a_real_edition(real_lists: Path) -> None:
    edition = real(real_lists / "un-sc/2026-02-27")
    kinds = Counter(name.kind for party in edition.parties for name in party.names)
    assert kinds[NameKind.PRIMARY] == 1_003
    # 615 blocks of quality Low and 19 f.k.a., some with several names, some repeated.
    assert kinds[NameKind.WEAK] == 631
    assert kinds[NameKind.FORMER] == 18
    assert kinds[NameKind.ORIGINAL_SCRIPT] >= 336 + 42


@pytest.mark.real
def test_known_records(real_lists: Path) -> None:
    parties = by_reference(real(real_lists / "un-sc/2026-02-27"))
    badege = parties["CDi.001"]
    assert (badege.id, badege.name) == ("un-sc:6907993", "ERIC BADEGE")
    assert (badege.birth_dates, badege.countries) == (("1971",), ("cd", "rw"))
    assert [name.text for name in parties["CDe.003"].names][:2] == [
        "COMPAGNIE AERIENNE DES GRANDS LACS (CAGL)",
        "GREAT LAKES BUSINESS COMPANY (GLBC)",
    ]
    # One nationality is given as "na": nobody on the list is Namibian.
    assert not any("na" in party.countries for party in parties.values())
    assert Name("金铁三", NameKind.ORIGINAL_SCRIPT) in parties["KPi.035"].names
    assert "KPe.023" in parties
    assert parties["GBi.005"].listings[0].effect is Effect.NOTICE
    assert parties["IRi.023"].listings[0].citation == (
        "United Nations Security Council resolution 1737 (2006)"
    )


@pytest.mark.real
def test_between_two_editions_every_record_keeps_its_id(real_lists: Path) -> None:
    before = real(real_lists / "un-sc/2025-11-18")
    after = real(real_lists / "un-sc/2026-02-27")
    ids = {reference: party.id for reference, party in by_reference(before).items()}
    kept = {reference: party.id for reference, party in by_reference(after).items() if reference in ids}
    assert len(kept) == 999
    assert kept == {reference: ids[reference] for reference in kept}
    old, new = by_id(before), by_id(after)
    assert len(new.keys() - old.keys()) == 4
    assert len(old.keys() - new.keys()) == 1
    changed = [new[one].listings[0].record_id for one in old.keys() & new.keys() if old[one] != new[one]]
    assert sorted(changed) == ["HTi.006", "SOi.022"]


@pytest.mark.real
def test_no_file_of_another_publisher_is_claimed(real_lists: Path) -> None:
    others = [file for file in real_lists.rglob("*.*") if "un-sc" not in file.parts]
    assert len(others) > 40
    assert [file for file in others if PUBLISHER.recognise(open_source(file))] == []
