"""Rules that change the Entity List: a hand-made one with every kind of change, and a real one."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from brightline.errors import LayoutError, UnreadableFileError
from brightline.lists.intake import SourceFile, open_source, source_from_bytes
from brightline.lists.publishers.us_bis_ecfr import PUBLISHERS
from brightline.lists.publishers.us_bis_rule import Change, Named, Rule, is_rule, read_rule
from brightline.lists.reading.citations import FrCitation, fr_citations, same_document

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
SAMPLE = SAMPLES / "us_bis_rule" / "2026-00001.xml"


def changed(*replacements: tuple[str, str]) -> SourceFile:
    text = SAMPLE.read_text(encoding="utf-8")
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new)
    return source_from_bytes("rule.xml", text.encode())


@pytest.fixture(scope="module")
def sample() -> Rule:
    return read_rule(open_source(SAMPLE))


def test_what_the_rule_is(sample: Rule) -> None:
    assert sample.number == "2026-00001"
    assert sample.title == "Additions, Revisions and Removals of Samples"
    assert sample.effective == "2026-01-05"
    assert sample.citation == FrCitation(91, 501, 503, "2026-01-06")
    assert sample.left_out == ()


def test_what_it_changes(sample: Rule) -> None:
    assert [(change.value, party.name, party.countries) for change, party in sample.entries] == [
        ("revised", "Sample Academy", ("cn",)),
        ("added", "Sample Optics Co., Ltd.", ("cn",)),
        ("unstated", "Sample Works Ltd.", ("cn",)),
    ]
    assert sample.removed == (Named(Change.REMOVED, "Sample Bureau.", "ru"),)
    assert [one.name for one in sample.parties(Change.ADDED)] == ["Sample Optics Co., Ltd."]


def test_an_added_entry_is_as_the_list_will_have_it(sample: Rule) -> None:
    (optics,) = sample.parties(Change.ADDED)
    assert [one.text for one in optics.names[1:]] == ["SO", "Samptics"]
    assert [one.full for one in optics.addresses] == ["Room 1, 9th Floor, Xi'an, China"]
    listing = optics.listings[0]
    assert (listing.list, listing.listed_on) == ("us_bis_entity_list", "2026-01-05")
    assert listing.notes == ("Footnote 3: its text is not in this file",)
    assert listing.citation == "91 FR 501-503, 1/6/2026"
    assert fr_citations(listing.citation) == (sample.citation,)


def test_a_break_before_all_text_begins_the_document() -> None:
    file = changed(("<RULE>", '<RULE><PRTPAGE P="501"/>'))
    assert read_rule(file).citation == FrCitation(91, 501, 503, "2026-01-06")


def test_a_rule_that_only_removes_has_no_table() -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    table = text[text.index("<GPOTABLE") : text.index("</GPOTABLE>") + len("</GPOTABLE>")]
    rule = read_rule(changed((table, "")))
    assert (rule.entries, len(rule.removed), rule.citation) == ((), 1, None)


def test_a_rule_is_no_edition_of_the_list() -> None:
    assert is_rule(open_source(SAMPLE))
    assert [one.recognise(open_source(SAMPLE)) for one in PUBLISHERS] == [None, None, None]


@pytest.mark.parametrize(
    ("old", "new"), [("<RULE>", "<NOTICE>"), ("15 CFR Part 744", "31 CFR Part 510"), ("<CFR>", "<P>")]
)
def test_other_documents_are_refused(old: str, new: str) -> None:
    assert not is_rule(changed((old, new)))
    with pytest.raises(LayoutError, match="not a Federal Register rule"):
        read_rule(changed((old, new)))


def test_the_list_itself_is_refused() -> None:
    with pytest.raises(LayoutError, match="not a Federal Register rule"):
        read_rule(open_source(SAMPLES / "us_bis_ecfr" / "title-15.xml"))


def test_a_rule_cut_off_is_refused() -> None:
    text = SAMPLE.read_bytes()
    with pytest.raises(UnreadableFileError, match="not well-formed"):
        read_rule(source_from_bytes("rule.xml", text[: len(text) // 2]))


def test_a_table_without_the_columns_is_refused() -> None:
    with pytest.raises(LayoutError, match="begins without its headings"):
        read_rule(changed(("<ENT>Entity</ENT>", "<ENT>Product</ENT>")))


# --- the real rule -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def real(real_lists: Path) -> Rule:
    return read_rule(open_source(real_lists / "us-bis-entity-list/88-FR-12155/2023-03929.xml"))


@pytest.mark.real
def test_the_real_rule(real: Rule) -> None:
    """Ten entities under 13 entries. Its pages are 12170 to 12175, whatever its folder is called."""
    assert (real.number, real.effective) == ("2023-03929", "2023-02-24")
    assert real.citation == FrCitation(88, 12170, 12175, "2023-02-27")
    assert {change for change, _ in real.entries} == {Change.ADDED}
    assert len(real.entries) == 13
    assert len({party.name for _, party in real.entries}) == 10
    assert Counter(party.countries for _, party in real.entries) == {
        ("ca",): 2, ("cn",): 5, ("fr",): 1, ("lu",): 1, ("nl",): 1, ("ru",): 3,
    }  # fmt: skip
    assert (real.removed, real.left_out) == ((), ())


@pytest.mark.real
def test_real_aliases_and_addresses(real: Rule) -> None:
    head = next(party for _, party in real.entries if party.name.startswith("China HEAD"))
    assert [one.text for one in head.names[1:]] == [
        "China HEAD",
        "China HEAD Technology Co",
        "HEAD Aerospace",
        "HEAD Aerospace Group",
        "HEAD Aerospace Netherlands",
        "HEAD France",
        "HEAD Technology France",
    ]
    assert len(head.addresses) == 3
    assert "west 3rd ring r. Beijing" in head.addresses[1].full
    assert head.notes == ("(See alternate address under France and Netherlands).",)


@pytest.mark.real
def test_the_real_rule_joins_the_list_of_later_years(real: Rule, real_lists: Path) -> None:
    file = real_lists / "us-bis-entity-list/2026-07-09-derived/bis_entity_list.json"
    entities = json.loads(file.read_text(encoding="utf-8"))["entities"]
    assert real.citation is not None
    joined = [
        one["name"]
        for one in entities
        for cited in fr_citations(one["federal_register"])
        if same_document(cited, real.citation)
    ]
    assert len(joined) == 13
    assert {party.name for _, party in real.entries} - set(joined) == {"AOOK Technology Ltd."}
