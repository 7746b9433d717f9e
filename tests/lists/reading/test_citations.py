"""Federal Register citations: every form that a list prints, and which of them mean one document."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from brightline.lists.intake import open_source
from brightline.lists.reading.citations import (
    FrCitation,
    document_of,
    earliest_day,
    fr_citations,
    same_document,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("84 FR 54004, 10/9/19.", [(84, 54004, "2019-10-09")]),
        ("84 FR 54004 10/9/19", [(84, 54004, "2019-10-09")]),
        ("84 FR 5404,\n10/9/19.\n85 FR 161, 7/2/20", [(84, 5404, "2019-10-09"), (85, 161, "2020-07-02")]),
        ("62 FR 35334, 6/30/97.", [(62, 35334, "1997-06-30")]),
        ("65 FR 12919, 3/10/00.", [(65, 12919, "2000-03-10")]),
        ("84 FR  21233 ", [(84, 21233, None)]),
        ("77 fr 58006 and 77 F.R. 61249", [(77, 58006, None), (77, 61249, None)]),
        ("77 FR 61249 No. 195", [(77, 61249, None)]),
        ("76 FR 78146 (no. 242)", [(76, 78146, None)]),
        ("87 FR 34 (6/6/2022), 87 FR No. 1 (6/13/22)", [(87, 34, "2022-06-06"), (87, None, "2022-06-13")]),
        ("85 FR 51603, 85 FR 36720", [(85, 51603, None), (85, 36720, None)]),
        ("89 FR 96836 preview citation details, 12/5/24", [(89, 96836, "2024-12-05")]),
        ("88 FR [INSERT FR PAGE NUMBER AND 2/27/2023].", [(88, None, "2023-02-27")]),
        ("79 FR 35210 corrected by 79 FR 37384", [(79, 35210, None), (79, 37384, None)]),
        ("91 FR 35189 (June 10, 2026)", [(91, 35189, "2026-06-10")]),
        ("Vol. 81, No. 128, 07/05/16", [(81, None, "2016-07-05")]),
        ("Notice 2061, Vol. 59, No. 165, 8/26/94", [(59, None, "1994-08-26")]),
        ("Vol. 80, No. 170, 09/02/15", [(80, None, "2015-09-02")]),
        ("Vol. 80; No. 207 10/27/2015, Vol. 80, No. 1", [(80, None, "2015-10-27")]),
        ("See Federal Register notice of that day", []),
        ("E.O. 13382, 10/9/19", []),
        ("", []),
    ],
)  # fmt: skip
def test_forms(text: str, expected: list[tuple[int, int | None, str | None]]) -> None:
    assert [(one.volume, one.page, one.date) for one in fr_citations(text)] == expected


def test_nothing_gives_nothing() -> None:
    assert fr_citations(None) == ()


def test_a_range_of_pages() -> None:
    assert fr_citations("88 FR 12170-12175, 2/27/23") == (FrCitation(88, 12170, 12175, "2023-02-27"),)


@pytest.mark.parametrize("text", ["83 FR 61541, 11/13/19", "84 FR 61541, 13/45/19", "84 FR 61541, 2/30/2019"])
def test_a_day_that_cannot_be_is_not_given(text: str) -> None:
    (one,) = fr_citations(text)
    assert one.page == 61541
    assert one.date is None


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (FrCitation(84, 54004, date="2019-10-09"), FrCitation(84, 54002, date="2019-10-09"), True),
        (FrCitation(84, 54002, date="2019-10-09"), FrCitation(85, 54002, date="2019-10-09"), False),
        (FrCitation(84, 54004, date="2019-10-09"), FrCitation(84, 54002), False),
        (FrCitation(84, 54004), FrCitation(84, 54002, 54009), True),
        (FrCitation(84, 54010), FrCitation(84, 54002, 54009), False),
        (FrCitation(85, 34504, date="2020-06-05"), FrCitation(85, 34505, 34511, "2020-06-05"), False),
        (FrCitation(85, 83420, date="2020-12-22"), FrCitation(85, 83420, date="2020-12-18"), True),
        (FrCitation(88, None, date="2023-02-27"), FrCitation(88, 12170, 12175, "2023-02-27"), True),
        (FrCitation(88, None, date="2023-02-27"), FrCitation(88, None, date="2023-02-28"), False),
        (FrCitation(88), FrCitation(88), False),
    ],
)
def test_same_document(one: FrCitation, other: FrCitation, expected: bool) -> None:
    assert same_document(one, other) is expected
    assert same_document(other, one) is expected


def test_two_rules_of_one_day_are_told_apart_by_their_first_pages() -> None:
    rules = (FrCitation(85, 34503, date="2020-06-05"), FrCitation(85, 34505, date="2020-06-05"))
    assert document_of(FrCitation(85, 34504, date="2020-06-05"), rules) == rules[0]
    assert document_of(FrCitation(85, 34506), rules) == rules[1]


@pytest.mark.parametrize(
    "citation",
    [
        FrCitation(85, 34502),
        FrCitation(85, 34526),
        FrCitation(84, 34505),
        FrCitation(85, 34506, date="2020-06-08"),
        FrCitation(85),
    ],
)
def test_a_page_in_no_known_document(citation: FrCitation) -> None:
    rules = (FrCitation(85, 34503, date="2020-06-05"), FrCitation(85, 34505, date="2020-06-05"))
    assert document_of(citation, rules) is None


def test_the_earliest_day() -> None:
    assert earliest_day(fr_citations("85 FR 44161, 7/22/20. 84 FR 54004, 10/9/19. 86 FR 1")) == "2019-10-09"
    assert earliest_day(()) is None


def _key(name: str) -> str:
    return re.sub(r"\W+", "", name).lower()


@pytest.mark.real
def test_real_citations_of_the_code_join_those_of_the_screening_list(real_lists: Path) -> None:
    """Entries with one citation in the screening list, against the same name in the Code, by page or day.

    Of the rest, 142 rows of the screening list have no day, and another page than the Code cites.
    """
    derived = real_lists / "us-bis-entity-list/2026-07-09-derived/bis_entity_list.json"
    code: dict[str, list[FrCitation]] = {}
    for one in json.loads(derived.read_text(encoding="utf-8"))["entities"]:
        found = fr_citations(one["federal_register"])
        assert found, one
        code.setdefault(_key(one["name"]), []).extend(found)
    text = open_source(real_lists / "us-csl/2022-05/consolidated.csv.gz").text()
    joined = apart = 0
    for row in csv.DictReader(text.splitlines(keepends=True)):
        found = fr_citations(row["federal_register_notice"])
        if "(EL)" not in row["source"] or len(found) != 1 or _key(row["name"]) not in code:
            continue
        first_page = replace(found[0], date=row["start_date"] or None)
        if any(same_document(one, first_page) for one in code[_key(row["name"])]):
            joined += 1
        else:
            apart += 1
    assert (joined, apart) == (1446, 148)
