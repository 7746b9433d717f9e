from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import Command

TOY_CSV = "Company,Alias,Country,Why\nBlue Heron Trading LLC,Blue Heron,ae,Diverted goods in 2024\n"


def test_the_starter_list_is_there_from_the_first_command_on(brightline_apart: Command) -> None:
    run = brightline_apart("lists", "status", "--json")
    assert run.status == 0
    [edition] = json.loads(run.out)
    assert (edition["list"], edition["records"], edition["in_use"]) == ("starter", 246, True)
    assert "starter" in brightline_apart("lists", "status").out


def test_a_list_of_ones_own_is_taken_in_and_screened_against(
    brightline_apart: Command, tmp_path: Path
) -> None:
    path = tmp_path / "watch.csv"
    path.write_text(TOY_CSV, encoding="utf-8")
    run = brightline_apart(
        "lists",
        "import",
        path,
        "--as",
        "own_csv",
        "--list",
        "watch",
        "--map",
        "reason=Why",
        "--map",
        "name=Company",
    )
    assert run.status == 0
    assert "in use: watch" in run.out
    found = brightline_apart(
        "screen", "--name", "Blue Heron Trading", "--lists", "watch", "--format", "jsonl"
    )
    assert found.status == 2
    assert found.lines[0]["hits"][0]["listings"][0]["effect"] == "own_list"
    assert list(found.lines[0]["lists"]) == ["watch"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nowhere",), "no such file or folder"),
        (("watch.csv",), "no publisher recognises"),
        (("watch.csv", "--as", "nobody"), "use one of: us_csl"),
        (("watch.csv", "--map", "name=Company"), "add --as own_csv"),
        (("watch.csv", "--as", "own_csv", "--map", "name=Compny"), "did you mean"),
        (("watch.csv", "--as", "us_csl"), "source"),
        ((), "Missing argument"),
    ],
)
def test_what_cannot_be_taken_in_is_said(
    brightline_apart: Command,
    arguments: tuple[str, ...],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "watch.csv").write_text(TOY_CSV, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    run = brightline_apart("lists", "import", *arguments)
    assert run.status == 1
    assert said in run.out + run.err
    assert "Traceback" not in run.err


@pytest.mark.real
def test_every_first_wave_edition_is_taken_in_and_the_rest_is_refused_by_name(
    brightline_apart: Command, real_lists: Path
) -> None:
    run = brightline_apart("lists", "import", real_lists)
    assert run.status == 0
    status = json.loads(brightline_apart("lists", "status", "--json").out)
    editions = {(one["list"], one["published"]): one for one in status}
    expected = {
        ("us_csl", "2019-12"): 115,
        ("us_csl", "2022-05"): 14_160,
        ("us_csl", "2025-06"): 13,
        ("us_ofac_sdn", "2021-07"): 8_976,
        ("us_ofac_sdn", "2021-12-09"): 9_121,
        ("us_ofac_sdn", "2021-12-10"): 9_146,
        ("us_ofac_sdn", "2024-05-03"): 14_965,
        ("us_ofac_consolidated", "2025-12"): 442,
        ("us_uflpa", "2026-06-23"): 160,
        ("us_uflpa", "2026-07-09"): 160,
        ("us_uflpa", "2026-07-24"): 160,
        ("us_bis_dpl", "2022-09"): 581,
        ("us_bis_dpl", "2026-04-14"): 564,
        ("un_sc", "2025-11-18"): 1_000,
        ("un_sc", "2026-02-27"): 1_003,
    }
    assert {key: editions[key]["records"] for key in expected} == expected
    in_use = {key[0]: key[1] for key, one in editions.items() if one["in_use"]}
    assert in_use["us_csl"] == "2022-05"
    assert editions["us_csl", "2025-06"]["held_back"]
    assert (in_use["us_ofac_sdn"], in_use["us_bis_dpl"], in_use["un_sc"]) == (
        "2024-05-03",
        "2026-04-14",
        "2026-02-27",
    )
    refused = [line for line in run.out.splitlines() if line.startswith("refused")]
    assert any("2025-12/add.csv" in line and "sdn.csv" in line for line in refused)
    assert any("PROVENANCE.md" in line for line in refused)
    found = brightline_apart("screen", "--name", "Hikvision", "--country", "cn", "--format", "jsonl")
    listings = [one for hit in found.lines[0]["hits"] for one in hit["listings"]]
    assert {one["list"] for one in listings} >= {"starter", "us_csl"}
    assert any("held back" in one for one in found.lines[0]["lists"]["us_csl"]["warnings"])
    name = ("screen", "--name", "ZAKIR, Shohrat", "--lists", "us_ofac_sdn")
    earlier = brightline_apart(*name, "--as-of", "2021-12-09")
    later = brightline_apart(*name, "--as-of", "2021-12-10")
    assert (earlier.status, later.status) == (0, 2)


@pytest.mark.real
def test_the_pension_fund_of_2019_held_them(brightline: Command, shared: Path, tmp_path: Path) -> None:
    out = tmp_path / "answer.jsonl"
    book = shared / "data" / "ownership" / "holdings" / "nbim_EQ_2019_Country.csv"
    assert brightline("screen", book, "-o", out).status == 2
    answers = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert len(answers) == 9_202
    found = {answer["input"]["Name"] for answer in answers if answer["hits"]}
    for name in (
        "Hangzhou Hikvision Digital Technology Co Ltd",
        "Zhejiang Dahua Technology Co Ltd",
        "Iflytek Co Ltd",
        "Xiamen Meiya Pico Information Co Ltd",
        "Daqo New Energy Corp",
    ):
        assert name in found


def test_a_research_list_needs_a_description_and_no_code(brightline_apart: Command, tmp_path: Path) -> None:
    described = tmp_path / "shu.yaml"
    described.write_text(
        "id: shu\ntitle: Supply chains\nauthority: Example University\nurl: https://example.org/report\n"
        "licence: as the report says\neffect: notice\ndirection: imports_from\nformat: csv\n"
        "marker: [Company, Evidence]\ncolumns:\n  name: Company\n  reason: Evidence\n",
        encoding="utf-8",
    )
    data = tmp_path / "table.csv"
    data.write_text("Company,Evidence\nBlue Heron Cotton Co. Ltd,Annual report 2023\n", encoding="utf-8")
    run = brightline_apart("lists", "import", data, "--as", described)
    assert run.status == 0, run.out + run.err
    found = brightline_apart("screen", "--name", "Blue Heron Cotton", "--lists", "shu", "--format", "jsonl")
    assert found.lines[0]["hits"][0]["listings"][0]["terms"] == "Annual report 2023"
    described.write_text("id: shu\n", encoding="utf-8")
    assert brightline_apart("lists", "import", data, "--as", described).status == 1
