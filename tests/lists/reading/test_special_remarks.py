from __future__ import annotations

import pytest

from brightline.lists.reading import special_remarks


@pytest.mark.parametrize(
    "statement",
    [
        "Belongs to Example tribe.",
        "Belonged to Example tribe (Ghilzai).",
        "He belongs to the Example ethnic group.",
        "Ethnic background: Example;",
        "ethnicity Example",
        "Tribe: Example",
        "Subtribe: Example",
        "Religion: Example",
        "Kurdish",
        "Bosnian Serb.",
        "Member of the Example Ifogas tribe.",
        "Family background: from the Example's Ayr clan.",
        "and Clan: Member of the Example tribal confederacy.",
        "right arm is amputated above his elbow.",
        "Left eye missing.",
        "In poor health.",
    ],
)
def test_who_somebody_is_is_left_out(statement: str) -> None:
    assert special_remarks.is_special(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "Union Minister of Ethnic Affairs.",
        "Minister of Religious Endowments.",
        "Sheikh and Paramount Chief of the Jalul Tribe in North Darfur.",
        "head of Tribal Affairs Office in presidential office",
        "Member of the Upper House of Parliament.",
        "He mobilized the Mathiang Anyoor Dinka tribal militia, which uses child soldiers.",
        "Minister of Health.",
        "Directly supervises three medical centers caring for wounded fighters.",
        "a.k.a. 'AL-KURDI, Hamza'",
        "nationality Syria",
    ],
)
def test_what_somebody_does_is_kept(statement: str) -> None:
    assert not special_remarks.is_special(statement)


def test_the_others_are_kept_in_order_and_the_number_left_out_is_known() -> None:
    assert special_remarks.kept(["a", "Tribe: b", "c", "Religion: d"]) == (("a", "c"), 2)


def test_the_account_names_the_record_and_nothing_else() -> None:
    (said,) = special_remarks.left_out("list.xml, row 3, XXi.001", 2)
    assert said.where == "list.xml, row 3, XXi.001"
    assert said.what.startswith("2 statement(s)")
    assert special_remarks.left_out("list.xml", 0) == ()
