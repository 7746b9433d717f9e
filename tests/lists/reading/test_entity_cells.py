"""Cells of the Entity List family: every phrasing of names, addresses and bodies under an entity."""

from __future__ import annotations

import pytest
from lxml import etree

from brightline.lists.reading.entity_cells import Entity, entity_of
from brightline.lists.reading.federal_text import lines_of
from brightline.model import NameKind


def texts(entity: Entity, kind: NameKind = NameKind.ALIAS) -> list[str]:
    return [one.text for one in entity.names if one.kind is kind]


def places(entity: Entity) -> list[str]:
    return [one.full for one in entity.addresses]


@pytest.mark.parametrize(
    ("lines", "name", "aliases", "former", "addresses"),
    [
        (["Acme, 5 High Street, Kabul."], "Acme", [], [], ["5 High Street, Kabul"]),
        (["Acme"], "Acme", [], [], []),
        (["Acme, a.k.a., the following alias:", "—Akme.", "Kabul."], "Acme", ["Akme"], [], ["Kabul"]),
        (["Acme, a.k.a., the following two aliases:", "—Axe; and", "—Bex."], "Acme", ["Axe", "Bex"], [], []),
        (["Acme, f.k.a., the following alias:", "—Old Acme."], "Acme", [], ["Old Acme"], []),
        (["Acme a.k.a. the following one alias:", "—Axe Ltd."], "Acme", ["Axe Ltd."], [], []),
        (["Acme, including one alias:", "–Axe."], "Acme", ["Axe"], [], []),
        (["Acme, a.k.a., the following aliases: —Axe; and —Bex."], "Acme", ["Axe", "Bex"], [], []),
        (["Acme (f.k.a., Old), a.k.a., the following alias:", "—Axe."], "Acme", ["Axe"], ["Old"], []),
        (["Acme, a.k.a., Axe; and Bex. 5 Hi St., Kabul"], "Acme", ["Axe", "Bex"], [], ["5 Hi St., Kabul"]),
        (["Acme, a.k.a., Akme, P.O. Box 5, Kabul"], "Acme", ["Akme"], [], ["P.O. Box 5, Kabul"]),
        (["Acme, a.k.a., Axe; f.k.a., Bex"], "Acme", ["Axe"], ["Bex"], []),
        (["Acme, a.k.a., the following alias:", "—Axe. 5 Hi, Kabul."], "Acme", ["Axe"], [], ["5 Hi, Kabul"]),
        (["Acme (Hami) Co., Ltd. (AH), Room 52."], "Acme (Hami) Co., Ltd. (AH)", [], [], ["Room 52"]),
        (["Acme (a.k.a., Axe; and Bex), 5 Hi, Kabul"], "Acme", ["Axe", "Bex"], [], ["5 Hi, Kabul"]),
    ],
)  # fmt: skip
def test_phrasings(
    lines: list[str], name: str, aliases: list[str], former: list[str], addresses: list[str]
) -> None:
    found = entity_of(lines)
    assert found.names[0].text == name
    assert texts(found) == aliases
    assert texts(found, NameKind.FORMER) == former
    assert places(found) == addresses


@pytest.mark.parametrize(
    ("reference", "kept"),
    [
        ("(See alternate addresses under Pakistan).", "(See alternate addresses under Pakistan)."),
        ("(see also address under Acme Co. in Iran)", "(see also address under Acme Co. in Iran)"),
        ("See alternate address under Iran.", "See alternate address under Iran."),
    ],
)
def test_references_to_other_entries_are_notes(reference: str, kept: str) -> None:
    found = entity_of([f"Acme, Kabul, Afghanistan. {reference}"])
    assert (places(found), found.notes) == (["Kabul, Afghanistan"], (kept,))


def test_a_cell_that_is_only_a_reference_keeps_its_text() -> None:
    assert (
        entity_of(["(See alternate address under Iran)"]).names[0].text
        == "(See alternate address under Iran)"
    )


def test_whether_the_division_is_a_reading() -> None:
    assert entity_of(["Acme, 5 High Street, Kabul."]).divided
    assert not entity_of(["Acme, a.k.a., the following alias:", "—Akme.", "Kabul."]).divided


def test_addresses_that_are_announced() -> None:
    announced = "The following addresses apply to this entity:"
    found = entity_of(["Acme, a.k.a., the following alias:", "—Akme.", announced, "—Kabul; and", "—Herat."])
    assert (texts(found), places(found)) == (["Akme"], ["Kabul", "Herat"])


def test_bodies_that_an_alias_announces() -> None:
    found = entity_of(
        [
            "Acme 13 (A13), a.k.a., the following alias:",
            "—Akme; and the following two subordinate institutions:",
            "—Acme Micro; and",
            "—Acme Nano.",
            "113 High Road, Kabul.",
        ]
    )
    assert texts(found) == ["Akme"]
    assert [one.names[0].text for one in found.under] == ["Acme Micro", "Acme Nano"]
    assert places(found) == ["113 High Road, Kabul"]


def test_bodies_with_aliases_and_addresses_of_their_own() -> None:
    found = entity_of(
        [
            "Acme Commission (AC), and the following three subordinate entities:",
            "—Acme Complex, a.k.a., the following two aliases:",
            "—Complex Alpha; and",
            "—Complex Beta.",
            "—Acme Works, 5 High Street, Islamabad;",
            "—Acme Lab.",
            "Lab Road, Islamabad.",
        ]
    )
    complex_, works, lab = found.under
    assert (found.names[0].text, places(found)) == ("Acme Commission (AC)", [])
    assert (complex_.names[0].text, texts(complex_)) == ("Acme Complex", ["Complex Alpha", "Complex Beta"])
    assert (works.names[0].text, places(works)) == ("Acme Works", ["5 High Street, Islamabad"])
    assert (lab.names[0].text, places(lab)) == ("Acme Lab", ["Lab Road, Islamabad"])


def test_kinds_of_plant_are_no_names() -> None:
    found = entity_of(["The following Department of Acme entities:", "—Reactors (all);", "—Heavy water."])
    assert [one.text for one in found.names] == ["Department of Acme"]
    assert found.covers == "Reactors (all); Heavy water."


def test_operating_units_are_covered() -> None:
    found = entity_of(["Ministry of Acme, including the Armed Forces, wherever located."])
    assert found.names[0].text == "Ministry of Acme"
    assert found.covers == "including the Armed Forces, wherever located."


# --- text of cells -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("xml", "lines", "footnotes"),
    [
        ('<TD>Acme; <E T="03">and</E> B<br/>—C</TD>', ("Acme; and B", "—C"), ()),
        ("<TD>See §§ 734.9(g),<SU>3</SU> 744.21</TD>", ("See §§ 734.9(g), 744.21",), ("3",)),
        ("<ENT>\n  Room 9\n  <SU>th</SU>\n  Floor\n  <LI>—A.</LI>\n</ENT>", ("Room 9th Floor", "—A."), ()),
        ("<TD>A<!-- not this --> B<?nor this?></TD>", ("A B",), ()),
        ("<TD>All items<SU>4, 5</SU> and <SU>5</SU>more</TD>", ("All items and more",), ("4", "5")),
        ("<TD/>", (), ()),
    ],
)
def test_lines_of_a_cell(xml: str, lines: tuple[str, ...], footnotes: tuple[str, ...]) -> None:
    found = lines_of(etree.fromstring(xml))
    assert (found.lines, found.footnotes) == (lines, footnotes)
    assert found.text == " ".join(lines)
