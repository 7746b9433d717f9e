"""The supplements to 15 CFR part 744: a hand-made file with every quirk, damaged files, and the real entries.

No real copy of the XML is at hand. The real entries, as somebody else took them from the Code's text, are
written into the XML's shape here, in memory, and read back.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TypedDict
from xml.sax.saxutils import escape

import pytest

from brightline.errors import LayoutError, UnreadableFileError, UnsafeFileError
from brightline.lists.intake import SourceFile, open_source, source_from_bytes
from brightline.lists.publisher import ParsedEdition, Part, Publisher
from brightline.lists.publishers.us_bis_ecfr import PUBLISHER, PUBLISHERS
from brightline.lists.reading.citations import fr_citations
from brightline.lists.reading.name_and_address import without_full_stop
from brightline.model import Direction, Effect, NameKind, Party, Schema, TieKind

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "us_bis_ecfr" / "title-15.xml"
ENTITY_LIST, UNVERIFIED, MILITARY = PUBLISHERS


def given(text: str) -> SourceFile:
    return source_from_bytes("title-15.xml", text.encode())


def changed(*replacements: tuple[str, str]) -> SourceFile:
    text = SAMPLE.read_text(encoding="utf-8")
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new)
    return given(text)


def parsed(publisher: Publisher, file: SourceFile) -> ParsedEdition:
    return publisher.parse({"list": file})


def named(edition: ParsedEdition, name: str) -> Party:
    return next(one for one in edition.parties if one.name == name)


@pytest.fixture(scope="module")
def sample() -> ParsedEdition:
    return parsed(ENTITY_LIST, open_source(SAMPLE))


# --- whose file ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("publisher", "list_id"),
    [(ENTITY_LIST, "us_bis_entity_list"), (UNVERIFIED, "us_bis_uvl"), (MILITARY, "us_bis_meu")],
)
def test_each_supplement_is_a_list_of_the_one_file(publisher: Publisher, list_id: str) -> None:
    assert publisher.recognise(open_source(SAMPLE)) == Part(list_id)
    assert publisher.id == publisher.lists[0].id == list_id


def test_the_first_publisher_is_the_entity_list() -> None:
    assert PUBLISHER is ENTITY_LIST


def test_a_file_without_a_supplement_is_not_claimed_for_it() -> None:
    file = changed(("Supplement No. 6 to Part 744", "Supplement No. 9 to Part 744"))
    assert UNVERIFIED.recognise(file) is None
    assert MILITARY.recognise(file) == Part("us_bis_meu")


@pytest.mark.parametrize(
    "text",
    [
        "source,name\nEL,Supplement No. 4 to Part 744\n",
        '{"source_file": "Supplement No. 4 to Part 744", "N": "N=\\"Supplement No. 4 to Part 744\\""}',
        "<RULE><PREAMB/><HD>Supplement No. 4 to Part 744—Entity List</HD></RULE>",
    ],
)
def test_other_files_are_not_claimed(text: str) -> None:
    assert [one.recognise(given(text)) for one in PUBLISHERS] == [None, None, None]


# --- the Entity List -----------------------------------------------------------------------------------


def test_every_row_is_a_record_and_a_blank_country_is_the_one_above(sample: ParsedEdition) -> None:
    assert sample.records == 10
    assert sample.counts == {
        "AFGHANISTAN": 2,
        "CHINA, PEOPLE'S REPUBLIC OF": 3,
        "CRIMEA REGION OF UKRAINE": 1,
        "INDIA": 1,
        "PAKISTAN": 2,
        "RUSSIA": 1,
    }
    assert [(one.name, one.countries) for one in sample.parties] == [
        ("Sample Ghoura", ("af",)),
        ("Sample Construction Company (SCC)", ("af",)),
        ("Sample Academy, Institute of Steel", ("cn",)),
        ("Sample Technologies Co., Ltd. (Sampletek)", ("cn",)),
        ("Beijing Sample Longshine Co., Ltd.", ("cn",)),
        ("Hangzhou Sample Works", ("cn",)),
        ("Sample Optical Plant", ("cn",)),
        ("OAO 'Sample Shipyard'", ("ua",)),
        ("Department of Sample Energy", ("in",)),
        ("Sample Ghoura", ("pk",)),
        ("Sample Ghoura", ("pk",)),
        ("Ministry of Samples", ("ru",)),
    ]
    assert {one.schema for one in sample.parties} == {Schema.LEGAL_ENTITY}


def test_several_addresses_and_a_reference_to_another_country(sample: ParsedEdition) -> None:
    ghoura = sample.parties[0]
    assert [(one.full, one.country) for one in ghoura.addresses] == [
        ("501, 5th Floor, Sample Market, Kabul, Afghanistan", "af"),
        ("Flat No. 41, Kabul, Afghanistan", "af"),
    ]
    assert ghoura.notes[0] == "(See alternate addresses under Pakistan)."
    assert ghoura.notes[1].startswith("As published: Sample Ghoura, 501, 5th Floor")


def test_aliases_on_lines_with_a_dash(sample: ParsedEdition) -> None:
    company = named(sample, "Sample Construction Company (SCC)")
    assert [(one.text, one.kind) for one in company.names[1:]] == [
        ("Sampel Road Construction Company", NameKind.ALIAS),
        ("Sambel and Sons", NameKind.ALIAS),
    ]
    assert [one.full for one in company.addresses] == ["Kolola Pushta, Kabul, Afghanistan"]
    assert company.notes == ()


def test_aliases_in_the_line_and_an_address_behind_a_full_stop(sample: ParsedEdition) -> None:
    plant = named(sample, "Sample Optical Plant")
    assert [one.text for one in plant.names[1:]] == ["Sampel Optik", "SOP"]
    assert [one.full for one in plant.addresses] == ["No. 2A Sample Road, Xi'an, China"]


def test_a_former_name_and_the_address_behind_the_last_alias(sample: ParsedEdition) -> None:
    yard = named(sample, "OAO 'Sample Shipyard'")
    assert [(one.text, one.kind) for one in yard.names[1:]] == [
        ("Red Sample Shipyard", NameKind.FORMER),
        ("Sampleyard", NameKind.ALIAS),
    ]
    assert [one.full for one in yard.addresses] == ["13 Sample Street, Sevastopol, Crimea 99001, Ukraine"]


def test_a_listing_has_the_terms_in_the_publishers_words(sample: ParsedEdition) -> None:
    listing = named(sample, "Sample Construction Company (SCC)").listings[0]
    assert (listing.effect, listing.direction) == (Effect.LICENCE_REQUIREMENT, Direction.EXPORTS_TO)
    assert listing.terms == (
        "Licence requirement: For all items subject to the EAR. (See § 744.11 of the EAR) "
        "Licence review policy: Presumption of denial"
    )
    assert listing.program == "Entity List (EL)"
    assert listing.citation == "79 FR 44683, 8/1/14. 80 FR 161, 1/5/15."
    assert listing.listed_on == "2014-08-01"
    assert [one.page for one in fr_citations(listing.citation)] == [44683, 161]


def test_footnotes_wherever_they_stand(sample: ParsedEdition) -> None:
    one = named(sample, "Sample Academy, Institute of Steel").listings[0]
    assert one.terms is not None
    assert "§§ 734.9(e), and 744.11" in one.terms
    rule = (
        "Footnote 1: For this entity, items meet the Entity List foreign direct product rule of § 734.9(e)."
    )
    assert one.notes == (rule,)
    two = named(sample, "Sample Technologies Co., Ltd. (Sampletek)").listings[0]
    assert two.notes == (rule, "Footnote 2: Items for standards organizations are excepted.")
    three = named(sample, "Ministry of Samples").listings[0]
    assert three.notes == ("Footnote 3: A Russian or Belarusian ‘military end user’: see § 734.9(g).",)


def test_a_footnote_that_is_not_in_the_file_is_said() -> None:
    edition = parsed(ENTITY_LIST, changed(("<SU>3</SU> A Russian", "A Russian")))
    assert named(edition, "Ministry of Samples").listings[0].notes == (
        "Footnote 3: its text is not in this file",
    )


def test_bodies_under_an_entity_are_parties_tied_to_it(sample: ParsedEdition) -> None:
    whole = named(sample, "Sample Technologies Co., Ltd. (Sampletek)")
    assert [one.text for one in whole.names[1:]] == ["Shenzhen Sample Technologies"]
    assert [one.full for one in whole.addresses] == ["Sample Base, Shenzhen, 518129, China"]
    body = named(sample, "Beijing Sample Longshine Co., Ltd.")
    assert [one.text for one in body.names[1:]] == ["Longshine"]
    assert [one.full for one in body.addresses] == ["Room 3, 9th Floor, Beijing, China"]
    assert body.listings[0].record_id == body.id
    assert body.listings[0].citation == whole.listings[0].citation
    works = named(sample, "Hangzhou Sample Works")
    assert [(one.origin, one.target, one.kind) for one in sample.ties] == [
        (body.id, whole.id, TieKind.PART_OF),
        (works.id, whole.id, TieKind.PART_OF),
    ]


def test_what_an_entry_covers_beyond_its_name(sample: ParsedEdition) -> None:
    department = named(sample, "Department of Sample Energy")
    assert department.listings[0].covers == (
        "Sample reactors (including power plants); Heavy water facilities."
    )
    ministry = named(sample, "Ministry of Samples")
    assert ministry.listings[0].covers == (
        "including the Sample Forces and all operating units wherever located. All addresses in Russia."
    )
    assert ministry.addresses == ()


def test_a_citation_without_a_day_is_kept_and_said(sample: ParsedEdition) -> None:
    listing = named(sample, "Sample Optical Plant").listings[0]
    assert (listing.citation, listing.listed_on) == ("See Federal Register citation of the parent", None)
    assert [(one.where, one.what) for one in sample.left_out] == [
        ("row 9, 'Sample Optical Plant'", "See Federal Register citation of the parent")
    ]


def test_the_newest_entry(sample: ParsedEdition) -> None:
    assert (sample.newest_entry, sample.published) == ("2022-03-03", None)


# --- ids -----------------------------------------------------------------------------------------------


def test_an_id_survives_amendments(sample: ParsedEdition) -> None:
    other = parsed(
        ENTITY_LIST,
        changed(
            ("Sampel Road Construction Company", "Sampel Roads"),
            ("79 FR 44683, 8/1/14.<br/>80 FR 161, 1/5/15.", "79 FR 44683, 8/1/14.<br/>91 FR 1, 1/5/26."),
            ("Kolola Pushta", "Shari Naw"),
        ),
    )
    assert [one.id for one in other.parties] == [one.id for one in sample.parties]


def test_repeated_ids_are_numbered_by_age_whatever_the_order(sample: ParsedEdition) -> None:
    older = next(one for one in sample.parties if one.listings[0].listed_on == "2010-01-13")
    newer = next(one for one in sample.parties if one.addresses and "Quetta" in one.addresses[0].full)
    assert newer.id == f"{older.id}-2"
    assert newer.listings[0].record_id == newer.id
    assert len({one.id for one in sample.parties}) == len(sample.parties)


# --- the other supplements -----------------------------------------------------------------------------


def test_the_unverified_list() -> None:
    edition = parsed(UNVERIFIED, open_source(SAMPLE))
    assert (edition.records, edition.newest_entry) == (2, "2021-10-06")
    assert [(one.name, one.countries) for one in edition.parties] == [
        ("Sample Oy", ("fi",)),
        ("Sample King FZC", ("ae",)),
    ]
    listing = edition.parties[0].listings[0]
    assert (listing.list, listing.effect, listing.terms) == ("us_bis_uvl", Effect.UNVERIFIED_END_USER, None)
    assert [one.full for one in edition.parties[1].addresses] == [
        "Flat #501, Sharjah, U.A.E.",
        "Deira, U.A.E.",
    ]


def test_the_military_end_user_list() -> None:
    edition = parsed(MILITARY, open_source(SAMPLE))
    assert edition.records == 1
    assert [one.name for one in edition.parties] == [
        "Sample Aero-Engine Corporation",
        "Sample Power Co. Ltd.",
        "Sample Gas Turbine Establishment",
    ]
    assert [one.full for one in edition.parties[1].addresses] == ["Xiujia Bay, Xian 710021, China"]
    assert edition.left_out == ()


# --- damaged and changed files -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('N="Supplement No. 4 to Part 744"', 'N="Supplement No. 3 to Part 744"', "no Supplement No. 4"),
        ('<TH class="gpotbl_colhed">Entity</TH>', "<TH>Product</TH>", "begins without its headings"),
        ("<TD>76 FR 71869, 11/21/11.</TD>", "<TD>x</TD><TD>y</TD>", "6 cells where the table has 5 columns"),
    ],
)  # fmt: skip
def test_a_changed_layout_is_named(old: str, new: str, problem: str) -> None:
    with pytest.raises(LayoutError, match=problem) as caught:
        parsed(ENTITY_LIST, changed((old, new)))
    assert caught.value.file == "title-15.xml"


def test_a_supplement_without_a_table_is_refused() -> None:
    file = given('<DIV5><DIV9 N="Supplement No. 4 to Part 744"><P>[Reserved]</P></DIV9></DIV5>')
    with pytest.raises(LayoutError, match="no table with the columns"):
        parsed(ENTITY_LIST, file)


def test_a_file_cut_off_is_refused() -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    with pytest.raises(UnreadableFileError, match="not well-formed"):
        parsed(ENTITY_LIST, given(text[: len(text) // 2]))


def test_entities_are_not_expanded() -> None:
    text = SAMPLE.read_text(encoding="utf-8").replace("<DIV5", '<!DOCTYPE a [<!ENTITY b "c">]><DIV5')
    with pytest.raises(UnsafeFileError):
        parsed(ENTITY_LIST, given(text))


def test_no_part_is_refused() -> None:
    with pytest.raises(LayoutError, match="part 744 itself is missing"):
        PUBLISHER.parse({})


def test_an_unknown_country_and_a_stray_note_are_said() -> None:
    note = "<TD>Note to the table.</TD></TR><TR><TD>AFGHANISTAN</TD>"
    file = changed(("<TD>INDIA</TD>", "<TD>RURITANIA</TD>"), ('<TD scope="row">AFGHANISTAN</TD>', note))
    edition = parsed(ENTITY_LIST, file)
    assert [(one.what, one.why) for one in edition.left_out[:2]] == [
        ("Note to the table.", "it is no entry"),
        ("See Federal Register citation of the parent", "no day can be read; it stands in the citation"),
    ]
    assert edition.left_out[2].what == "RURITANIA"
    assert named(edition, "Department of Sample Energy").countries == ()


# --- the real entries ----------------------------------------------------------------------------------


class Derived(TypedDict):
    """An entry of the derived file."""

    name: str
    aliases: list[str]
    country: str
    address: str | None
    federal_register: str
    notes: str


def row(one: Derived, country: str) -> str:
    """A row as the Code prints it: the aliases with a dash each, the address last."""
    if one["aliases"]:
        *aliases, last = one["aliases"]
        lines = [f"{one['name']}, a.k.a., the following {len(one['aliases'])} aliases:"]
        lines += [f"—{alias};" for alias in aliases]
        lines += [f"—{last}" if last.endswith(".") else f"—{last}."]
        lines += [one["address"]] if one["address"] else []
    else:
        lines = [f"{one['name']}, {one['address']}" if one["address"] else one["name"]]
    cells = (
        escape(country),
        "<br/>".join(map(escape, lines)),
        escape(one["notes"]),
        "Presumption of denial",
        escape(one["federal_register"]).replace("\n", "<br/>"),
    )
    return "<TR>" + "".join(f"<TD>{cell}</TD>" for cell in cells) + "</TR>"


@pytest.fixture(scope="module")
def derived(real_lists: Path) -> list[Derived]:
    file = real_lists / "us-bis-entity-list/2026-07-09-derived/bis_entity_list.json"
    entities: list[Derived] = json.loads(file.read_text(encoding="utf-8"))["entities"]
    return entities


@pytest.fixture(scope="module")
def rebuilt(derived: list[Derived]) -> ParsedEdition:
    headings = ("Country", "Entity", "License requirement", "License review policy")
    head = "".join(f"<TH>{name}</TH>" for name in (*headings, "Federal Register citation"))
    rows, country = [], ""
    for one in derived:
        rows.append(row(one, one["country"].upper() if one["country"] != country else ""))
        country = one["country"]
    return parsed(
        ENTITY_LIST,
        given(
            f'<DIV5><DIV9 N="Supplement No. 4 to Part 744"><TABLE><TR>{head}</TR>'
            f"{''.join(rows)}</TABLE></DIV9></DIV5>"
        ),
    )


@pytest.mark.real
def test_real_counts(derived: list[Derived], rebuilt: ParsedEdition) -> None:
    """3,409 rows; the two bodies are parts of the Pakistan Atomic Energy Commission with aliases."""
    assert rebuilt.records == len(derived) == 3409
    assert len(rebuilt.parties) - len(rebuilt.ties) == 3409
    assert len(rebuilt.ties) == 2
    assert rebuilt.counts["CHINA"] == 1106
    assert rebuilt.counts["RUSSIA"] == 1081
    assert rebuilt.counts == Counter(one["country"].upper() for one in derived)
    assert len({one.id for one in rebuilt.parties}) == len(rebuilt.parties)
    assert not [one for one in rebuilt.parties if not one.countries]
    assert [one.what for one in rebuilt.left_out] == ["86 FR 67319", "73 FR 54508"]


@pytest.mark.real
def test_real_names_and_aliases(derived: list[Derived], rebuilt: ParsedEdition) -> None:
    """Names differ where the derived file kept "(f.k.a., X)" in them or cut them inside a bracket.

    Aliases differ where it left an address on the last of them: there our addresses are the more.
    """
    bodies = {tie.origin for tie in rebuilt.ties}
    ours = [one for one in rebuilt.parties if one.id not in bodies]
    pairs = list(zip(derived, ours, strict=True))
    assert sum(without_full_stop(one["name"]) == party.name for one, party in pairs) == 3372
    kept = [
        without_full_stop(alias) in {name.text for name in party.names}
        for one, party in pairs
        for alias in one["aliases"]
    ]
    assert (sum(kept), len(kept)) == (5078, 5172)
    assert sum(one["address"] is None for one in derived) == 125
    assert sum(not party.addresses for party in ours) == 73


@pytest.mark.real
def test_real_aliases_give_back_the_addresses_that_they_swallowed(rebuilt: ParsedEdition) -> None:
    hoshine = named(rebuilt, "Hoshine Silicon Industry (Shanshan) Co., Ltd.")
    assert [one.text for one in hoshine.names[1:]] == ["Hesheng Silicon Industry (Shanshan) Co., Ltd."]
    assert hoshine.addresses[0].full.startswith("Xinjiang East: West of Kekeya Road, Stone Industrial Park")
    assert hoshine.listings[0].citation == "86 FR 33120, 6/24/21"


@pytest.mark.real
def test_no_real_name_holds_a_phrase_of_the_list(rebuilt: ParsedEdition) -> None:
    names = [name.text for party in rebuilt.parties for name in party.names]
    assert not [text for text in names if "the following" in text or text.startswith(("—", "and "))]


@pytest.mark.real
def test_the_derived_file_itself_is_not_claimed(real_lists: Path) -> None:
    file = open_source(real_lists / "us-bis-entity-list/2026-07-09-derived/bis_entity_list.json")
    assert [one.recognise(file) for one in PUBLISHERS] == [None, None, None]
