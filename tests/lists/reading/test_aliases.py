"""Names run together, as several United States publishers write them."""

from __future__ import annotations

import pytest

from brightline.lists.reading.aliases import alias, covered, items, named, tidy
from brightline.model import NameKind

ANY_SUCCESSOR = "and any successor, sub-unit, or subsidiary thereof"


@pytest.mark.parametrize(
    ("text", "primary", "others"),
    [
        ("FUYI SUN A/K/A FRANK SUN", "FUYI SUN", ["FRANK SUN"]),
        ("PEARL (A.K.A. NEI-CHIEN CHU) LI", "PEARL LI", ["NEI-CHIEN CHU"]),
        ("SIBERIAN AIRLINES D/B/A S7 AIRLINES", "SIBERIAN AIRLINES", ["S7 AIRLINES"]),
        ("Far East, Inc. (a.k.a. FETCO, Inc.)", "Far East, Inc.", ["FETCO, Inc."]),
        ("Image Corp (a.k.a. One, Inc.; Two, Inc.)", "Image Corp", ["One, Inc.", "Two, Inc."]),
        ("Works [aka Other Works]", "Works", ["Other Works"]),
        ("Chitron Ltd., a.k.a. Chi-Chung Ltd.", "Chitron Ltd.", ["Chi-Chung Ltd."]),
        ("AKA Group Ltd", "AKA Group Ltd", []),
        ("Osaka Trading (Kobe) Ltd", "Osaka Trading (Kobe) Ltd", []),
        ("ALASKA AKA RIVER CO", "ALASKA AKA RIVER CO", []),
    ],
)
def test_aliases_inside_a_name(text: str, primary: str, others: list[str]) -> None:
    names = named(text)
    assert (names[0].text, names[0].kind) == (primary, NameKind.PRIMARY)
    assert [name.text for name in names[1:]] == others


def test_a_former_name_inside_a_name() -> None:
    assert [(name.text, name.kind) for name in named("New Ltd (f/k/a Old Ltd)")] == [
        ("New Ltd", NameKind.PRIMARY),
        ("Old Ltd", NameKind.FORMER),
    ]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("F.K.A. Old Office", "Old Office", NameKind.FORMER),
        ("f.k.a., Old Office", "Old Office", NameKind.FORMER),
        ("formerly known as Old", "Old", NameKind.FORMER),
        ("a.k.a. Other", "Other", NameKind.ALIAS),
        ("Plain", "Plain", NameKind.ALIAS),
        ("Akademia", "Akademia", NameKind.ALIAS),
    ],
)
def test_a_mark_before_an_alias(text: str, name: str, kind: NameKind) -> None:
    assert (alias(text).text, alias(text).kind) == (name, kind)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", ()),
        (" ; ,; ", ()),
        ("A; and B", ("A", "B")),
        ("A,; B;and C", ("A", "B", "C")),
        ("Andes Ltd; Anders and Sons", ("Andes Ltd", "Anders and Sons")),
        ("A\nLtd", ("A Ltd",)),
    ],
)
def test_items(text: str, parts: tuple[str, ...]) -> None:
    assert items(text) == parts


@pytest.mark.parametrize(
    ("text", "name", "covers"),
    [
        ("X and any successor, sub-unit, or subsidiary thereof", "X", ANY_SUCCESSOR),
        ("X; and any successor, sub-unit, or subsidiary thereof", "X", ANY_SUCCESSOR),
        ("X, and its sub-units and successors", "X", "and its sub-units and successors"),
        ("Sales and Subsidiaries Research Ltd", "Sales and Subsidiaries Research Ltd", None),
        ("Import and Export Co.", "Import and Export Co.", None),
    ],
)  # fmt: skip
def test_wording_that_covers_others(text: str, name: str, covers: str | None) -> None:
    assert covered(text) == (name, covers)


def test_tidy_keeps_points_and_brackets() -> None:
    assert tidy("  Example Co.,  Ltd. (X), ") == "Example Co., Ltd. (X)"
