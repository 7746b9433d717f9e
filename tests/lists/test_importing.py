from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from brightline.errors import NotRecognisedError, UnknownValueError, UnreadableFileError
from brightline.lists.edition import PublishedBasis
from brightline.lists.guards import reasons_to_hold_back
from brightline.lists.importing import Imported, Outcome, Recogniser, import_paths, publisher_named
from brightline.lists.intake import SourceFile
from brightline.lists.publisher import ParsedEdition, Part, Publisher
from brightline.lists.store import Store

from .toy import Toy

NOW = "2026-11-22T10:00:00Z"


def write(folder: Path, name: str, *, date: str = "", names: int = 3) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [f"TOY {date}".rstrip(), *(f"Company {number}" for number in range(names))]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def take_in(store: Store, *paths: Path) -> tuple[Imported, ...]:
    return import_paths(store, paths, Recogniser([Toy()]), now=NOW)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "home")


def test_an_edition_comes_into_use_whole(store: Store, tmp_path: Path) -> None:
    path = write(tmp_path, "list.txt", date="2024-05-03")
    [one] = take_in(store, path)
    assert one.outcome is Outcome.IN_USE
    assert one.manifest
    assert (one.manifest.published, one.manifest.published_basis) == ("2024-05-03", PublishedBasis.STATED)
    assert store.current() == {"toy": one.manifest.edition}
    assert store.manifests() == (one.manifest,)
    assert [party.name for party in store.parties(one.manifest)] == ["Company 0", "Company 1", "Company 2"]
    assert store.ties(one.manifest)[0].target_name == "Somebody"
    raw = store.edition_folder("toy", one.manifest.edition) / "raw" / "list.txt"
    assert raw.read_bytes() == path.read_bytes()


def test_the_folder_dates_what_the_file_does_not(store: Store, tmp_path: Path) -> None:
    [one] = take_in(store, write(tmp_path, "toy/2022-05/list.txt"))
    assert one.manifest
    assert (one.manifest.published, one.manifest.published_basis) == ("2022-05", PublishedBasis.FOLDER)


def test_a_folder_of_a_day_to_come_dates_nothing(store: Store, tmp_path: Path) -> None:
    [one] = take_in(store, write(tmp_path, "2090-plan/list.txt"))
    assert one.manifest
    assert (one.manifest.published, one.manifest.published_basis) == ("2026-11-22", PublishedBasis.RECEIVED)


def test_the_newest_of_several_editions_is_in_use(store: Store, tmp_path: Path) -> None:
    write(tmp_path, "lists/2023/list.txt", names=4)
    write(tmp_path, "lists/2021/list.txt", names=3)
    write(tmp_path, "lists/2022/list.txt", names=5)
    done = take_in(store, tmp_path / "lists")
    assert [(one.manifest.published, one.outcome) for one in done if one.manifest] == [
        ("2021", Outcome.KEPT),
        ("2022", Outcome.IN_USE),
        ("2023", Outcome.HELD_BACK),
    ]
    assert store.manifest("toy", store.current()["toy"]).published == "2022"


def test_an_older_edition_does_not_replace_a_newer_one(store: Store, tmp_path: Path) -> None:
    take_in(store, write(tmp_path, "a.txt", date="2024-01-01"))
    [late] = take_in(store, write(tmp_path, "b.txt", date="2020-01-01", names=9))
    assert late.outcome is Outcome.KEPT
    assert store.manifest("toy", store.current()["toy"]).published == "2024-01-01"


def test_a_list_that_shrank_by_more_than_a_tenth_is_held_back(store: Store, tmp_path: Path) -> None:
    take_in(store, write(tmp_path, "a.txt", date="2024-01-01", names=100))
    [fine] = take_in(store, write(tmp_path, "b.txt", date="2024-01-02", names=90))
    assert fine.outcome is Outcome.IN_USE
    [held] = take_in(store, write(tmp_path, "c.txt", date="2024-01-03", names=80))
    assert held.outcome is Outcome.HELD_BACK
    assert held.manifest
    assert held.manifest.held_back == ("records fell from 90 to 80", "records of all fell from 90 to 80")
    assert store.manifest("toy", store.current()["toy"]).published == "2024-01-02"


