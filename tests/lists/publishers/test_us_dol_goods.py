"""The List of Goods: a hand-made file, changed and damaged ones, and the real one."""

from __future__ import annotations

import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from brightline.errors import LayoutError, UnreadableFileError
from brightline.lists.intake import SourceFile, open_source, source_from_bytes
from brightline.lists.publishers.us_dol_goods import Good, is_goods, read_goods

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "us_dol_goods" / "goods.xml"


def changed(old: str, new: str) -> SourceFile:
    text = SAMPLE.read_text(encoding="utf-8")
    assert old in text
    return source_from_bytes("goods.xml", text.replace(old, new, 1).encode())


def test_the_file_is_known() -> None:
    assert is_goods(open_source(SAMPLE))
    assert not is_goods(source_from_bytes("x", b"<Countries><Good_Name>x</Good_Name></Countries>"))
    assert not is_goods(source_from_bytes("x", b"good,country\ntea,CN\n"))


def test_pairs_of_good_and_country() -> None:
    goods = read_goods(open_source(SAMPLE))
    assert goods[0] == Good(
        good="Açaí Samples",
        sector="Agriculture",
        country="br",
        country_name="Brazil",
        child_labour=True,
        forced_labour=False,
        forced_child_labour=False,
        derived=False,
    )
    assert [(one.good, one.country) for one in goods[1:]] == [
        ("Açaí Samples", "tr"),
        ("Sample Batteries", "cn"),
        ("Sample Batteries", None),
    ]
    assert (goods[1].forced_labour, goods[1].forced_child_labour) == (True, True)
    assert goods[3].country_name == "Ruritania"


def test_a_downstream_good_says_where_its_input_is_from() -> None:
    batteries = read_goods(open_source(SAMPLE))[2]
    assert (batteries.derived, batteries.derived_from) == (True, "cd")
    assert batteries.derived_from_name == "Congo, Democratic Republic of the"
    assert not any((batteries.child_labour, batteries.forced_labour, batteries.forced_child_labour))


def test_names_are_composed() -> None:
    raw = SAMPLE.read_text(encoding="utf-8")
    assert not unicodedata.is_normalized("NFC", raw)
    assert all(unicodedata.is_normalized("NFC", one.good) for one in read_goods(open_source(SAMPLE)))


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("<Forced_Labor>No<", "<Forced_Labor>Maybe<", "Forced_Labor is 'Maybe', neither Yes nor No"),
        ("<Derived_Country>No</Derived_Country>", "", "a Country without Derived_Country"),
        ("<Good_Sector>Agriculture</Good_Sector>", "<Good_Sector/>", "a Good without Good_Sector"),
    ],
)
def test_a_changed_layout_is_named(old: str, new: str, problem: str) -> None:
    with pytest.raises(LayoutError, match=problem) as caught:
        read_goods(changed(old, new))
    assert caught.value.file == "goods.xml"
    assert caught.value.row is not None


def test_another_document_is_refused() -> None:
    with pytest.raises(LayoutError, match="the root is Countries, not Goods"):
        read_goods(source_from_bytes("x.xml", b"<Countries/>"))


def test_a_file_cut_off_is_refused() -> None:
    raw = SAMPLE.read_bytes()
    with pytest.raises(UnreadableFileError, match="not well-formed"):
        read_goods(source_from_bytes("x.xml", raw[: len(raw) // 2]))


@pytest.mark.real
def test_the_real_list(real_lists: Path) -> None:
    """169 goods and 467 pairs; the ten pairs with no kind of labour are the downstream goods."""
    file = open_source(real_lists / "us-dol-ilab" / "goods_2021.xml")
    assert is_goods(file)
    goods = read_goods(file)
    assert (len({one.good for one in goods}), len(goods)) == (169, 467)
    assert sum(one.forced_labour for one in goods) == 121
    assert sum(one.child_labour for one in goods) == 414
    assert sum(one.forced_child_labour for one in goods) == 54
    assert sum(one.forced_labour and one.country == "cn" for one in goods) == 18
    assert not [one for one in goods if one.country is None]
    derived = [one for one in goods if one.derived]
    assert derived == [one for one in goods if not (one.child_labour or one.forced_labour)]
    assert Counter(one.derived_from for one in derived) == {"id": 5, "cn": 4, "cd": 1}
    assert goods[0].good == "Açaí Berries"
