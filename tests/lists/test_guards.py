"""Each way in which a list breaks, from the file to the answer: the edition in use stays, and it is said."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from brightline.lists.edition import Accepted, Manifest, PublishedBasis
from brightline.lists.guards import reasons_to_hold_back, warnings_about
from brightline.lists.importing import Imported, Outcome, Recogniser, import_paths, publisher_named
from brightline.lists.publisher import LeftOut
from brightline.lists.publishers import all_publishers
from brightline.lists.snapshot import choose, describe
from brightline.lists.store import Store

NOW = "2026-11-22T10:00:00Z"
SAMPLES = Path(__file__).resolve().parents[1] / "samples"
ERROR_PAGE = b"<!DOCTYPE html><html><head><title>503</title></head><body>Service Unavailable</body></html>"
LISTS = {
    "un_sc": (SAMPLES / "un_sc" / "consolidated.xml", (b"DATAID", b"DATA_ID")),
    "us_csl": (SAMPLES / "us_csl" / "consolidated_2022.csv", (b"programs", b"schemes")),
    "us_uflpa": (SAMPLES / "us_uflpa" / "uflpa-entity-list.html", (b"Effective Date", b"Day")),
    "us_ofac_sdn": (SAMPLES / "us_ofac" / "sdn.csv", (b",", b";")),
}


def take_in(store: Store, path: Path, publisher: str | None = None) -> Imported:
    known = all_publishers()
    named = publisher_named(publisher, known) if publisher else None
    [one] = import_paths(store, [path], Recogniser(known, named), now=NOW)
    return one


@pytest.mark.parametrize("damage", ["empty", "cut off", "error page", "error page, named", "layout"])
@pytest.mark.parametrize("list_id", LISTS)
def test_a_file_that_is_not_the_list_is_refused_and_the_edition_in_use_stays(
    list_id: str, damage: str, tmp_path: Path
) -> None:
    good, (heading, other) = LISTS[list_id]
    store = Store(tmp_path / "home")
    folders = [tmp_path / "2026-01-01", tmp_path / "2026-02-01"]
    for folder in folders:
        folder.mkdir()
    first = shutil.copy(good, folders[0])
    assert take_in(store, Path(first)).outcome is Outcome.IN_USE
    before = store.current()
    raw = good.read_bytes()
    damaged = {
        "empty": b"",
        "cut off": raw[: len(raw) * 9 // 10],
        "error page": ERROR_PAGE,
        "error page, named": ERROR_PAGE,
        "layout": raw.replace(heading, other),
    }[damage]
    path = folders[1] / good.name
    path.write_bytes(damaged)
    publisher = "us_ofac" if list_id == "us_ofac_sdn" else list_id
    refused = take_in(store, path, publisher if damage.endswith("named") else None)
    assert refused.outcome is Outcome.REFUSED
    assert refused.problem
    assert refused.problem.file
    assert refused.problem.remedy
    assert store.current() == before
    assert len(store.manifests(list_id)) == 1


def test_a_file_cut_off_between_two_lines_is_held_back_by_its_count(tmp_path: Path) -> None:
    store = Store(tmp_path / "home")
    good, _ = LISTS["us_ofac_sdn"]
    for date in ("2026-01-01", "2026-02-01"):
        (tmp_path / date).mkdir()
    take_in(store, Path(shutil.copy(good, tmp_path / "2026-01-01")))
    short = tmp_path / "2026-02-01" / "sdn.csv"
    short.write_bytes(b"".join(good.read_bytes().splitlines(keepends=True)[:5]))
    held = take_in(store, short)
    assert held.outcome is Outcome.HELD_BACK
    [used] = describe(choose(store), store, today="2026-02-02").values()
    assert used.published == "2026-01-01"
    assert any("2026-02-01 is held back: records fell from" in one for one in used.warnings)


def manifest(**changes: object) -> Manifest:
    whole = Manifest(
        list="toy",
        title="Toy list",
        edition="2024-01-01-00000000",
        publisher="toy",
        parser_version=1,
        published="2024-01-01",
        published_basis=PublishedBasis.STATED,
        fetched=NOW,
        records=1_000,
        parties=1_000,
        counts={"A": 900, "B": 60, "C": 40},
        stated="2024-01-01",
        names=2_500,
        listings=1_000,
        ended=20,
    )
    return replace(whole, **changes)  # type: ignore[arg-type]  # a field each


def odd(count: int) -> tuple[LeftOut, ...]:
    return tuple(LeftOut(f"row {row}", "address", "no country") for row in range(count))


# ruff: noqa: E501  a case a line
@pytest.mark.parametrize(
    ("changes", "reasons"),
    [
        ({}, []),
        ({"parties": 0}, ["it holds no parties at all"]),
        ({"records": 900}, []),
        ({"records": 899}, ["records fell from 1,000 to 899"]),
        ({"counts": {"A": 900, "B": 53, "C": 1}}, ["records of B fell from 60 to 53"]),
        ({"counts": {"A": 900}}, ["records of B fell from 60 to 0"]),
        ({"counts": {"A": 900}, "published": "2024-06-01"}, []),
        ({"left_out": odd(20)}, []),
        ({"left_out": odd(21)}, ["records or fields that could not be taken in rose from 10 to 21"]),
        ({"left_out": odd(21), "parser_version": 2}, []),
        ({"left_out": odd(40), "publisher": "other"}, []),
        ({"stated": "2023-12-01"}, ["it states the date 2023-12-01, older than 2024-01-01 in the edition in use"]),
        ({"stated": "2024-01"}, []),
        ({"stated": None}, []),
        ({"ended": 119}, []),
        ({"ended": 130}, ["listings that have ended rose from 2% to 13% of all"]),
        ({"ended": 130, "parser_version": 2}, []),
        ({"ended": None}, []),
    ],
)  # fmt: skip
def test_what_holds_an_edition_back(changes: dict[str, object], reasons: list[str]) -> None:
    current = manifest(left_out=odd(10))
    new = manifest(**({"published": "2024-01-08", "stated": "2024-01-08", "left_out": odd(10)} | changes))
    assert list(reasons_to_hold_back(new, current)) == reasons


def test_the_first_edition_is_held_back_for_being_empty_only() -> None:
    assert reasons_to_hold_back(manifest(stated="1999-01-01"), None) == ()
    assert reasons_to_hold_back(manifest(parties=0), None)


@pytest.mark.parametrize(
    ("changes", "warned"),
    [
        ({}, False),
        ({"names": 2_250}, False),
        ({"names": 2_249}, True),
        ({"names": None}, False),
        ({"names": 1_250, "parties": 500, "records": 500}, False),
    ],
)
def test_names_lost_are_warned_of_but_not_held_back(changes: dict[str, object], warned: bool) -> None:
    new = manifest(**changes)
    assert bool(warnings_about(new, manifest())) is warned
    if "records" not in changes:
        assert reasons_to_hold_back(new, manifest()) == ()
    assert warnings_about(new, None) == ()


def test_a_manifest_of_an_earlier_version_still_loads() -> None:
    text = manifest().to_json()
    old = "\n".join(
        line
        for line in text.splitlines()
        if not line.startswith((' "accepted"', ' "warnings"', ' "stated"', ' "names"', ' "listings"'))
    ).replace(',\n "ended": 20', "")
    loaded = Manifest.from_json(old)
    assert (loaded.accepted, loaded.warnings, loaded.names) == (None, (), None)
    assert reasons_to_hold_back(manifest(stated="2020-01-01"), loaded) == ()
    accepted = manifest(held_back=("x",), accepted=Accepted("checked", NOW, "A. Person"))
    assert Manifest.from_json(accepted.to_json()) == accepted
    assert not accepted.is_held_back


def test_content_older_than_its_folder_is_held_back(tmp_path: Path) -> None:
    store = Store(tmp_path / "home")
    good, _ = LISTS["un_sc"]
    for date, stated in (("2026-02-01", b"2026-01-31"), ("2026-03-01", b"2025-12-31")):
        (tmp_path / date).mkdir()
        (tmp_path / date / good.name).write_bytes(good.read_bytes().replace(b"2026-01-31", stated))
    assert take_in(store, tmp_path / "2026-02-01" / good.name).outcome is Outcome.IN_USE
    held = take_in(store, tmp_path / "2026-03-01" / good.name)
    assert held.manifest
    assert held.manifest.held_back == (
        "it states the date 2025-12-31, older than 2026-01-31 in the edition in use",
    )


@pytest.mark.real
def test_losing_the_aliases_file_is_said_by_every_answer(real_lists: Path, tmp_path: Path) -> None:
    store = Store(tmp_path)
    known = Recogniser([publisher_named("us_ofac", all_publishers())])
    folder = real_lists / "us-ofac-sdn"
    import_paths(store, [folder / "2021-07", folder / "2021-12-09"], known, now=NOW)
    [used] = describe(choose(store), store, today="2021-12-10").values()
    assert used.published == "2021-12-09"
    assert any(one.startswith("names for each party fell from 2.60") for one in used.warnings)


@pytest.mark.real
def test_no_real_edition_is_held_back_but_the_one_of_thirteen_rows(real_lists: Path, tmp_path: Path) -> None:
    store = Store(tmp_path)
    lists = ("us_csl", "us_bis_dpl", "us_uflpa", "un_sc")
    known = Recogniser([publisher_named(one, all_publishers()) for one in lists])
    folders = ("us-csl", "us-bis-dpl", "us-dhs-uflpa", "un-sc")
    import_paths(store, [real_lists / one for one in folders], known, now=NOW)
    assert {(one.list, one.published) for one in store.manifests() if one.held_back} == {
        ("us_csl", "2025-06")
    }
