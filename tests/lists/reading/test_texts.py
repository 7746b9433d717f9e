"""Lettered lists, birth dates in prose, nationalities, and what is never kept of a person."""

from __future__ import annotations

import pytest

from brightline.lists.reading import personal_remarks
from brightline.lists.reading.birth_texts import birth_dates_in, says_more
from brightline.lists.reading.lettered import lettered
from brightline.lists.reading.nationalities import nationality_code, nationality_codes


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("", ()),
        ("one alone", ("one alone",)),
        ("a) Mullah b) Haji", ("Mullah", "Haji")),
        ("a)1 Jan;b)2 Feb;", ("1 Jan", "2 Feb")),
        ("(a)X、(b)Y", ("X", "Y")),
        ("（a）X\n（ｂ）Y", ("X", "Y")),
        ("(a)X (b)Y\n(a)Z (b)W", ("X", "Y", "Z", "W")),
        ("Residence: a) here b) there", ("Residence:", "here", "there")),
        ("Acme (d) Ltd", ("Acme (d) Ltd",)),
        ("First (b) Second (c) Third", ("First", "Second", "Third")),
        ("a) Sub(s) of (c) b) Other", ("Sub(s) of (c)", "Other")),
    ],
)
def test_lettered_lists(text: str, items: tuple[str, ...]) -> None:
    assert lettered(text) == items


@pytest.mark.parametrize(
    ("text", "dates", "more"),
    [
        ("", (), False),
        ("unknown", (), True),
        ("1971", ("1971",), False),
        ("1964-03", ("1964-03",), False),
        ("1971-03-25", ("1971-03-25",), False),
        ("25/03/1971", ("1971-03-25",), False),
        ("25 Mar. 1971", ("1971-03-25",), False),
        ("16. Jul 1962; 1963", ("1962-07-16", "1963"), False),
        ("Sep. 1970", ("1970-09",), False),
        ("May 5, 1970", ("1970-05-05",), False),
        ("a) 08/05/1981;   b) 25/07/1980", ("1981-05-08", "1980-07-25"), False),
        ("1952 or 1953", ("1952", "1953"), False),
        ("Approximately 1955- 1957", ("1955", "1956", "1957"), True),
        ("Between 1958 and 1960", ("1958", "1959", "1960"), True),
        ("approximately 1943/1944", ("1943", "1944"), True),
        ("Between Aug. and Sep 1977", ("1977",), True),
        ("circa 1940 to 1990", (), True),
        ("30/02/1960", ("1960",), False),
        ("99 Jul 1962", ("1962",), False),
        ("a) 19 Apr. 1982 b) 24/06/1402 (Hijri Calendar)", ("1982-04-19",), True),
        ("15-Apr-65", (), True),
        ("30-35 years old", (), True),
    ],
)
def test_birth_dates_in_prose(text: str, dates: tuple[str, ...], more: bool) -> None:
    assert birth_dates_in(text) == dates
    assert says_more(text) is more


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Syrian", ("sy",)),
        ("Republic of Yemen", ("ye",)),
        ("a) French b) Tunisian", ("fr", "tn")),
        ("Moldovan, Russian and Ukrainian", ("md", "ru", "ua")),
        ("Bosnia and Herzegovina", ("ba",)),
        ("Indonesian (as at Dec. 2003)", ("id",)),
        ("Congolese", ()),
        ("", ()),
    ],
)
def test_nationalities(text: str, codes: tuple[str, ...]) -> None:
    assert nationality_codes(text) == codes


def test_a_single_nationality() -> None:
    assert nationality_code("Yemeni.") == "ye"
    assert nationality_code("Korean") is None


NEVER_KEPT = [
    "Belongs to Kakar tribe.",
    "Physical description: eye colour: brown;",
    "hair colour: black;",
    "complexion: olive.",
    "Distinguishing marks include scars on both legs.",
    "Gender: male.",
    "Kakar部族に属する。",
    "アフガニスタンのGarda Saray郡Zadran部族のSultan Khel支族に所属する。",
    "性別・男性。",
    "眼球欠損（左側）。",
    "民族的背景：ガーナ系。",
    "脚を負傷。",
    "瞳の色：茶色。",
]
KEPT = [
    "Minister of Public Health under the Taliban regime.",
    "Head of Tribal Affairs Office",
    "Speaks Arabic.",
    "injured in 2007, thereafter joining another group",
    "パキスタンの連邦直轄部族地域を拠点に活動する。",
    "大統領府部族問題事務所長",
    "負傷した戦闘員を看病する３つの医療施設を監督している。",
]


@pytest.mark.parametrize("statement", NEVER_KEPT)
def test_statements_about_body_and_origin_are_known(statement: str) -> None:
    assert personal_remarks.is_personal(statement)


@pytest.mark.parametrize("statement", KEPT)
def test_offices_and_places_are_not_mistaken_for_them(statement: str) -> None:
    assert not personal_remarks.is_personal(statement)


def test_gender_goes_from_the_middle_of_a_statement() -> None:
    assert personal_remarks.kept(["Title: Wali Gender: Male Listed in 2023"]) == (
        ("Title: Wali Listed in 2023",),
        1,
    )


def test_what_is_left_out_is_counted_and_not_repeated() -> None:
    kept, count = personal_remarks.kept([*NEVER_KEPT[:2], "Speaks Arabic."])
    assert (kept, count) == (("Speaks Arabic.",), 2)
    (account,) = personal_remarks.left_out("row 3", count)
    assert account.where == "row 3"
    assert "Kakar" not in account.what
    assert personal_remarks.left_out("row 3", 0) == ()
