"""The UFLPA Entity List: every phrasing of aliases, a hand-made page, damaged pages, the three real pages."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from brightline.errors import LayoutError, UnreadableFileError
from brightline.lists.intake import SourceFile, open_source, source_from_bytes
from brightline.lists.publisher import ParsedEdition, Part
from brightline.lists.publishers.us_uflpa import PUBLISHER
from brightline.lists.publishers.us_uflpa.names import entity
from brightline.model import Direction, Effect, NameKind, Party, Schema

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "us_uflpa" / "uflpa-entity-list.html"
PAGES = ("2026-06-23", "2026-07-09", "2026-07-24")


def given(text: str | bytes) -> SourceFile:
    return source_from_bytes("page.html", text.encode() if isinstance(text, str) else text)


def changed(*replacements: tuple[str, str]) -> SourceFile:
    text = SAMPLE.read_text(encoding="utf-8")
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new)
    return given(text)


def named(edition: ParsedEdition, name: str) -> Party:
    return next(one for one in edition.parties if one.name == name)


@pytest.fixture(scope="module")
def sample() -> ParsedEdition:
    return PUBLISHER.parse({"list": open_source(SAMPLE)})


# --- names -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "name", "aliases", "former", "covers"),
    [
        ("Plain Co., Ltd.", "Plain Co., Ltd.", [], [], None),
        ("A Co. (and one alias: B)", "A Co.", ["B"], [], None),
        ("A Co. (and two aliases: B; and C)", "A Co.", ["B", "C"], [], None),
        ("A Co. (including three aliases: B; C; and D)", "A Co.", ["B", "C", "D"], [], None),
        ("A Co. (also known as B; C; and D)", "A Co.", ["B", "C", "D"], [], None),
        ("A Co. (formerly known as B; and C)", "A Co.", [], ["B", "C"], None),
        ("A Co. (also known as B; and formerly known as C)", "A Co.", ["B"], ["C"], None),
        ("A (also known as B; and C Co. and formerly known as D)", "A", ["B", "C Co."], ["D"], None),
        ("A (also known as B, Ltd. and C; and formerly known as D)", "A", ["B, Ltd.", "C"], ["D"], None),
        ("A (also known as Bayi Iron and Steel)", "A", ["Bayi Iron and Steel"], [], None),
        ("A (also known as B, Oils and Foods Co., Ltd.)", "A", ["B, Oils and Foods Co., Ltd."], [], None),
        ("A (Hami) Co. (including one alias: B (Hami) Co.)", "A (Hami) Co.", ["B (Hami) Co."], [], None),
        ("A (Hami) (including one alias: B) and subsidiaries", "A (Hami)", ["B"], [], "and subsidiaries"),
        ("A Co., Ltd., and Subsidiaries", "A Co., Ltd.", [], [], "and Subsidiaries"),
        (
            "A Corps (AACC) and its subordinate and affiliated entities",
            "A Corps",
            ["AACC"],
            [],
            "and its subordinate and affiliated entities",
        ),
        ("A Energy (Group) Co., Ltd.", "A Energy (Group) Co., Ltd.", [], [], None),
        ("A and B Trading Co., Ltd., Xinye Branch", "A and B Trading Co., Ltd., Xinye Branch", [], [], None),
        ("A Co. (also known as B", "A Co. (also known as B", [], [], None),
    ],
)  # fmt: skip
def test_phrasings(cell: str, name: str, aliases: list[str], former: list[str], covers: str | None) -> None:
    found = entity(cell)
    assert found.names[0].text == name
    assert [one.text for one in found.names if one.kind is NameKind.ALIAS] == aliases
    assert [one.text for one in found.names if one.kind is NameKind.FORMER] == former
    assert found.covers == covers


def test_white_space_and_line_breaks_inside_a_cell_do_not_matter() -> None:
    assert entity("A\n  Co.\xa0(and one\n alias:  B )") == entity("A Co. (and one alias: B)")


# --- the hand-made page ------------------------------------------------------------------------------


def test_the_page_is_recognised() -> None:
    assert PUBLISHER.recognise(open_source(SAMPLE)) == Part("us_uflpa")


@pytest.mark.parametrize(
    "text",
    [
        '{"source_file": "dhs.gov/uflpa-entity-list", "title": "<title>UFLPA Entity List</title>"}',
        "<html><title>About the UFLPA</title><a href='/uflpa-entity-list'>UFLPA Entity List</a></html>",
        "<html><title>Access Denied</title></html>",
        "name,country\nUFLPA Entity List,CN\n",
    ],
)
def test_other_files_are_not_claimed(text: str) -> None:
    assert PUBLISHER.recognise(given(text)) is None


def test_rows_of_one_entity_are_one_party_with_a_listing_for_each_table(sample: ParsedEdition) -> None:
    assert sample.records == 6
    assert sample.counts == {
        "section 2(d)(2)(B)(i)": 2,
        "section 2(d)(2)(B)(ii)": 2,
        "section 2(d)(2)(B)(v)": 2,
    }
    silicon = named(sample, "Sample Silicon (Hami) Co., Ltd")
    assert [(name.text, name.kind) for name in silicon.names] == [
        ("Sample Silicon (Hami) Co., Ltd", NameKind.PRIMARY),
        ("Samples Silicon (Hami) Co.", NameKind.ALIAS),
        ("Sample Silicon (Hami) Co., Ltd.", NameKind.ALIAS),
    ]
    assert [(one.program, one.listed_on, one.covers) for one in silicon.listings] == [
        ("UFLPA Entity List, section 2(d)(2)(B)(i)", "2022-06-21", "and subsidiaries"),
        ("UFLPA Entity List, section 2(d)(2)(B)(v)", "2022-06-23", "and Subsidiaries"),
    ]
    assert [one.name for one in sample.parties] == [
        "Sample Silicon (Hami) Co., Ltd",
        "Sample Corps",
        "Sample’s Sugar Co., Ltd.",
        "Sample Cotton Co.",
    ]


def test_what_a_listing_says(sample: ParsedEdition) -> None:
    one = named(sample, "Sample Corps")
    listing = one.listings[1]
    assert (one.schema, one.countries) == (Schema.ORGANIZATION, ())
    assert (listing.effect, listing.direction) == (Effect.IMPORT_BAN, Direction.IMPORTS_FROM)
    assert listing.citation == "Pub. L. 117-78, s. 2(d)(2)(B)(ii)"
    assert listing.authority == "Forced Labor Enforcement Task Force, US Department of Homeland Security"
    assert listing.record_id == one.id
    assert listing.url == "https://www.dhs.gov/uflpa-entity-list"


def test_dates_of_the_page(sample: ParsedEdition) -> None:
    assert (sample.published, sample.newest_entry) == ("2025-01-14", "2025-01-15")


def test_what_is_left_out_is_said(sample: ParsedEdition) -> None:
    assert [(left.where, left.what) for left in sample.left_out] == [
        ("table 4", "Contact"),
        (
            "section 2(d)(2)(B)(v), 'Sample Cotton Co. (also known as Sample Lint Co. and Sample Yarn Co.)'",
            "Spring of 2024",
        ),
    ]
    cotton = named(sample, "Sample Cotton Co.")
    assert cotton.listings[0].listed_on is None
    assert cotton.listings[0].notes == ("Effective date as published: Spring of 2024",)


def test_a_count_of_aliases_that_does_not_agree_is_said() -> None:
    edition = PUBLISHER.parse({"list": changed(("including three aliases", "including four aliases"))})
    assert "4 aliases stated, 3 read" in [left.what for left in edition.left_out]


def test_other_names_that_stay_in_the_name_are_said() -> None:
    edition = PUBLISHER.parse({"list": changed(("Sample Yarn Co.)", "Sample Yarn Co."))})
    assert "other names" in [left.what for left in edition.left_out]
    assert edition.parties[-1].name.endswith("(also known as Sample Lint Co. and Sample Yarn Co.")


def test_an_id_does_not_hang_on_punctuation_or_aliases(sample: ParsedEdition) -> None:
    other = PUBLISHER.parse(
        {
            "list": changed(
                ("Hami) Co., Ltd (including one alias: Samples Silicon (Hami) Co.)", "Hami) Co. Ltd.")
            )
        }
    )
    assert other.parties[0].id == sample.parties[0].id


def test_a_page_without_a_date_has_none() -> None:
    assert PUBLISHER.parse({"list": changed(("Last Updated:", "Seen:"))}).published is None


# --- damaged pages -----------------------------------------------------------------------------------


def test_a_page_cut_off_is_refused() -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    for place in ("Sample Army", "Sample Cotton", "Write to us"):
        with pytest.raises(UnreadableFileError, match=r"page\.html: the page is cut off"):
            PUBLISHER.parse({"list": given(text[: text.index(place)])})


def test_a_wrong_encoding_is_refused() -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    with pytest.raises(UnreadableFileError, match="not valid utf-8-sig: byte 0x92"):
        PUBLISHER.parse({"list": given(text.encode("cp1252"))})


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("<th>Entity Name</th>", "<th>Product</th>", r"no table for section 2\(d\)\(2\)\(B\)\(v\)"),
        ("<td>Effective Date</td>", "<td>Country</td>", "table 2 has the columns .*'Country'"),
        ("<td>Effective Date</td>", "", "table 2 has the columns"),
        ("<td>June 23, 2022</td>", "", r"a row of section 2\(d\)\(2\)\(B\)\(v\) is not an entity and a date"),
        ("Section 2(d)(2)(B)(i)<", "First section<", "no section of the Act is named before table 1"),
    ],
)  # fmt: skip
def test_a_changed_layout_is_named(old: str, new: str, problem: str) -> None:
    with pytest.raises(LayoutError, match=problem):
        PUBLISHER.parse({"list": changed((old, new))})


@pytest.mark.parametrize("text", ["<html><body>Access Denied</body></html>", "name,date\nx,y\n"])
def test_something_else_is_refused(text: str) -> None:
    with pytest.raises(LayoutError, match="no table for section"):
        PUBLISHER.parse({"list": given(text)})


def test_no_part_is_refused() -> None:
    with pytest.raises(LayoutError, match="the page itself is missing"):
        PUBLISHER.parse({})


# --- the real pages ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def real_pages(real_lists: Path) -> list[ParsedEdition]:
    folder = real_lists / "us-dhs-uflpa"
    return [
        PUBLISHER.parse({"list": open_source(folder / page / "uflpa-entity-list.html")}) for page in PAGES
    ]


@pytest.mark.real
def test_both_real_templates_give_the_same_parties(real_pages: list[ParsedEdition]) -> None:
    first = real_pages[0]
    assert first.records == 160
    assert list(first.counts.values()) == [9, 43, 108]
    assert (first.published, first.newest_entry) == ("2025-01-14", "2025-01-15")
    assert first.left_out == ()
    assert all(one == first for one in real_pages[1:])


@pytest.mark.real
def test_real_parties_and_listings(real_pages: list[ParsedEdition]) -> None:
    """160 rows name 144 entities, 15 of them in two tables or more."""
    parties = real_pages[0].parties
    assert len(parties) == len({one.id for one in parties}) == 144
    assert sum(len(one.listings) for one in parties) == 160
    corps = named(real_pages[0], "Xinjiang Production and Construction Corps")
    assert [name.text for name in corps.names[1:]] == ["XPCC", "Xinjiang Corps", "Bingtuan"]
    assert len(corps.listings) == 3
    assert {one.covers for one in corps.listings} == {"and its subordinate and affiliated entities"}
    hoshine = named(real_pages[0], "Hoshine Silicon Industry (Shanshan) Co., Ltd")
    assert [one.covers for one in hoshine.listings] == ["and subsidiaries", "and Subsidiaries"]
    copper = named(real_pages[0], "Xinjiang Habahe Ashele Copper Co., Ltd.")
    assert [one.listed_on for one in copper.listings] == ["2024-08-09", "2025-01-15"]


@pytest.mark.real
def test_no_real_name_holds_a_phrase_of_the_page(real_pages: list[ParsedEdition]) -> None:
    every = [name.text for one in real_pages[0].parties for name in one.names]
    assert not [text for text in every if re.search(r"known as|alias|;|subsidiar|^and | and$", text)]


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


@pytest.mark.real
def test_real_parties_against_the_derived_file(real_lists: Path, real_pages: list[ParsedEdition]) -> None:
    """The derived file has 148 records where the page names 144 entities, for four stand in it twice.

    Hoshine, Daqo and Hefei Bitland because the tables differ in a comma or "and subsidiaries", the XPCC
    because two tables have "(XPCC)" after its name. Apart from those, and from an abbreviation in
    parentheses, its names are ours. Its aliases differ in nine records, where it did not see "and formerly
    known as" (8 records) or "X Co., Ltd. and Y" (2) as a boundary: there ours are the more.
    """
    derived = real_lists / "us-dhs-uflpa" / "2026-07-09-derived" / "dhs_uflpa.json"
    records = json.loads(derived.read_text(encoding="utf-8"))["entities"]
    assert len(records) == 148
    ours = {_words(one.name): one for one in real_pages[0].parties}
    found: dict[str, int] = {}
    swallowed = []
    for record in records:
        plain = re.sub(r",? and subsidiaries$| \([A-Z]{3,}\)$", "", record["name"], flags=re.IGNORECASE)
        party = ours[_words(plain)]
        found[party.id] = found.get(party.id, 0) + 1
        known = {_words(name.text) for name in party.names}
        swallowed += [alias for alias in record["aliases"] if _words(alias) not in known]
    assert len(found) == 144
    assert sorted(one.name for one in real_pages[0].parties if found[one.id] == 2) == [
        "Hefei Bitland Information Technology Co., Ltd.",
        "Hoshine Silicon Industry (Shanshan) Co., Ltd",
        "Xinjiang Daqo New Energy, Co. Ltd",
        "Xinjiang Production and Construction Corps",
    ]
    assert len(swallowed) == 10
    assert all("known as" in alias or " and " in alias for alias in swallowed)
    assert PUBLISHER.recognise(open_source(derived)) is None
