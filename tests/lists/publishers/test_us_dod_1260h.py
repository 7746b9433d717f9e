"""Chinese military companies: a hand-made notice, changed and damaged ones, and the real companies.

No real copy of the notice is at hand. The real companies, as somebody else took them from it, are written
into the notice's form here, in memory, and read back.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from brightline.errors import LayoutError
from brightline.lists.intake import SourceFile, open_source, source_from_bytes
from brightline.lists.publisher import ParsedEdition, Part
from brightline.lists.publishers.us_dod_1260h import PUBLISHER
from brightline.model import Direction, Effect, NameKind, Party, TieKind

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "us_dod_1260h" / "2026-00002.txt"


def given(text: str) -> SourceFile:
    return source_from_bytes("notice.txt", text.encode())


def changed(*replacements: tuple[str, str]) -> SourceFile:
    text = SAMPLE.read_text(encoding="utf-8")
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new)
    return given(text)


def parsed(file: SourceFile) -> ParsedEdition:
    return PUBLISHER.parse({"list": file})


def named(edition: ParsedEdition, name: str) -> Party:
    return next(one for one in edition.parties if one.name == name)


@pytest.fixture(scope="module")
def sample() -> ParsedEdition:
    return parsed(open_source(SAMPLE))


def test_the_notice_is_recognised() -> None:
    assert PUBLISHER.recognise(open_source(SAMPLE)) == Part("us_dod_1260h")


@pytest.mark.parametrize(
    "text",
    [
        '{"list_id": "dow-1260h", "notes": "Chinese military companies (Section 1260H)"}',
        "[Federal Register Volume 91, Number 110] Notice about section 1260H and nothing else",
        "<RULE><SUBJECT>Chinese military companies</SUBJECT></RULE>",
    ],
)
def test_other_files_are_not_claimed(text: str) -> None:
    assert PUBLISHER.recognise(given(text)) is None


def test_companies_and_subsidiaries_are_parties(sample: ParsedEdition) -> None:
    assert (sample.records, sample.counts) == (4, {"companies": 4, "subsidiaries": 5})
    assert [(one.name, one.countries) for one in sample.parties] == [
        ("Sample Security Technology, Inc.", ("cn",)),
        ("Sample Industry Corporation, Ltd.", ("cn",)),
        ("Sample Aerospace LLC", ("cn",)),
        ("Sampcopter PLC", ()),
        ("Sample Chengdu Co., Ltd.", ()),
        ("Sample Heavy Machinery Company Limited", ()),
        ("SIC, Americas", ()),
        ("Sample Construction Group (Limited)", ("cn",)),
    ]


def test_names_in_parentheses(sample: ParsedEdition) -> None:
    group = named(sample, "Sample Construction Group (Limited)")
    assert [(one.text, one.kind) for one in group.names[1:]] == [
        ("SCG", NameKind.ALIAS),
        ("Old Sample & Sons", NameKind.FORMER),
    ]
    chengdu = named(sample, "Sample Chengdu Co., Ltd.")
    assert [(one.text, one.kind) for one in chengdu.names[1:]] == [
        ("Sample Instruments Limited (SIL)", NameKind.FORMER)
    ]
    assert [one.text for one in named(sample, "Sample Heavy Machinery Company Limited").names[1:]] == [
        "Sample Heavy"
    ]


def test_a_subsidiary_is_tied_to_its_parent(sample: ParsedEdition) -> None:
    parent = named(sample, "Sample Industry Corporation, Ltd.")
    assert {(one.origin, one.kind) for one in sample.ties} == {(parent.id, TieKind.CONTROLS)}
    assert [one.target for one in sample.ties] == [one.id for one in sample.parties[2:7]]


def test_what_a_listing_says(sample: ParsedEdition) -> None:
    listing = named(sample, "Sample Security Technology, Inc.").listings[0]
    assert (listing.effect, listing.direction) == (Effect.PROCUREMENT_BAN, Direction.PURCHASES_FROM)
    assert (listing.citation, listing.listed_on) == ("91 FR 35189", None)
    assert listing.notes == (
        "Samplesec is directly affiliated with a ministry of the U.S. kind (Section 1260H(g)(2)(B)(i)(I)).",
        "Samplesec is a contributor because it received assistance (Section 1260H(g)(3)(B)(i)).",
    )
    assert listing.terms is not None
    assert listing.terms.startswith("Pub. L. 118-31, s. 805")


def test_the_day_of_the_notice(sample: ParsedEdition) -> None:
    assert (sample.published, sample.newest_entry) == ("2026-06-10", "2026-06-10")


def test_removed_companies_are_not_loaded(sample: ParsedEdition) -> None:
    names = [name.text for one in sample.parties for name in one.names]
    assert not [text for text in names if "Removed" in text or "Forgotten" in text or "RSC" in text]
    assert [(one.where, one.what) for one in sample.left_out] == [
        ("removals", "Removed Sample Co., Ltd. (RSC) Forgotten Sample Inc.")
    ]


def test_a_notice_that_removes_nobody() -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    removal = text[text.index("    The Deputy Secretary") : text.index("    The list of entities")]
    edition = parsed(changed((removal, "")))
    assert (edition.records, edition.left_out) == (4, ())


def test_bullets_of_another_kind(sample: ParsedEdition) -> None:
    assert parsed(changed(("<bullet>", "•"))) == sample
    assert parsed(changed(("<bullet>", "&lt;bullet&gt;"))) == sample


def test_text_without_grounds_is_said() -> None:
    extra = "    Dangling Sample Corp.\n    The Deputy Secretary"
    edition = parsed(changed(("    The Deputy Secretary", f"{extra}")))
    assert "Dangling Sample" in " ".join(one.what for one in edition.left_out)


def test_an_id_hangs_on_the_name_only(sample: ParsedEdition) -> None:
    other = parsed(changed(("(Samplesec)", "(SST)"), ("Pages 35189", "Pages 99"), ("June 10", "June 12")))
    assert [one.id for one in other.parties] == [one.id for one in sample.parties]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("accordance with section 1260H:", "accordance with the law:", "no list that begins"),
        ("(Section\n1260H(g)(2)(B)(i)(I)).", "by law.", "a ground that does not end"),
    ],
)
def test_a_changed_form_is_named(old: str, new: str, problem: str) -> None:
    with pytest.raises(LayoutError, match=problem):
        parsed(changed((old, new)))


def test_a_notice_cut_off_is_refused() -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    with pytest.raises(LayoutError, match="cut off"):
        parsed(given(text[: text.index("    Sample Aerospace LLC\n")]))


def test_no_part_is_refused() -> None:
    with pytest.raises(LayoutError, match="the notice itself is missing"):
        PUBLISHER.parse({})


# --- the real companies --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def derived(real_lists: Path) -> list[dict[str, str]]:
    file = real_lists / "us-dod-1260h/2026-06-10-derived/dow_1260h.json"
    found = []
    for one in json.loads(file.read_text(encoding="utf-8"))["entities"]:
        listed, _, grounds = one["notes"].rpartition(" | ")
        found.append(
            {
                "name": one["name"],
                "alias": next(iter(one["aliases"]), ""),
                "subsidiaries": listed.partition(": ")[2].removesuffix("."),
                "grounds": grounds if grounds.endswith(").") else f"{grounds} (Section 1260H(g)(2)).",
            }
        )
    return found


@pytest.fixture(scope="module")
def rebuilt(derived: list[dict[str, str]]) -> ParsedEdition:
    body = ""
    for one in derived:
        heading = one["name"] + (f" ({one['alias']})" if one["alias"] else "")
        if one["subsidiaries"]:
            heading += f" (and {one['alias'] or one['name']} subsidiaries: {one['subsidiaries']})"
        body += f"    {heading}\n    <bullet> {one['grounds']}\n"
    text = SAMPLE.read_text(encoding="utf-8")
    begin, end = text.index("    Sample Security"), text.index("    The Deputy Secretary")
    return parsed(given(text[:begin] + body + text[end:]))


@pytest.mark.real
def test_the_real_companies(derived: list[dict[str, str]], rebuilt: ParsedEdition) -> None:
    assert rebuilt.records == len(derived) == 80
    assert rebuilt.counts == {"companies": 80, "subsidiaries": 107}
    assert len(rebuilt.parties) == 187
    assert [one.name for one in rebuilt.parties if one.countries] == [one["name"] for one in derived]
    aliases = [one["alias"] for one in derived if one["alias"]]
    assert set(aliases) <= {name.text for one in rebuilt.parties for name in one.names}


@pytest.mark.real
def test_real_subsidiaries(rebuilt: ParsedEdition) -> None:
    parent = named(rebuilt, "Semiconductor Manufacturing International Corporation")
    bodies = [one.target_name for one in rebuilt.ties if one.origin == parent.id]
    assert len(bodies) == 12
    assert bodies[-1] == "SMIC, Americas"
    assert [one.text for one in named(rebuilt, "Huawei Technologies Co., Ltd.").names] == [
        "Huawei Technologies Co., Ltd.",
        "Huawei",
    ]
    assert named(rebuilt, "Kiekert USA Inc.").countries == ()
