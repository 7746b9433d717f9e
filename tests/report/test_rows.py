"""The contract of the answer: its JSON against its schema, and its flat rows."""

from __future__ import annotations

from dataclasses import replace

import jsonschema
import pytest

from brightline.errors import InputError
from brightline.model import Direction, Effect, Schema
from brightline.model.countries import _table
from brightline.model.screening import EditionUsed, Hit, Screened, Subject
from brightline.report.rows import COLUMNS, FlatRows, as_json, schema

Lists = dict[str, EditionUsed]


def valid(screened: Screened, lists: Lists) -> bool:
    return bool(jsonschema.Draft202012Validator(schema()).is_valid(as_json(screened, lists)))


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())


def test_every_answer_is_valid(screened: list[Screened], lists: Lists) -> None:
    assert all(valid(one, lists) for one in screened)
    assert all(valid(one, {}) for one in screened)


def test_the_words_of_the_schema_are_those_of_the_model() -> None:
    defined = schema()["$defs"]
    assert isinstance(defined, dict)
    text = str(defined)
    listing, party = defined["listing"], defined["party"]
    assert isinstance(listing, dict)
    assert isinstance(party, dict)
    assert listing["properties"]["effect"]["enum"] == [one.value for one in Effect]  # type: ignore[index,call-overload]  # JSON is nested
    assert listing["properties"]["direction"]["enum"] == [one.value for one in Direction]  # type: ignore[index,call-overload]  # as above
    assert party["properties"]["schema"]["enum"] == [one.value for one in Schema]  # type: ignore[index,call-overload]  # as above
    assert "description" in text


def test_every_country_code_fits_the_schema() -> None:
    assert {len(code) for code, _, _ in _table()} == {2}


@pytest.mark.parametrize(
    "change",
    [{"score": 1.5}, {"score": -0.1}, {"matched_name": ""}],
)
def test_the_schema_refuses(change: dict[str, float | str], hit: Hit, lists: Lists) -> None:
    wrong = as_json(Screened(Subject(1, "x"), (hit,)), lists)
    hits = wrong["hits"]
    assert isinstance(hits, list)
    assert isinstance(hits[0], dict)
    hits[0].update(change)
    assert not jsonschema.Draft202012Validator(schema()).is_valid(wrong)


def test_the_contract_to_the_letter(screened: list[Screened], lists: Lists) -> None:
    assert as_json(screened[2], {"us_csl": lists["us_csl"]}) == {
        "row": 4,
        "input": {"Name": "Siemens AG", "Country": "Germany"},
        "hits": [],
        "lists": {
            "us_csl": {
                "edition": "2026-07-31-abc",
                "published": "2026-07-31",
                "fetched": "2026-08-01T10:00:00Z",
                "records": 14000,
                "warnings": [],
            }
        },
    }
    hits = as_json(screened[0], lists)["hits"]
    assert isinstance(hits, list)
    first = hits[0]
    assert isinstance(first, dict)
    assert list(first) == ["party", "score", "matched_name", "listings", "why"]
    assert first["score"] == 0.9996, "rounded down: a score is never made certainty"
    assert first["party"] == {
        "id": "us-csl:1",
        "name": "Hangzhou Hikvision Digital Technology Co., Ltd.",
        "schema": "Company",
        "countries": ["cn"],
    }


def test_a_subject_that_came_in_no_book_has_its_name_as_input() -> None:
    assert as_json(Screened(Subject(1, "Acme"), ()), {})["input"] == {"name": "Acme"}


def test_one_flat_row_a_hit_and_one_where_there_is_none(screened: list[Screened], lists: Lists) -> None:
    flat = FlatRows(screened[0], lists, "2026-11-22")
    rows = [dict(zip(flat.columns, row, strict=True)) for one in screened for row in flat.rows(one)]
    assert [(row["row"], row["result"], row["hit"]) for row in rows] == [
        (1, "hit", 1),
        (2, "hit", 1),
        (2, "hit", 2),
        (4, "no hit", None),
    ]
    assert rows[0]["lists"] == "us_csl | us_ofac_sdn"
    assert rows[0]["listed_on"] == "2019-10-09 | ", "the blank keeps the second listing's place"
    assert rows[0]["removed_on"] == ""
    assert rows[0]["effects"] == (
        "licence requirement for exports to this party | asset freeze covering all dealings with this party"
    )
    assert rows[3]["party"] is None
    for row in rows:
        assert row["screened_against"] == "us_csl 2026-07-31-abc | us_ofac_sdn e2"
        assert row["list_warnings"] == "us_ofac_sdn: The list is stale. | us_ofac_sdn: Fetch <it>."
        assert row["screened_on"] == "2026-11-22"
    assert flat.columns[len(COLUMNS) :] == ("input: Name", "input: Country")


def test_a_column_that_appears_later_is_refused_not_lost(screened: list[Screened]) -> None:
    flat = FlatRows(screened[0], {}, "2026-11-22")
    later = replace(screened[2], subject=replace(screened[2].subject, input={"Name": "x", "New": "y"}))
    with pytest.raises(InputError, match="row 4: the column 'New' is new here"):
        list(flat.rows(later))
