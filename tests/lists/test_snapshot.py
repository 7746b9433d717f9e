from __future__ import annotations

from pathlib import Path

import pytest

from brightline.errors import NoListsError, StoreError, UnknownValueError
from brightline.lists.fetched import Fetched, write_fetched
from brightline.lists.snapshot import choose, describe, merged_parties
from brightline.lists.store import Store
from brightline.model import Name, NameKind, Party, Schema
from brightline.model.dates import days_between

from .test_importing import take_in, write


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "home")
    for date, names in (("2021-12-09", 100), ("2021-12-10", 101), ("2024-05-03", 110), ("2024-06-01", 50)):
        take_in(store, write(tmp_path, f"{date}.txt", date=date, names=names))
    return store


@pytest.mark.parametrize(
    ("as_of", "published"),
    [
        (None, "2024-05-03"),
        ("2021-12-09", "2021-12-09"),
        ("2022-01-01", "2021-12-10"),
        ("2025-01-01", "2024-05-03"),
    ],
)
def test_the_edition_of_a_day(store: Store, as_of: str | None, published: str) -> None:
    assert [one.published for one in choose(store, as_of=as_of).editions] == [published]


def test_a_dated_list_answers_for_any_day(store: Store) -> None:
    assert choose(store, as_of="2019-01-01", dated=["toy"]).editions[0].published == "2024-05-03"


def test_no_edition_of_that_age_is_refused(store: Store) -> None:
    with pytest.raises(NoListsError, match="2019-01-01"):
        choose(store, as_of="2019-01-01")


def test_nothing_imported_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NoListsError, match="lists import"):
        choose(Store(tmp_path))


def test_an_unknown_list_is_refused_with_a_hint(store: Store) -> None:
    assert choose(store, lists=["TOY"]).editions
    with pytest.raises(UnknownValueError, match="did you mean toy"):
        choose(store, lists=["toi"])


def test_every_answer_says_how_old_and_what_was_held_back(store: Store) -> None:
    used = describe(choose(store), store, today="2026-11-22")["toy"]
    assert (used.title, used.published, used.records) == ("Toy list", "2024-05-03", 110)
    assert used.warnings == (
        "this edition is 933 days old",
        (
            "the edition of 2024-06-01 is held back: records fell from 110 to 50;"
            " records of all fell from 110 to 50"
        ),
    )
    assert describe(choose(store, as_of="2024-05-04"), store, today="2026-11-22")["toy"].warnings == ()


@pytest.mark.parametrize(("earlier", "days"), [("2026-11-21", 1), ("2026-11", 21), ("2026", 325)])
def test_days_from_a_partial_date(earlier: str, days: int) -> None:
    assert days_between(earlier, "2026-11-22") == days


def test_parties_with_one_id_become_one_with_all_that_is_said() -> None:
    first = Party("us-ofac:1", Schema.COMPANY, (Name("Acme Ltd"), Name("Acme", NameKind.ALIAS)), ("cn",))
    second = Party("us-ofac:1", Schema.ORGANIZATION, (Name("ACME LIMITED"), Name("Acme")), ("hk", "cn"))
    [one, other] = merged_parties([(first,), (second, Party("x", Schema.PERSON, (Name("X"),)))])
    assert other.id == "x"
    assert [name.text for name in one.names] == ["Acme Ltd", "Acme", "ACME LIMITED"]
    assert (one.schema, one.countries) == (Schema.COMPANY, ("cn", "hk"))


@pytest.mark.parametrize("broken", ["current.json", "snapshots/000003.json", "editions"])
def test_a_damaged_store_says_what_to_delete(store: Store, broken: str) -> None:
    path = store.home / broken
    if path.is_dir():
        path = next(path.glob("toy/2024-05-03-*/manifest.json"))
    path.write_text("{", encoding="utf-8")
    with pytest.raises(StoreError, match="delete"):
        choose(store)


def test_a_snapshot_is_a_new_file_and_the_old_ones_stay(store: Store) -> None:
    assert sorted(path.name for path in (store.home / "snapshots").iterdir()) == [
        "000001.json",
        "000002.json",
        "000003.json",
    ]
    assert not list(store.home.rglob(".unfinished*"))


def test_a_list_that_its_publisher_still_offers_unchanged_is_not_stale(store: Store) -> None:
    edition = choose(store).editions[0]
    write_fetched(store, Fetched("toy", edition.edition, "2026-11-20T08:00:00Z", {}))
    warnings = describe(choose(store), store, today="2026-11-22")["toy"].warnings
    assert not [one for one in warnings if "days old" in one]
    assert "days old" in describe(choose(store), store, today="2027-01-22")["toy"].warnings[0]
    write_fetched(store, Fetched("toy", "another", "2026-11-20T08:00:00Z", {}))
    assert "days old" in describe(choose(store), store, today="2026-11-22")["toy"].warnings[0]
