"""The Japanese asset-freeze list: names in every layout, dates, places, a made workbook, the real file."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from brightline.errors import LayoutError
from brightline.lists.intake import SourceFile, open_source
from brightline.lists.publisher import ParsedEdition, Part
from brightline.lists.publishers.jp_mof_asset_freeze import PUBLISHER
from brightline.lists.publishers.jp_mof_asset_freeze.dates import birth_dates, notified
from brightline.lists.publishers.jp_mof_asset_freeze.names import other_names, primary_names
from brightline.lists.publishers.jp_mof_asset_freeze.places import countries_of, country_of_address
from brightline.lists.publishers.jp_mof_asset_freeze.sheet import key_of
from brightline.model import Direction, Effect, NameKind, Party, Schema, Scheme

from .seen import named, shown

Workbook = Callable[[object], SourceFile]

# --- names -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("english", "japanese", "names"),
    [
        ("JOHN DOE", "ジョン・ドウ", [("JOHN DOE", "primary"), ("ジョン・ドウ", "alias")]),
        ("JOHN DOE", "", [("JOHN DOE", "primary")]),
        ("", "ジョン・ドウ", [("ジョン・ドウ", "primary")]),
        ("JOHN DOE\n(original script: جون )", "", [("JOHN DOE", "primary"), ("جون", "original_script")]),
        ("JOHN DOE\n（original script：不明）", "", [("JOHN DOE", "primary")]),
        (
            "DOE（original script：ፍትዊ）（ティグリニャ語）",
            "",
            [("DOE", "primary"), ("ፍትዊ", "original_script")],
        ),
        ("TGG (TGG) (طارق:original script)", "", [("TGG (TGG)", "primary"), ("طارق", "original_script")]),
        ("Igor Doe (Chaika; a.k.a. X9)", "", [("Igor Doe", "primary"), ("Chaika", "alias"), ("X9", "alias")]),
        (
            "LAKES AIR（CAGL）、 LAKES CO（GLBC）",
            "",
            [("LAKES AIR(CAGL)", "primary"), ("LAKES CO(GLBC)", "alias")],
        ),
        ("Movement \nof the First", "", [("Movement of the First", "primary")]),
        ("不明", "", []),
    ],
)
def test_primary_names(english: str, japanese: str, names: list[tuple[str, str]]) -> None:
    assert [(name.text, name.kind.value) for name in primary_names(english, japanese)] == names


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("", []),
        ("不明", []),
        ("ダス\n (a.k.a.: Dass)", ["ダス", "Dass"]),
        ("(a)ダス(b)ナシーム\n(a.k.a.: (a)Dass (b)Nasim Sah)", ["ダス", "ナシーム", "Dass", "Nasim Sah"]),
        ("（a）ダス\n(a.k.a.: (a)Ali, Sheikh Aweys (b)Awes)", ["ダス", "Ali, Sheikh Aweys", "Awes"]),
        ("(a)オマリ（Omari）、\n(b)オマリ氏（Mr. Omari）", ["オマリ", "Omari", "オマリ氏", "Mr. Omari"]),
        ("カイナ大佐\n（Colonel KAINA）", ["カイナ大佐", "Colonel KAINA"]),
        ("アフメド、サイード\n（Ahmed Garbaya, Sa-id）", ["アフメド", "サイード", "Ahmed Garbaya", "Sa-id"]),
        ("甲貿易、乙貿易\nA TRADING, LTD, B TRADING", ["甲貿易", "乙貿易", "A TRADING, LTD", "B TRADING"]),
        ("ディー・シー；テドン\nDC; Taedong", ["ディー・シー", "テドン", "DC", "Taedong"]),
        ("（別称、甲社、乙社）\n(a.k.a. A Plant; a.k.a. B Plant)", ["甲社", "乙社", "A Plant", "B Plant"]),
        ("（別称、甲）\n(a.k.a. A Plant, a.k.a. JSC B)", ["A Plant", "JSC B"]),
        ("特別名称局\nSpecial Bureau", ["特別名称局", "Special Bureau"]),
        ("リビア公社\nLibyan Company(LFIC)", ["リビア公社", "Libyan Company(LFIC)"]),
        ("シャフィー; シェイク Shafi; Sheikh", ["シャフィー", "シェイク", "Shafi", "Sheikh"]),
        ("ハク（旅券番号：OA462456）\n(a.k.a.: Haq, Afghan passport number OA462456)", ["ハク", "Haq"]),
        ("(a)ロム（1955年出生）\n(a.k.a.: (a)Lom, born in 1955)", ["ロム", "Lom"]),
        ("1)ヤーセル\n2)アリ", ["ヤーセル", "アリ"]),
        ("a.k.a. AO; and A Plant", ["A Plant"]),
    ],
)  # fmt: skip
def test_other_names(cell: str, names: list[str]) -> None:
    assert [name.text for name in other_names(cell, NameKind.ALIAS) if len(name.text) > 1] == names


def kinds(cell: str, kind: NameKind = NameKind.ALIAS) -> list[tuple[str, str, str | None]]:
    return [(name.text, name.kind.value, name.language) for name in other_names(cell, kind)]


def test_a_former_name_is_marked_until_the_next_mark() -> None:
    cell = "（旧称）機械工業部\nMachine Department\n（別称）軍需部\nSupplies Department; MSD"
    assert [(text, kind) for text, kind, _ in kinds(cell)] == [
        ("機械工業部", "former"),
        ("Machine Department", "former"),
        ("軍需部", "alias"),
        ("Supplies Department", "alias"),
        ("MSD", "alias"),
    ]
    assert kinds("MINISTRY OF DEFENSE, f.k.a. PEOPLE’S FORCES")[1][:2] == ("PEOPLE’S FORCES", "former")


def test_weak_and_former_columns_make_every_name_that_kind() -> None:
    assert {kind for _, kind, _ in kinds("(a)ジト（Gito） (b)別称ムサ（Musa）", NameKind.WEAK)} == {"weak"}
    assert kinds("アハラール\n(f.k.a.: Ahrar)", NameKind.FORMER)[1] == ("Ahrar", "former", None)


def test_scripts_and_languages() -> None:
    assert kinds("ジン\nJin Tiesan (金铁三)") == [
        ("ジン", "alias", "ja"),
        ("Jin Tiesan", "alias", None),
        ("金铁三", "original_script", None),
    ]
    assert kinds("(a.k.a.: (a)Aliev (original script: Алиев) (b)Abu Hanifa)")[:2] == [
        ("Алиев", "original_script", None),
        ("Aliev", "alias", None),
    ]


# --- dates and places --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "dates", "more"),
    [
        ("不明", (), False),
        ("1970", ("1970",), False),
        ("1965-03-29", ("1965-03-29",), False),
        ("1966/2/2", ("1966-02-02",), False),
        ("1969年", ("1969",), False),
        ("1958年9月", ("1958-09",), False),
        ("1973 年1月15日", ("1973-01-15",), False),
        ("１９６３年４月１１日", ("1963-04-11",), False),
        ("1963年頃", ("1963",), True),
        ("(a)1955年-1957年頃\n(b)1945年", ("1955", "1956", "1957", "1945"), True),
        ("1972年から1973年までの間", ("1972", "1973"), True),
        ("1961年1月1日から\n1962年12月31日の間", ("1961", "1962"), True),
        ("1937年～1938年", ("1937", "1938"), True),
        ("1968年3月26日；1970年10月15日", ("1968-03-26", "1970-10-15"), False),
        ("1972年、1971年又は1973年", ("1972", "1971", "1973"), False),
        ("(a)1982年4月19日\n(c)1402年6月24日（ヒジュラ暦）", ("1982-04-19",), True),
        ("1991年7月14日又は6月14日", ("1991",), True),
        ("1966/1969年3月27日", ("1969", "1966"), True),
        ("9月28日（year unknown）", (), True),
        ("おおむね30～35歳", (), True),
        ("1942年7月10日生\nBorn on 10 July 1942", ("1942-07-10",), True),
    ],
)
def test_birth_dates(cell: str, dates: tuple[str, ...], more: bool) -> None:
    assert birth_dates(cell) == (dates, more)


@pytest.mark.parametrize(
    ("cell", "first", "removed", "newest"),
    [
        ("2002.3.1", "2002-03-01", None, "2002-03-01"),
        ("2001.9.22\n2008.6.25改訂\n2012.3.27改訂\n", "2001-09-22", None, "2012-03-27"),
        ("2011.11.18削除", None, "2011-11-18", "2011-11-18"),
        ("2011.11.18 削除", None, "2011-11-18", "2011-11-18"),
        ("2002.4.20\n200812.19改訂", "2002-04-20", None, "2002-04-20"),
        ("2026-03-05", "2026-03-05", None, "2026-03-05"),
        ("2004.8.26\n（99．と同一人物）", "2004-08-26", None, "2004-08-26"),
        ("", None, None, None),
    ],
)
def test_notifications(cell: str, first: str | None, removed: str | None, newest: str | None) -> None:
    days = notified(cell)
    assert (days.first, days.removed, days.newest) == (first, removed, newest)


def test_what_is_no_day_of_a_notification_is_kept() -> None:
    assert notified("2002.4.20\n200812.19改訂\n2012.9.28改訂").rest == ("200812.19改訂", "2012.9.28改訂")


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        ("アフガニスタン", ("af",)),
        ("不明", ()),
        ("エジプトEgypt", ("eg",)),
        ("(a)フランス\n(b)チュニジア", ("fr", "tn")),
        ("コンゴ民主共和国", ("cd",)),
        ("ルワンダ共和国", ("rw",)),
        ("ロシア連邦", ("ru",)),
        ("スーダン人（生まれ）", ("sd",)),
        ("トルコ、ヨルダン", ("tr", "jo")),
    ],
)
def test_nationalities(cell: str, codes: tuple[str, ...]) -> None:
    assert countries_of(cell) == codes


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("北朝鮮平壌特別市", "kp"),
        ("コンゴ民主共和国北キヴ州（2016年6月時点）", "cd"),
        ("中華人民共和国丹東市", "cn"),
        ("1 Fateh Tower, Tripoli, Libya", "ly"),
        ("Nicosia, 1060, Cyprus", "cy"),
        ("Damascus, P.O. Box 4470", None),
    ],
)
def test_addresses(address: str, code: str | None) -> None:
    assert country_of_address(address) == code


# --- a made workbook ---------------------------------------------------------------------------------

BODIES = ["告示日付", "告示番号", "日本語表記", "英語表記", "別称・旧称", "所在地", "その他の情報"]
PEOPLE = [
    "告示日付", "告示番号", "日本語表記", "英語表記", "別名", "確定に十分でない別名", "役職", "生年月日",
    "出生地", "国籍", "旅券番号", "国連参照番号", "その他の情報",
]  # fmt: skip
OWNED = "（注）50％以上を直接に所有されている団体に対しても適用されます。"
SHEETS: dict[str, list[Any]] = {
    "一覧": [["", ""], [1, "例の関係者"]],
    "1.例の関係者": [
        ["例の関係者", "", "（注1）番号の冒頭に＊印を付しています。"],
        PEOPLE,
        [
            "2001.9.22\n2008.6.25改訂", "1", "ジョン・ドウ", "JOHN DOE\n(original script: جون)", "不明",
            "ジト（Gito）",
            "(a)市長（Mayor） (b)不明", dt.date(1960, 6, 21), "カイロ", "エジプトEgypt",
            "旅券D00002264、2013年6月11日発行", "QDi.001", "指導者である。Kakar部族に属する。",
        ],
        ["2011.11.18削除", "2", *[""] * 11],
        ["2012.1.5", "*3(*186)", "例の組織", "EXAMPLE GROUP", *[""] * 7, "QDe.002", "始まり。"],
        [*[""] * 12, "続き。IMO番号：5342883"],
        ["2012.10.25", "4", *[""] * 11],
    ],
    "2.【解除】イラン": [["イラン"], ["【2016年1月22日告示廃止】"]],
    "3.ロシア連邦(団体(特定銀行を除く))": [
        [f"資産凍結等の措置の対象となるロシア連邦の団体及び個人（団体）\n{OWNED}"],
        BODIES,
        [
            "2022.3.1", 1, "例の工場", "Example Plant JSC", "（別称、甲）\n(a.k.a. A Plant)",
            "Moscow, Russia", "",
        ],
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def sample(workbook: Workbook) -> ParsedEdition:
    file = workbook(SHEETS)
    assert PUBLISHER.recognise(file) == Part("jp_mof_asset_freeze")
    return PUBLISHER.parse({"list": file})


def test_counts_of_the_sample(sample: ParsedEdition) -> None:
    assert [one.name for one in sample.parties] == ["JOHN DOE", "EXAMPLE GROUP", "Example Plant JSC"]
    assert sample.records == 5
    assert sample.counts == {"例の関係者": 4, "ロシア連邦(団体(特定銀行を除く))": 1}
    assert sample.newest_entry == "2022-03-01"


def test_a_person(sample: ParsedEdition) -> None:
    one = sample.parties[0]
    assert one.schema is Schema.PERSON
    assert shown(one) == [
        ("JOHN DOE", "primary"),
        ("ジョン・ドウ", "alias"),
        ("جون", "original_script"),
        ("ジト", "weak"),
        ("Gito", "weak"),
    ]
    assert (one.birth_dates, one.birth_places, one.countries) == (("1960-06-21",), ("カイロ",), ("eg",))
    assert one.positions == ("市長（Mayor）",)
    assert {(number.scheme, number.value) for number in one.identifiers} == {
        (Scheme.UN, "QDi.001"),
        (Scheme.PASSPORT, "D00002264"),
    }
    assert "その他の情報: 指導者である。" in one.notes
    assert not any("部族" in note for note in one.notes)


def test_a_listing(sample: ParsedEdition) -> None:
    listing = sample.parties[0].listings[0]
    assert (listing.effect, listing.direction) == (Effect.ASSET_FREEZE, Direction.DEALINGS_WITH)
    assert (listing.listed_on, listing.removed_on) == ("2001-09-22", None)
    assert (listing.program, listing.record_id) == ("例の関係者", "例の関係者 1")
    assert listing.notes == ("告示日付: 2008.6.25改訂",)


def test_a_row_that_goes_on_belongs_to_the_one_above(sample: ParsedEdition) -> None:
    group = sample.parties[1]
    assert group.schema is Schema.ORGANIZATION
    assert group.notes[:2] == ("その他の情報: 始まり。", "その他の情報: 続き。IMO番号：5342883")
    assert [number.value for number in group.identifiers] == ["QDe.002", "5342883"]
    assert group.listings[0].record_id == "例の関係者 3"
    assert group.listings[0].notes == ("告示番号: *3(*186)",)


def test_bodies_owned_by_half_are_covered(sample: ParsedEdition) -> None:
    plant = sample.parties[2]
    assert plant.schema is Schema.ORGANIZATION
    assert plant.listings[0].covers == OWNED
    assert (plant.addresses[0].country, plant.countries) == ("ru", ("ru",))
    assert shown(plant)[-1] == ("A Plant", "alias")


def test_what_is_left_out_is_said(sample: ParsedEdition) -> None:
    assert [(one.where, one.what) for one in sample.left_out] == [
        ("sheet '2.【解除】イラン'", "イラン 【2016年1月22日告示廃止】"),
        ("sheet '1.例の関係者'", "1 removed: 2"),
        ("sheet '1.例の関係者', row 7", "number 4"),
        ("sheet '1.例の関係者'", "（注1）番号の冒頭に＊印を付しています。"),
        (
            "sheet '1.例の関係者', row 3",
            "1 statement(s) about ethnicity, tribe, religion, health, body or gender",
        ),
    ]


def test_a_removed_party_with_a_name_keeps_the_day(workbook: Workbook) -> None:
    sheet = [["例"], BODIES, ["2020.1.1\n2024.2.3削除", 1, "例", "Example", "", "", ""]]
    listing = PUBLISHER.parse({"list": workbook({"1.例": sheet})}).parties[0].listings[0]
    assert (listing.listed_on, listing.removed_on) == ("2020-01-01", "2024-02-03")
    assert not listing.in_force("2024-02-03")


def test_an_id_lasts_when_a_sheet_is_put_in_between(workbook: Workbook, sample: ParsedEdition) -> None:
    moved = {"一覧": SHEETS["一覧"], "7.例の関係者 ": SHEETS["1.例の関係者"]}
    assert PUBLISHER.parse({"list": workbook(moved)}).parties[0].id == sample.parties[0].id
    assert key_of("10.コンゴ民主共和国 (団体)") == key_of("11.コンゴ民主共和国（団体）")


def test_a_new_column_becomes_a_note_and_is_said(workbook: Workbook) -> None:
    sheet = [["例"], [*BODIES, "暗号資産"], ["2020.1.1", 1, "例", "Example", "", "", "", "0xabc"]]
    found = PUBLISHER.parse({"list": workbook({"1.例": sheet})})
    assert found.parties[0].notes == ("暗号資産: 0xabc",)
    assert [one.what for one in found.left_out] == ["column '暗号資産'"]


@pytest.mark.parametrize(
    "sheets",
    [
        {"1.例": [["例"], ["番号", "名前"], ["1", "x"]]},
        {"1.例": [["例"], ["告示日付", "告示番号", "英語表記"], ["2020.1.1", "1", "x"]]},
        {"一覧": [["x"]]},
    ],
)
def test_a_changed_layout_is_refused(workbook: Workbook, sheets: object) -> None:
    with pytest.raises(LayoutError, match=r"list\.xlsx"):
        PUBLISHER.parse({"list": workbook(sheets)})


# --- the real file -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def real(real_lists: Path) -> ParsedEdition:
    file = open_source(real_lists / "jp-mof-asset-freeze" / "2026-03-05" / "shisantouketsu20260305.xlsx")
    assert PUBLISHER.recognise(file) == Part("jp_mof_asset_freeze")
    return PUBLISHER.parse({"list": file})


@pytest.mark.real
def test_real_counts(real: ParsedEdition) -> None:
    """3,461 numbers in 41 sheets: 2,862 parties, 598 removed without a name, one number without a name."""
    assert (real.records, len(real.parties), len(real.counts)) == (3461, 2862, 41)
    assert len({one.id for one in real.parties}) == 2862
    assert not [one.id for one in real.parties if one.id.endswith("-2")]
    removed = [re.match(r"(\d+) removed: (.*)", one.what) for one in real.left_out]
    assert sum(int(one[1]) for one in removed if one) == 598
    assert sum(len(one[2].split(", ")) for one in removed if one) == 598
    assert [one.what for one in real.left_out if one.why == "it has no name"] == ["number 274"]
    assert sum(one.why == "the regime has ended" for one in real.left_out) == 3
    assert real.newest_entry == "2026-03-05"


@pytest.mark.real
def test_real_kinds(real: ParsedEdition) -> None:
    assert Counter(one.schema for one in real.parties) == {
        Schema.PERSON: 2011,
        Schema.ORGANIZATION: 708,
        Schema.LEGAL_ENTITY: 143,
    }
    assert sum(bool(one.birth_dates) for one in real.parties) == 1894
    assert all(one.listings[0].listed_on for one in real.parties)
    assert not [one for one in real.parties if one.listings[0].removed_on]
    assert sum(one.listings[0].covers is not None for one in real.parties) == 369 + 16 + 12 + 4


@pytest.mark.real
def test_real_names_hold_no_marks(real: ParsedEdition) -> None:
    """Of 13,763 names these few keep a bracket that was left open, or letters out of order."""
    names = [name.text for one in real.parties for name in one.names]
    assert len(names) == 13763
    slips = [
        text
        for text in names
        if text.count("(") != text.count(")")
        or re.search(r"a\.k\.a|\([b-z]\)|[;；\n]|不明|original script", text)
    ]
    assert len(slips) <= 16


@pytest.mark.real
def test_real_people_carry_no_statement_of_tribe_or_body(real: ParsedEdition) -> None:
    notes = [note for one in real.parties if one.schema is Schema.PERSON for note in one.notes]
    assert not [note for note in notes if re.search("部族に属|氏族の|性別|身体的特徴|欠損|民族的", note)]
    withheld = [one for one in real.left_out if "statement(s)" in one.what]
    assert len(withheld) >= 200


def by_record(edition: ParsedEdition, record: str) -> Party:
    return next(one for one in edition.parties if one.listings[0].record_id == record)


@pytest.mark.real
def test_real_parties(real: ParsedEdition) -> None:
    omar = named(real, "MOHAMMED OMAR GHULAM NABI")
    assert shown(omar)[1:] == [
        ("モハンメド・オマル・グラム・ナビ", "alias"),
        ("محمد عمرغلام نبی", "original_script"),
    ]
    assert (omar.birth_dates, omar.countries) == (("1966", "1960", "1953"), ("af",))
    grif = named(real, "GRAN GRIF")
    assert (grif.schema, grif.identifiers[0].value, grif.countries) == (
        Schema.ORGANIZATION,
        "HTe.001",
        ("ht",),
    )
    shabaab = by_record(real, "ソマリア 1")
    assert shabaab.name == "AL-SHABAAB"
    assert len(shabaab.notes) == 13
