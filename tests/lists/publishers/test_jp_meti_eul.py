"""The Foreign End User List: cells in two languages, bulleted aliases, damaged workbooks, the real file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from brightline.errors import LayoutError, UnreadableFileError
from brightline.lists.intake import SourceFile, open_source, source_from_bytes
from brightline.lists.publisher import ParsedEdition, Part
from brightline.lists.publishers.jp_meti_eul import PUBLISHER
from brightline.model import Direction, Effect, NameKind, Party, Schema

from .seen import named, shown

Workbook = Callable[[object], SourceFile]

HEADER = [
    "No.",
    "国名、地域名\nCountry or Region",
    "企業名､組織名\nCompany or Organization",
    "別名\nAlso Known As",
    "懸念区分\nType of WMD",
    "通常兵器\nConventional Weapons",
]
CHINA = "中国\nPeople's Republic of China"


def edition(workbook: Workbook, *rows: list[object], header: list[str] = HEADER) -> ParsedEdition:
    return PUBLISHER.parse({"list": workbook({"ユーザーリスト": [header, *rows]})})


def party(workbook: Workbook, name: str = "Example Institute", aliases: str = "") -> Party:
    return edition(workbook, [1, CHINA, name, aliases, "ミサイル\nM", ""]).parties[0]


def test_the_list_is_recognised_by_its_headings(workbook: Workbook) -> None:
    assert PUBLISHER.recognise(workbook({"x": [HEADER]})) == Part("jp_meti_eul")
    assert PUBLISHER.recognise(workbook({"x": [["Country or Region", "Type of WMD"]]})) is None
    assert PUBLISHER.recognise(source_from_bytes("a.csv", "懸念区分 Type of WMD".encode())) is None


def test_what_a_row_becomes(workbook: Workbook) -> None:
    one = edition(
        workbook,
        [7, CHINA, "Example Institute", "・E.I.", "生物、化学、ミサイル、核\nB,C,M,Ｎ ", "通常兵器\nCW"],
    ).parties[0]
    listing = one.listings[0]
    assert (one.schema, one.countries, one.topics) == (Schema.ORGANIZATION, ("cn",), ("export.control",))
    assert (listing.effect, listing.direction) == (Effect.LICENCE_REQUIREMENT, Direction.EXPORTS_TO)
    assert listing.record_id == "7"
    assert listing.authority == "Ministry of Economy, Trade and Industry, Japan"
    assert (listing.terms or "").endswith(
        "concern: biological weapons, chemical weapons, missiles, nuclear weapons, conventional weapons"
    )


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("Example", [("Example", "primary")]),
        ("Example (EX)", [("Example (EX)", "primary")]),
        ("Example\n（EX）", [("Example", "primary"), ("EX", "alias")]),
        ("Example\n (北京例子)", [("Example", "primary"), ("北京例子", "original_script")]),
        ("Example Research and\nProduction Co.", [("Example Research and Production Co.", "primary")]),
        ("Rungrado (General) Co.\n(総)", [("Rungrado (General) Co.", "primary"), ("総", "original_script")]),
    ],
)
def test_names(workbook: Workbook, name: str, names: list[tuple[str, str]]) -> None:
    assert shown(party(workbook, name)) == names


@pytest.mark.parametrize(
    ("cell", "aliases"),
    [
        ("", []),
        ("・A\n・B ", [("A", "alias"), ("B", "alias")]),
        (" ・A", [("A", "alias")]),
        ("A", [("A", "alias")]),
        ("・A Design\nBureau\n・B", [("A Design Bureau", "alias"), ("B", "alias")]),
        ("・A Bank\n(甲銀行)\n・B", [("A Bank", "alias"), ("甲銀行", "original_script"), ("B", "alias")]),
        ("・A\n中国例研究所", [("A", "alias"), ("中国例研究所", "original_script")]),
        ("・Example Institute\n・A", [("A", "alias")]),
    ],
)
def test_aliases(workbook: Workbook, cell: str, aliases: list[tuple[str, str]]) -> None:
    assert shown(party(workbook, aliases=cell))[1:] == aliases


def test_an_id_does_not_hang_on_the_number_or_the_aliases(workbook: Workbook) -> None:
    first = edition(workbook, [1, CHINA, "Example", "", "核\nN", ""]).parties[0]
    later = edition(
        workbook, [1, CHINA, "Another", "", "核\nN", ""], [2, CHINA, "Example", "・New", "", "通常兵器\nCW"]
    ).parties[1]
    assert first.id == later.id
    elsewhere = edition(workbook, [1, "香港\nHong Kong", "Example", "", "核\nN", ""]).parties[0]
    assert elsewhere.id != first.id


def test_the_same_name_twice_is_two_parties(workbook: Workbook) -> None:
    row: list[object] = [1, CHINA, "Example", "", "核\nN", ""]
    ids = [one.id for one in edition(workbook, row, [2, *row[1:]]).parties]
    assert ids[1] == f"{ids[0]}-2"


def test_what_is_not_understood_is_said(workbook: Workbook) -> None:
    found = edition(workbook, [1, "月\nMoon", "Example", "", "新\nX", ""])
    assert [(one.where, one.what) for one in found.left_out] == [("row 2", "月 Moon"), ("row 2", "新 X")]
    assert found.parties[0].notes == ("Type of WMD as published: 新 X",)
    assert found.parties[0].countries == ()


def test_a_number_by_formula_is_read_by_its_result(workbook: Workbook) -> None:
    found = edition(workbook, ["=ROW()-1", CHINA, "Example", "", "核\nN", ""])
    assert found.parties[0].listings[0].record_id == "0"


@pytest.mark.parametrize(
    ("row", "header"),
    [
        ([1, CHINA, "", "", "", ""], HEADER),
        ([1, "", "Example", "", "", ""], HEADER),
        (["x", CHINA, "Example", "", "", ""], HEADER),
        ([1, CHINA, "Example", "", ""], HEADER[:5]),
    ],
)
def test_a_changed_layout_is_refused(workbook: Workbook, row: list[object], header: list[str]) -> None:
    with pytest.raises(LayoutError, match=r"list\.xlsx, row \d"):
        edition(workbook, row, header=header)


def test_a_cut_off_file_and_no_file_are_refused(workbook: Workbook) -> None:
    raw = workbook({"x": [HEADER]}).raw
    with pytest.raises(UnreadableFileError):
        PUBLISHER.parse({"list": source_from_bytes("list.xlsx", raw[: len(raw) // 2])})
    with pytest.raises(LayoutError, match="the list itself is missing"):
        PUBLISHER.parse({})


# --- the real file -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def real(real_lists: Path) -> ParsedEdition:
    file = open_source(real_lists / "jp-meti-eul" / "2025-09-29" / "20250929_4.xlsx")
    assert PUBLISHER.recognise(file) == Part("jp_meti_eul")
    return PUBLISHER.parse({"list": file})


@pytest.mark.real
def test_real_counts(real: ParsedEdition) -> None:
    assert real.records == len(real.parties) == len({one.id for one in real.parties}) == 835
    assert real.left_out == ()
    assert real.counts["Islamic Republic of Iran"] == 257
    assert real.counts["People's Republic of China"] == 127
    assert sum(real.counts.values()) == 835
    assert Counter(name.kind for one in real.parties for name in one.names) == {
        NameKind.PRIMARY: 835,
        NameKind.ALIAS: 1393,
        NameKind.ORIGINAL_SCRIPT: 262,
    }


@pytest.mark.real
def test_real_numbers_run_from_1_to_835(real: ParsedEdition) -> None:
    assert [one.listings[0].record_id for one in real.parties] == [str(number) for number in range(1, 836)]


@pytest.mark.real
def test_real_weapons(real: ParsedEdition) -> None:
    terms = [one.listings[0].terms or "" for one in real.parties]
    assert sum("conventional weapons" in one for one in terms) == 240
    assert sum("; concern:" not in one for one in terms) == 0
    assert sum("missiles" in one for one in terms) == 616


@pytest.mark.real
def test_real_names(real: ParsedEdition) -> None:
    institute = named(real, "23rd Research Institute")
    assert shown(institute)[-1] == (
        "中国航天科学技術工業集団有限公司第二研究院第二十三研究所",
        "original_script",
    )
    yinke = named(real, "YINKE HK ELECTRONICS COMPANY LIMITED")
    assert [name.text for name in yinke.names[1:]] == ["盈科香港電子有限公司", "YINKE ELECTRONICS CO., LTD"]
    every = [name.text for one in real.parties for name in one.names]
    assert not [text for text in every if "・" in text or "\n" in text or text != text.strip()]
