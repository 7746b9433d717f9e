"""Where a name ends and an address begins: labelled cases, and the real names of the screening list."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from brightline.lists.intake import open_source
from brightline.lists.reading.aliases import tidy
from brightline.lists.reading.name_and_address import (
    Cut,
    address_at_end,
    addresses_of,
    country_at_end,
    cut_at_address,
    without_full_stop,
)
from brightline.model.countries import country_name


@pytest.mark.parametrize(
    ("text", "name", "address"),
    [
        ("Jane Doe, 5 High Street, Kabul", "Jane Doe", "5 High Street, Kabul"),
        ("Acme Co., Ltd., 5 High Street", "Acme Co., Ltd.", "5 High Street"),
        ("Acme, LLC 5 High Street, Kabul", "Acme, LLC", "5 High Street, Kabul"),
        ("Acme Co., Ltd. (AC), Kabul", "Acme Co., Ltd. (AC)", "Kabul"),
        ("Acme Sdn. Bhd., Lot 5, Malaysia", "Acme Sdn. Bhd.", "Lot 5, Malaysia"),
        ("Acme Academy, Institute of Steel, 5 High Road", "Acme Academy, Institute of Steel", "5 High Road"),
        ("Acme Corp., 711 Repair Plant (7 ARZ), Perm", "Acme Corp., 711 Repair Plant (7 ARZ)", "Perm"),
        ("Acme Corporation, JSC Avangard, Perm", "Acme Corporation, JSC Avangard", "Perm"),
        ("Acme Limited, Valiant Center, Hong Kong", "Acme Limited", "Valiant Center, Hong Kong"),
        ("Jane Doe, Acme University, Tehran", "Jane Doe", "Acme University, Tehran"),
        ("Acme Company, Unit 5, Kabul", "Acme Company", "Unit 5, Kabul"),
    ],
)  # fmt: skip
def test_a_name_before_an_address(text: str, name: str, address: str) -> None:
    assert cut_at_address(text) == Cut((name,), address)


@pytest.mark.parametrize(
    "text", ["Acme", "Acme Co., Ltd.", "Acme Academy, Institute of Steel", "", ", Kabul"]
)
def test_a_name_alone(text: str) -> None:
    assert cut_at_address(text) is None


@pytest.mark.parametrize(
    ("text", "names", "address"),
    [
        ("Acme. 5 High Street, Kabul", ["Acme"], "5 High Street, Kabul"),
        ("Acme, 5 High St. 3, Kabul", ["Acme"], "5 High St. 3, Kabul"),
        ("Acme Co. Ltd. 5 High Road, Kabul", ["Acme Co. Ltd."], "5 High Road, Kabul"),
        ("Acme (Hami) Co., Ltd. West of Road, China", ["Acme (Hami) Co., Ltd."], "West of Road, China"),
        ("Acme Committee. Russia", ["Acme Committee"], "Russia"),
        ("Acme OpenLab, Suzhou, China", ["Acme OpenLab"], "Suzhou, China"),
        ("Acme, Akme, and Akmey, 5 High Street, Kabul", ["Acme", "Akme", "Akmey"], "5 High Street, Kabul"),
    ],
)  # fmt: skip
def test_an_address_behind_an_alias(text: str, names: list[str], address: str) -> None:
    assert address_at_end(text) == Cut(tuple(names), address)


@pytest.mark.parametrize(
    "text",
    [
        "Acme",
        "Acme Co., Ltd.",
        "Institute named after. V.V. Petrov",
        "Corp. (CETC) 54th Research Institute",
        "St. Petersburg Works",
        "Zavod Acme, PAO",
        "V.V. Acme Design Bureau",
    ],
)
def test_an_alias_without_an_address(text: str) -> None:
    assert address_at_end(text) is None


def test_several_addresses() -> None:
    found = addresses_of(
        "5 High St., Kabul, Afghanistan; and Deira (near 6), U.A.E.; and; Quebec H4T 1Z6 Canada."
    )
    assert [(one.full, one.country) for one in found] == [
        ("5 High St., Kabul, Afghanistan", "af"),
        ("Deira (near 6), U.A.E.", "ae"),
        ("Quebec H4T 1Z6 Canada", "ca"),
    ]
    assert [one.full for one in addresses_of("Kabul, Afghanistan, and Herat and Kunduz, Afghanistan")] == [
        "Kabul, Afghanistan",
        "Herat and Kunduz, Afghanistan",
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Kabul, Afghanistan", "af"),
        ("Moscow 121170 Russia", "ru"),
        ("Moscow, Russia 196240", "ru"),
        ("Dubai United Arab Emirates", "ae"),
        ("Beijing, P.R. China", "cn"),
        ("Kowloon, Hong Kong", "hk"),
        ("Los Angeles, CA", None),
        ("Karachi", None),
        ("", None),
    ],
)
def test_the_country_at_the_end(text: str, code: str | None) -> None:
    assert country_at_end(text) == code


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Acme.", "Acme"),
        ("Acme Co., Ltd.", "Acme Co., Ltd."),
        ("Acme Co., Ltd..", "Acme Co., Ltd."),
        ("Acme LLC.", "Acme LLC"),
        ("Dubai, U.A.E.", "Dubai, U.A.E."),
        ("Henry L.", "Henry L."),
        ("Acme", "Acme"),
        ("", ""),
    ],
)
def test_the_full_stop_of_a_sentence(text: str, expected: str) -> None:
    assert without_full_stop(text) == expected


@pytest.mark.real
def test_real_names_with_their_addresses(real_lists: Path) -> None:
    """The screening list gives name and address apart; joined by a comma, they come apart again.

    Nearly all of the rest are rows that keep a town in the name ("Huawei ... Co., Ltd., Chengdu, Sichuan").
    """
    same = other = 0
    text = open_source(real_lists / "us-csl/2022-05/consolidated.csv.gz").text()
    for row in csv.DictReader(text.splitlines(keepends=True)):
        if not re.search(r"\((?:EL|UVL|MEU)\)", row["source"]) or not row["addresses"]:
            continue
        name = tidy(row["name"])
        address = re.sub(r", ([A-Z]{2})(?=;|$)", lambda code: f", {country_name(code[1])}", row["addresses"])
        cut = cut_at_address(f"{name}, {address}")
        found = without_full_stop(cut.names[0]) if cut else None
        if found == without_full_stop(name):
            same += 1
        else:
            other += 1
    assert same / (same + other) > 0.97
    assert (same, other) == (2220, 53)