def test_a_programme_may_end_between_editions_far_apart(store: Store, tmp_path: Path) -> None:
    take_in(store, write(tmp_path, "a.txt", date="2021-07", names=100))
    current = store.manifests()[0]
    for date, reasons in (("2021-08", 1), ("2021-12-09", 0)):
        later = dataclasses.replace(current, published=date, counts={"all": 10})
        assert len(reasons_to_hold_back(later, current)) == reasons


def test_the_same_bytes_again_are_already_here(store: Store, tmp_path: Path) -> None:
    [first] = take_in(store, write(tmp_path, "a.txt", date="2024-01-01"))
    [second] = take_in(store, write(tmp_path, "copy.txt", date="2024-01-01"))
    assert second.outcome is Outcome.ALREADY_HERE
    assert second.manifest == first.manifest


def test_a_refused_file_stops_no_other_and_changes_nothing(store: Store, tmp_path: Path) -> None:
    write(tmp_path, "lists/good.txt", date="2024-01-01")
    (tmp_path / "lists" / "unknown.txt").write_text("something else", encoding="utf-8")
    (tmp_path / "lists" / "empty.txt").touch()
    (tmp_path / "lists" / "latin.txt").write_bytes(b"TOY\nCompa\xf1ia")
    (tmp_path / "lists" / ".hidden").write_text("TOY", encoding="utf-8")
    done = take_in(store, tmp_path / "lists")
    problems = {Path(one.files[0]).name: type(one.problem) for one in done if one.problem}
    assert problems == {
        "unknown.txt": NotRecognisedError,
        "empty.txt": UnreadableFileError,
        "latin.txt": UnreadableFileError,
    }
    assert [one.outcome for one in done if one.manifest] == [Outcome.IN_USE]
    assert all(one.problem and one.problem.file and one.problem.remedy for one in done if not one.manifest)


def test_two_editions_in_one_folder_are_two(store: Store, tmp_path: Path) -> None:
    write(tmp_path, "lists/a.txt", date="2023-01-01")
    write(tmp_path, "lists/b.txt", date="2024-01-01")
    done = take_in(store, tmp_path / "lists")
    assert [one.manifest.published for one in done if one.manifest] == ["2023-01-01", "2024-01-01"]


def test_a_path_that_does_not_exist_is_said(store: Store, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="no such file"):
        take_in(store, tmp_path / "nowhere")
    assert not store.home.exists()


def test_a_publisher_that_is_named_gets_what_it_does_not_recognise(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "odd.txt"
    path.write_text("no heading\nCompany", encoding="utf-8")
    [one] = import_paths(store, [path], Recogniser([], Toy()), now=NOW)
    assert one.problem
    assert "no heading TOY" in str(one.problem)


def test_a_publisher_is_found_by_name_or_refused() -> None:
    toy: Publisher = Toy()
    assert publisher_named("TOY", [toy]) is toy
    with pytest.raises(UnknownValueError, match="use one of: toy"):
        publisher_named("toyy", [toy])


def test_a_deleted_edition_can_be_imported_again(store: Store, tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", date="2024-01-01")
    [one] = take_in(store, path)
    assert one.manifest
    shutil.rmtree(store.edition_folder("toy", one.manifest.edition))
    [again] = take_in(store, path)
    assert again.outcome is Outcome.IN_USE
    assert len(store.parties(store.manifest("toy", store.current()["toy"]))) == 3


def test_one_file_may_hold_several_lists(store: Store, tmp_path: Path) -> None:
    class Second(Toy):
        id = "second"
        lists = (dataclasses.replace(Toy.lists[0], id="second"),)

        def recognise(self, file: SourceFile) -> Part | None:
            return Part("second") if super().recognise(file) else None

        def parse(self, parts: Mapping[str, SourceFile]) -> ParsedEdition:
            return dataclasses.replace(super().parse(parts), list_id="second")

    done = import_paths(
        store, [write(tmp_path, "a.txt", date="2024-01-01")], Recogniser([Toy(), Second()]), now=NOW
    )
    assert [one.manifest.list for one in done if one.manifest] == ["second", "toy"]
