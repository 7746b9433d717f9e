from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from brightline.report.differences import difference_schema

from .conftest import Command

HEADING = "name,alias,country,address,identifier,reason\n"
ROWS = [f"Company {number} Ltd,,cn,,," for number in range(20)]


def import_watch(command: Command, folder: Path, date: str, rows: list[str], name: str = "watch") -> str:
    """Take in an own list; returns the id of its edition."""
    path = folder / date / f"{name}.csv"
    path.parent.mkdir(exist_ok=True)
    path.write_text(HEADING + "\n".join(rows) + "\n", encoding="utf-8")
    run = command("lists", "import", path, "--as", "own_csv", "--list", name)
    assert run.status == 0, run.out + run.err
    status = json.loads(command("lists", "status", "--json").out)
    [edition] = [one for one in status if (one["list"], one["published"]) == (name, date)]
    return str(edition["edition"])


@pytest.fixture
def editions(brightline_apart: Command, tmp_path: Path) -> tuple[str, str]:
    """Two editions of a list: one company less, one more, one with an alias."""
    first = import_watch(brightline_apart, tmp_path, "2024-01-01", ROWS)
    changed = [*ROWS[1:], "Blue Heron LLC,,ae,,,"]
    changed[0] = "Company 1 Ltd,Uno,cn,,,"
    return first, import_watch(brightline_apart, tmp_path, "2024-01-08", changed)


def test_what_changed_in_words(brightline_apart: Command, editions: tuple[str, str]) -> None:
    run = brightline_apart("lists", "diff", *editions)
    assert run.status == 2
    lines = run.out.splitlines()
    assert lines[0] == f"watch: from {editions[0]} to {editions[1]}"
    assert any(line.startswith("added ") and "Blue Heron LLC" in line for line in lines)
    assert any(line.startswith("removed ") and "Company 0 Ltd" in line for line in lines)
    assert any(line.startswith("changed ") and "Company 1 Ltd" in line for line in lines)
    assert "           alias added: Uno" in lines
    assert lines[-1] == "1 added, 1 removed, 1 changed."


@pytest.mark.parametrize(
    "arguments",
    [
        ("2024-01-01", "2024-01-08", "--list", "watch"),
        ("watch@2024-01-01", "2024-01-08"),
        ("2024-01-01", "WATCH@2024-01-08"),
        ("watch@2024-01-05", "watch@2025"),
        ("watch@2024-01-01", "watch@2024-01-08", "--list", "watch"),
    ],
)
def test_editions_by_date(
    brightline_apart: Command, editions: tuple[str, str], arguments: tuple[str, ...]
) -> None:
    run = brightline_apart("lists", "diff", *arguments)
    assert run.status == 2, run.err
    assert run.out.startswith(f"watch: from {editions[0]} to {editions[1]}")


def test_the_json_keeps_its_contract(brightline_apart: Command, editions: tuple[str, str]) -> None:
    run = brightline_apart("lists", "diff", *editions, "--json")
    assert run.status == 2
    answer = json.loads(run.out)
    jsonschema.Draft202012Validator.check_schema(difference_schema())
    jsonschema.validate(answer, difference_schema())
    assert (answer["old"]["published"], answer["new"]["published"]) == ("2024-01-01", "2024-01-08")
    assert [one["name"] for one in answer["added"]] == ["Blue Heron LLC"]
    assert answer["changed"][0]["changes"] == [
        {"field": "alias", "before": None, "after": "Uno", "words": "alias added: Uno"}
    ]
    same = brightline_apart("lists", "diff", editions[0], editions[0], "--json")
    assert same.status == 0
    jsonschema.validate(json.loads(same.out), difference_schema())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("2024-01-01", "2024-01-08"), "a date alone does not say of which list"),
        (("watch@2024-01-01", "2020-01-01"), "there is no such edition"),
        (("wach@2024-01-01", "2024-01-08"), "did you mean watch?"),
        (("starter@2026", "watch@2024-01-08"), "compare two editions of one list"),
        (("nothing", "else"), "there is no such edition"),
    ],
)
def test_what_cannot_be_compared_is_said(
    brightline_apart: Command, editions: tuple[str, str], arguments: tuple[str, ...], said: str
) -> None:
    del editions
    run = brightline_apart("lists", "diff", *arguments)
    assert run.status == 1
    assert said in run.err


