from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from brightline.match.index import Index, build_index, load_index, save_index
from brightline.match.screen import DEFAULT_THRESHOLD, screen
from brightline.model import Identifier, Name, Schema, Scheme
from brightline.model.screening import Hit, Subject

from .conftest import PARTIES, party

TODAY = "2026-11-22"


def hits(index: Index, name: str, threshold: float = DEFAULT_THRESHOLD, **fields: Any) -> dict[str, Hit]:
    [answer] = screen(index, [Subject(row=1, name=name, **fields)], on=TODAY, threshold=threshold)
    return {hit.party.id: hit for hit in answer.hits}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Hangzhou Hikvision Digital Technology Co Ltd", "hik"),
        ("HIKVISION", "hik"),
        ("Hikvison", "hik"),
        ("Hik Vision Digital Tech", "hik"),
        ("海康威视", "hik"),
        ("海康威視", "hik"),
        ("杭州海康威视数字技术股份有限公司", "hik"),
        ("Zhejiang Dahua", "dahua"),
        ("Daqo New Energy Corp", "daqo"),
        ("Xinjiang Production & Construction Corps Seventh Division", "xpcc7"),
        ("Chen Quanguo", "chen"),
        ("Quan Guo Chen", "chen"),
        ("陈全国", "chen"),
        ("Muhammad Umar Haqani", "omar"),
    ],
)
def test_a_listed_party_is_found_behind_another_spelling(index: Index, name: str, expected: str) -> None:
    assert next(iter(hits(index, name)), None) == expected


@pytest.mark.parametrize(
    "name",
    [
        "Siemens AG",
        "Hangzhou Robam Appliances Co., Ltd.",
        "Zhejiang Dali Technology Co., Ltd.",
        "Digital Technology Co., Ltd.",
        "Xinjiang Production and Construction Corps 8th Division",
        "New Energy Company",
        "John Smith",
        "!!!",
    ],
)
def test_an_unlisted_party_is_not(index: Index, name: str) -> None:
    assert hits(index, name) == {}


def test_agreement_raises_and_contradiction_lowers_a_score(index: Index) -> None:
    alone = hits(index, "Hikvision Technology")["hik"].score
    assert hits(index, "Hikvision Technology", countries=("cn",))["hik"].score > alone
    assert hits(index, "Hikvision Technology", 0.0, countries=("fr",))["hik"].score < alone
    born = hits(index, "Chen Quanguo", birth_date="1955-11-01")["chen"].score
    assert hits(index, "Chen Quanguo", 0.0, birth_date="1984-02-02")["chen"].score < 0.5 < born


def test_an_identifier_finds_what_the_name_does_not(index: Index) -> None:
    found = hits(index, "Blue Heron", identifiers=(Identifier(Scheme.IMO, "IMO 9187629"),))
    assert found == {} or "iris" in found
    found = hits(index, "Iris", identifiers=(Identifier(Scheme.IMO, "9187629"),), schema=Schema.VESSEL)
    assert found["iris"].score > 0.99
    assert "identifier" in found["iris"].why[0]


def test_kinds_that_cannot_be_one_party_never_meet(index: Index) -> None:
    assert "iris" in hits(index, "Iris", schema=Schema.VESSEL)
    assert hits(index, "Iris", schema=Schema.PERSON) == {}
    assert hits(index, "Iris Co., Ltd.") == {}


def test_a_weak_alias_counts_for_less_than_a_name() -> None:
    strong = build_index([*PARTIES, party("boss", "The Secretary", schema=Schema.PERSON)])
    found = hits(strong, "The Secretary", 0.0, schema=Schema.PERSON)
    assert found["chen"].score < found["boss"].score


def test_a_listing_that_has_ended_gives_no_hit(index: Index) -> None:
    subject = [Subject(row=1, name="Formerly Listed Widgets Ltd")]
    [today] = screen(index, subject, on=TODAY)
    [then] = screen(index, subject, on="2019-12-31")
    assert today.hits == ()
    assert [hit.party.id for hit in then.hits] == ["old"]


def test_every_hit_says_why_and_what_would_settle_it(index: Index) -> None:
    why = hits(index, "Hangzhou Hikvison Digital Tech", countries=("cn",))["hik"].why
    assert any("hikvison" in reason and "hikvision" in reason for reason in why)
    assert any("same place" in reason for reason in why)
    assert any("country agrees (China)" in reason for reason in why)
    assert "unified social credit code" in why[-1]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(alias=st.sampled_from(["Haikang", "Hikvision Digital", "HIK", "Something Else Entirely", "海康"]))
def test_another_alias_never_lowers_a_score(index: Index, alias: str) -> None:
    # A word more in the index changes every word's rarity a little, hence the small allowance.
    first, *others = PARTIES
    longer = build_index([dataclasses.replace(first, names=(*first.names, Name(alias))), *others])
    for name in ("Hikvision", "Hangzhou Hikvision", "海康威视"):
        before = hits(index, name, 0.0)["hik"].score
        assert hits(longer, name, 0.0)["hik"].score >= before - 0.03


def test_an_index_from_disk_gives_the_same_answers(index: Index, tmp_path: Path) -> None:
    save_index(index, tmp_path)
    loaded = load_index(tmp_path)
    subjects = [Subject(row=number, name=one.name) for number, one in enumerate(PARTIES)]
    assert list(screen(loaded, subjects, on=TODAY)) == list(screen(index, subjects, on=TODAY))


def test_the_order_and_the_size_of_a_book_change_nothing(index: Index) -> None:
    subjects = [Subject(row=number, name=one.name) for number, one in enumerate(PARTIES)]
    together = {answer.subject.row: answer.hits for answer in screen(index, subjects[::-1], on=TODAY)}
    alone = {one.row: next(iter(screen(index, [one], on=TODAY))).hits for one in subjects}
    assert together == alone


def test_an_empty_book_gives_nothing(index: Index) -> None:
    assert list(screen(index, [], on=TODAY)) == []
