"""From a row to a counterparty."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brightline.desk.columns import recognise
from brightline.desk.counterparty import RowReader, birth_date, countries
from brightline.errors import BookError
from brightline.model import Schema, Scheme
from brightline.model.screening import Subject


def read(headings: str, cells: str) -> Subject | None:
    names = headings.split("|")
    return RowReader("book.csv", recognise("book.csv", 1, names, {})).subject(1, 2, cells.split("|"))


def subject(headings: str, cells: str) -> Subject:
    found = read(headings, cells)
    assert found is not None
    return found


def test_a_whole_row() -> None:
    one = subject(
        "公司名称|英文名称|国家|Incorporation Country|地址|城市|统一社会信用代码|LEI|Type|Note",
        " 海康威视 |Hikvision|中国|Cayman Islands|阡陌路555号|杭州|91330000733796106P|X|公司| as is ",
    )
    assert (one.name, one.other_names) == ("海康威视", ("Hikvision",))
    assert one.countries == ("cn", "ky")
    assert one.addresses == ("阡陌路555号, 杭州",)
    assert one.schema is Schema.COMPANY
    assert {(number.scheme, number.value) for number in one.identifiers} == {
        (Scheme.USCC, "91330000733796106P"),
        (Scheme.LEI, "X"),
    }
    assert one.input["Note"] == " as is "
    assert one.input["公司名称"] == " 海康威视 "
    assert len(one.input) == 10


@pytest.mark.parametrize(
    ("headings", "cells", "name", "others"),
    [
        ("first_name|middle_name|last_name", "Ana|María|López", "Ana María López", ()),
        ("first_name|last_name", "全国|陈", "陈全国", ()),
        ("last_name|first_name", "Chen|", "Chen", ()),
        ("full_name|first_name|last_name", "CHEN Quanguo|Quanguo|Chen", "CHEN Quanguo", ("Quanguo Chen",)),
        ("full_name|first_name|last_name", "CHEN Quanguo|Quanguo|", "CHEN Quanguo", ()),
        ("full_name|first_name|last_name", "|Quanguo|Chen", "Quanguo Chen", ()),
        ("name|alias", "|Hikvision", "Hikvision", ()),
        ("name|alias", "Hikvision|Hikvision", "Hikvision", ()),
        ("name|alias", "#N/A|Hikvision", "Hikvision", ()),
    ],
)
def test_names(headings: str, cells: str, name: str, others: tuple[str, ...]) -> None:
    one = subject(headings, cells)
    assert (one.name, one.other_names) == (name, others)


@pytest.mark.parametrize("cell", ["", "   ", "-", "n/a", "N/A", "#N/A", "???", "\u3000"])
def test_no_name(cell: str) -> None:
    assert read("name|country", f"{cell}|CN") is None


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("China", ("cn",)),
        ("中国", ("cn",)),
        ("Korea, Republic of", ("kr",)),
        ("CN; HK", ("cn", "hk")),
        ("CN/HK/CN", ("cn", "hk")),
        ("Ruritania", ()),
        ("Ruritania / France", ("fr",)),
        ("", ()),
    ],
)
def test_countries(text: str, codes: tuple[str, ...]) -> None:
    assert countries(text) == codes


def test_an_unknown_country_stays_in_the_input() -> None:
    one = subject("name|country", "Acme|Ruritania")
    assert one.countries == ()
    assert one.input["country"] == "Ruritania"


@pytest.mark.parametrize(
    ("word", "schema"),
    [
        ("Company", Schema.COMPANY),
        ("person", Schema.PERSON),
        ("Individual ", Schema.PERSON),
        ("个人", Schema.PERSON),
        ("公司", Schema.COMPANY),
        ("Vessel", Schema.VESSEL),
        ("政府机构", Schema.PUBLIC_BODY),
        ("supplier", None),
        ("", None),
    ],
)
def test_kinds(word: str, schema: Schema | None) -> None:
    assert subject("name|type", f"Acme|{word}").schema is schema


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ("1970-03-04", "1970-03-04"),
        ("1970", "1970"),
        ("1969-7-16", "1969-07-16"),
        ("1970/3/4", "1970-03-04"),
        ("1970年3月4日", "1970-03-04"),
        ("1970年3月", "1970-03"),
        ("19700304", "1970-03-04"),
        ("04.03.1970", "1970-03-04"),
        ("25/04/1970", "1970-04-25"),
        ("04/25/1970", "1970-04-25"),
        ("04/04/1970", "1970-04-04"),
        ("03/04/1970", "1970"),
        ("4 March 1970", "1970-03-04"),
        ("circa 1970", None),
        ("31/02/1970", None),
        ("", None),
    ],
)
def test_birth_dates(text: str, read_as: str | None) -> None:
    assert birth_date(text) == read_as


FORMULAS = [
    "=1+1",
    " =A1",
    "＝SUM(A1)",
    "+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1)",
    "=HYPERLINK(1)",
]
NAMES = [
    "@properties Inc",
    "+Plus AG",
    "-",
    "+1-800 Flowers",
    "- Acme",
    "@ Home (Holding) Ltd",
    "A=B Ltd",
    "1+1 GmbH",
]


@pytest.mark.parametrize("cell", FORMULAS)
def test_a_formula_for_a_name_is_refused(cell: str) -> None:
    for headings, cells in (("name|country", [cell, "CN"]), ("alias|name", [cell, "Acme"])):
        reader = RowReader("book.csv", recognise("book.csv", 1, headings.split("|"), {}))
        with pytest.raises(BookError, match=r"book\.csv, row 7, column A: a formula instead of a name"):
            reader.subject(6, 7, cells)


@pytest.mark.parametrize("cell", NAMES)
def test_names_that_only_begin_like_formulas(cell: str) -> None:
    reader = RowReader("book.csv", recognise("book.csv", 1, ["name"], {}))
    found = reader.subject(1, 2, [cell])
    assert (found.name if found else "-") == cell


def test_a_formula_elsewhere_is_data() -> None:
    assert subject("name|note", "Acme|=1+1").input["note"] == "=1+1"


@given(st.lists(st.text(max_size=30), min_size=4, max_size=4))
def test_any_text_gives_a_counterparty_none_or_our_error(cells: list[str]) -> None:
    reader = RowReader("book.csv", recognise("book.csv", 1, ["name", "country", "birth date", "city"], {}))
    try:
        found = reader.subject(1, 2, cells)
    except BookError:
        return
    assert found is None or found.name == cells[0].strip()
    assert found is None or list(found.input.values()) == cells