def test_a_mistyped_edition_is_guessed(brightline_apart: Command, editions: tuple[str, str]) -> None:
    run = brightline_apart("lists", "diff", editions[0], editions[1][:-2])
    assert run.status == 1
    assert f"did you mean watch@{editions[1]}?" in run.err


def test_an_edition_is_let_in_for_a_reason(brightline_apart: Command, tmp_path: Path) -> None:
    first = import_watch(brightline_apart, tmp_path, "2024-01-01", ROWS)
    short = import_watch(brightline_apart, tmp_path, "2024-01-08", ROWS[:5])
    status = brightline_apart("lists", "status").out
    assert "HELD BACK  2024-01-08" in status
    assert "brightline lists accept" in status
    screened = ("screen", "--name", "Company 3 Ltd", "--lists", "watch", "--format", "jsonl")
    before = brightline_apart(*screened).lines[0]["lists"]["watch"]
    assert before["edition"] == first
    assert any("2024-01-08 is held back: records fell from 20 to 5" in one for one in before["warnings"])

    run = brightline_apart(
        "lists", "accept", f"watch@{short}", "--because", "we closed 15", "--by", "A. Person"
    )
    assert run.status == 0
    assert "let in: watch 2024-01-08: 5 records (in use)" in run.out
    status = " ".join(brightline_apart("lists", "status").out.split())
    assert "by A. Person (we closed 15), although records fell from 20 to 5" in status
    after = brightline_apart(*screened).lines[0]["lists"]["watch"]
    assert after["edition"] == short
    assert any("(we closed 15), although records fell from 20 to 5" in one for one in after["warnings"])
    manifest = tmp_path / "home" / "editions" / "watch" / short / "manifest.json"
    accepted = json.loads(manifest.read_text(encoding="utf-8"))["accepted"]
    assert (accepted["because"], accepted["by"]) == ("we closed 15", "A. Person")
    again = brightline_apart("lists", "accept", short, "--because", "x")
    assert "not held back" in again.err


def test_an_older_edition_that_is_let_in_serves_its_own_days(
    brightline_apart: Command, tmp_path: Path
) -> None:
    import_watch(brightline_apart, tmp_path, "2024-01-01", ROWS)
    short = import_watch(brightline_apart, tmp_path, "2024-01-08", ROWS[:5])
    newest = import_watch(brightline_apart, tmp_path, "2024-02-01", [*ROWS, "New Ltd,,cn,,,"])
    run = brightline_apart("lists", "accept", short, "--because", "it was so that week")
    assert "kept: a newer edition is in use" in run.out
    for as_of, edition in (("2024-01-10", short), ("2024-02-02", newest)):
        name = ("screen", "--name", "Company 3 Ltd", "--lists", "watch", "--format", "jsonl")
        assert brightline_apart(*name, "--as-of", as_of).lines[0]["lists"]["watch"]["edition"] == edition


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("EDITION",), "Missing option '--because'"),
        (("EDITION", "--because", " "), "no reason is given"),
        (("watch@2024-01-09", "--because", "x"), "there is no such edition"),
        (("2024-01-08", "--because", "x"), "a date alone does not say of which list"),
        (("EDITION", "--because", "x"), "not held back"),
    ],
)
def test_what_cannot_be_let_in_is_said(
    brightline_apart: Command, editions: tuple[str, str], arguments: tuple[str, ...], said: str
) -> None:
    given = [editions[1] if one == "EDITION" else one for one in arguments]
    run = brightline_apart("lists", "accept", *given)
    assert run.status == 1
    assert said in run.err


LEI = "529900T8BM49AURSDO55"


@pytest.fixture
def two_lists(brightline_apart: Command, tmp_path: Path) -> Command:
    """One company on two own lists under two names, with one LEI."""
    import_watch(brightline_apart, tmp_path, "2024-01-01", [f"Acme Trading Ltd,,cn,,{LEI},"], "here")
    import_watch(brightline_apart, tmp_path, "2024-01-01", [f"Akme Group,,cn,,{LEI},"], "there")
    return brightline_apart


def hits(command: Command, name: str) -> list[dict[str, object]]:
    run = command("screen", "--name", name, "--lists", "here,there", "--format", "jsonl")
    return list(run.lines[0]["hits"])


def test_one_party_on_two_lists_is_one_hit_until_it_is_unmerged(two_lists: Command, tmp_path: Path) -> None:
    [hit] = hits(two_lists, "Acme Trading Ltd")
    assert {one["list"] for one in hit["listings"]} == {"here", "there"}  # type: ignore[attr-defined]
    [party] = json.loads(two_lists("lists", "merges", "--lists", "here,there", "--json").out)["parties"]
    assert party["lists"] == ["here", "there"]
    [merge] = party["merges"]
    assert merge["reason"] == f"same LEI number {LEI}"
    shown = two_lists("lists", "merges", "--lists", "here,there").out
    assert f"{merge['first']} and {merge['second']}: same LEI number" in " ".join(shown.split())

    run = two_lists("lists", "unmerge", merge["first"], merge["second"], "--because", "a typing error")
    assert (run.status, run.out) == (0, f"kept apart: {merge['first']} and {merge['second']}\n")
    [hit] = hits(two_lists, "Acme Trading Ltd")
    assert [one["list"] for one in hit["listings"]] == ["here"]  # type: ignore[attr-defined]
    after = json.loads(two_lists("lists", "merges", "--json").out)
    assert party["id"] not in {one["id"] for one in after["parties"]}
    assert [(one["first"], one["because"]) for one in after["apart"]] == [(merge["first"], "a typing error")]
    assert "a typing error" in two_lists("lists", "merges").out
    assert (
        "not one party"
        in two_lists("lists", "unmerge", merge["first"], merge["second"], "--because", "again").err
    )
    assert json.loads((tmp_path / "home" / "merges.json").read_text(encoding="utf-8"))["apart"]
    assert not list((tmp_path / "home").glob(".unfinished*"))


@pytest.mark.parametrize(
    ("first", "second", "because", "said"),
    [
        ("starter:hikvision", "starter:dahua", "x", "not one party"),
        ("starter:hikvision", "starter:dahuaa", "x", "did you mean starter:dahua?"),
        ("starter:hikvision", "starter:hikvision", "x", "both are one record"),
        ("starter:hikvision", "starter:dahua", "", "no reason is given"),
    ],
)
def test_what_cannot_be_unmerged_is_said(
    brightline: Command, first: str, second: str, because: str, said: str
) -> None:
    run = brightline("lists", "unmerge", first, second, "--because", because)
    assert run.status == 1
    assert said in run.err


def test_a_damaged_record_of_merges_is_said(two_lists: Command, tmp_path: Path) -> None:
    (tmp_path / "home" / "merges.json").write_text("{", encoding="utf-8")
    run = two_lists("screen", "--name", "Acme", "--lists", "here")
    assert run.status == 1
    assert "merges.json" in run.err


def test_the_export_names_each_party_once_and_ties_go_to_it(two_lists: Command) -> None:
    entities = two_lists("export", "--lists", "here,there").lines
    assert len([one for one in entities if one["schema"] not in {"Sanction", "Identification"}]) == 1
    assert len([one for one in entities if one["schema"] == "Sanction"]) == 2


@pytest.mark.real
def test_the_starter_lists_hikvision_and_the_screening_lists_are_one_hit(
    brightline_apart: Command, real_lists: Path
) -> None:
    assert brightline_apart("lists", "import", real_lists / "us-csl" / "2022-05").status == 0
    name = "Hangzhou Hikvision Digital Technology Co., Ltd."
    found = brightline_apart("screen", "--name", name, "--country", "cn", "--format", "jsonl").lines[0][
        "hits"
    ]
    [hit] = [one for one in found if one["party"]["id"] == "us-ofac:30946"]
    assert {one["list"] for one in hit["listings"]} == {"starter", "us_csl"}
    assert {one["direction"] for one in hit["listings"]} >= {"exports_to", "securities_of"}
    assert "starter:hikvision" not in {one["party"]["id"] for one in found}
