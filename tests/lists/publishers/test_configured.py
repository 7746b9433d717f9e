"""Configured lists: the example of the module, three forms of table, refusals that name the key."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from brightline.errors import (
    BrightlineError,
    LayoutError,
    SpecialCategoryError,
    UnknownValueError,
    UnreadableFileError,
)
from brightline.lists.intake import SourceFile, source_from_bytes
from brightline.lists.publisher import Part, Publisher
from brightline.lists.publishers import configured
from brightline.lists.publishers.configured import load_configured
from brightline.model import Direction, Effect, Schema

from .seen import shown

Workbook = Callable[[object], SourceFile]
Load = Callable[..., Publisher]

BASE: dict[str, Any] = {
    "id": "uni_cotton",
    "title": "Cotton",
    "authority": "Example University",
    "url": "https://example.org/cotton",
    "licence": "CC BY 4.0",
    "effect": "notice",
    "direction": "imports_from",
    "format": "csv",
    "marker": ["Company", "Evidence"],
    "columns": {"name": "Company", "reason": "Evidence"},
}
CSV = "Company,Evidence\nAcme Cotton Co.,Transfers of workers\n"


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """Loads the base configuration with changes; a change to ``None`` removes the key."""

    def loaded(**changes: object) -> Publisher:
        raw = {key: value for key, value in {**BASE, **changes}.items() if value is not None}
        path = tmp_path / "list.yaml"
        path.write_text(yaml.safe_dump(raw, allow_unicode=True), encoding="utf-8")
        return load_configured(path)

    return loaded


def csv(text: str) -> SourceFile:
    return source_from_bytes("list.csv", text.encode())


def test_a_csv_list(load: Load) -> None:
    publisher = load()
    file = csv(CSV)
    assert publisher.recognise(file) == Part("uni_cotton")
    found = publisher.parse({"list": file})
    (one,) = found.parties
    assert (one.name, one.schema, found.records) == ("Acme Cotton Co.", Schema.ORGANIZATION, 1)
    listing = one.listings[0]
    assert (listing.list, listing.effect, listing.direction) == (
        "uni_cotton",
        Effect.NOTICE,
        Direction.IMPORTS_FROM,
    )
    assert (listing.terms, listing.program, listing.authority) == (
        "Transfers of workers",
        "Cotton",
        "Example University",
    )
    assert listing.url == "https://example.org/cotton"


def test_about_the_list(load: Load) -> None:
    publisher = load()
    (about,) = publisher.lists
    assert (publisher.id, about.id, about.title, about.format) == (
        "uni_cotton",
        "uni_cotton",
        "Cotton",
        "CSV",
    )


def test_every_field_and_constant(load: Load) -> None:
    publisher = load(
        delimiter=";",
        marker="Firma",
        columns={
            "name": "Firma",
            "alias": {"column": "Other", "separator": "|"},
            "country": "Country",
            "address": {"column": "Sites", "separator": "|"},
            "reason": "Why",
            "listed_on": {"column": "Date", "format": "%d %B %Y"},
            "citation": "Page",
            "url": "Link",
        },
        constants={
            "country": "cn", "program": "Spinning", "schema": "Company", "confidence": "medium",
            "citation": "p. 1",
        },
    )  # fmt: skip
    text = (
        "Firma;Other;Country;Sites;Why;Date;Page;Link;Colour\n"
        "Acme;A | B |;;1 Road|2 Road;Evidence;03 May 2021;;https://example.org/a;red\n"
        "Beta;;Vietnam;;;2021;p. 9;;\n"
        "Gamma;;Ruritania;;;;;;\n"
        ";;China;;;;;;\n"
    )
    found = publisher.parse({"list": csv(text)})
    acme, beta, gamma = found.parties
    assert shown(acme) == [("Acme", "primary"), ("A", "alias"), ("B", "alias")]
    assert (acme.schema, acme.countries) == (Schema.COMPANY, ("cn",))
    assert [(one.full, one.country) for one in acme.addresses] == [("1 Road", "cn"), ("2 Road", "cn")]
    listing = acme.listings[0]
    assert (listing.listed_on, listing.citation, listing.url) == (
        "2021-05-03",
        "p. 1",
        "https://example.org/a",
    )
    assert (listing.program, listing.confidence) == ("Spinning", "medium")
    assert (beta.countries, beta.listings[0].citation) == (("vn",), "p. 9")
    assert beta.listings[0].notes == ("Listed on, as published: 2021",)
    assert (gamma.countries, gamma.notes) == ((), ("Country as published: Ruritania",))
    assert [(one.where, one.what) for one in found.left_out] == [
        ("header", "column 'Colour'"),
        ("row 5", "a row"),
        ("row 3", "2021"),
        ("row 4", "Ruritania"),
    ]
    assert (found.records, found.newest_entry) == (4, "2021-05-03")


@pytest.mark.parametrize(
    ("form", "text", "day"),
    [
        (None, "2021-05", "2021-05"),
        (None, "May 3, 2021", "2021-05-03"),
        ("%B %Y", "May 2021", "2021-05"),
        ("%Y", "2021", "2021"),
        ("%m/%d/%Y", "05/03/2021", "2021-05-03"),
        ("%m/%d/%Y", "31/03/2021", None),
    ],
)
def test_days_are_as_exact_as_their_form(load: Load, form: str | None, text: str, day: str | None) -> None:
    column: object = {"column": "Date", "format": form} if form else "Date"
    publisher = load(marker="Date", columns={"name": "Company", "listed_on": column})
    found = publisher.parse({"list": csv(f'Company,Date\nAcme,"{text}"\n')})
    assert found.parties[0].listings[0].listed_on == day


def test_ids_last_and_repeated_names_are_told_apart(load: Load) -> None:
    publisher = load()
    first = publisher.parse({"list": csv(CSV)}).parties[0]
    text = f"Company,Evidence\nNew,x\nACME  Cotton Co.,Other evidence\n{CSV.splitlines()[1]}\n"
    later = publisher.parse({"list": csv(text)}).parties
    assert [one.id for one in later[1:]] == [first.id, f"{first.id}-2"]


PAGE = """<html><body><h2>Banks</h2><table><tr><th>Company</th><th>Evidence</th></tr>
<tr><td>Bank</td><td>b</td></tr></table>
<h2>Mills in the north</h2><div><table><tr><th> Company </th><th>Evidence</th></tr>
<tr><td>Mill <b>One</b></td><td>m</td></tr><tr><td></td><td></td></tr><tr><td>Mill Two</td></tr></table></div>
</body></html>"""


@pytest.mark.parametrize(
    ("table", "names"),
    [
        (None, ["Bank"]),
        (1, ["Bank"]),
        (2, ["Mill One", "Mill Two"]),
        ("Mills", ["Mill One", "Mill Two"]),
    ],
)
def test_an_html_list(load: Load, table: object, names: list[str]) -> None:
    publisher = load(format="html", table=table)
    file = source_from_bytes("page.html", PAGE.encode())
    assert publisher.recognise(file) == Part("uni_cotton")
    assert [one.name for one in publisher.parse({"list": file}).parties] == names


@pytest.mark.parametrize(("table", "names"), [(None, ["Acme"]), (2, ["Beta"]), ("Mills", ["Beta"])])
def test_an_xlsx_list(load: Load, workbook: Workbook, table: object, names: list[str]) -> None:
    publisher = load(format="xlsx", table=table)
    file = workbook(
        {
            "Banks": [["A title"], [], ["Company", "Evidence"], ["Acme", "x"]],
            "Mills": [["Company", "Evidence"], ["Beta", "x"]],
        }
    )
    assert publisher.recognise(file) == Part("uni_cotton")
    assert [one.name for one in publisher.parse({"list": file}).parties] == names


@pytest.mark.parametrize("form", ["csv", "html", "xlsx"])
@pytest.mark.parametrize(
    "text", ["Company,Reason\n", "<html><p>Company Evidence</p></html>", "PK\x03\x04", "{}"]
)
def test_other_files_are_not_claimed(load: Load, form: str, text: str) -> None:
    raw = text.encode()
    file = SourceFile(name="x", raw=raw, data=raw)
    assert load(format=form).recognise(file) is None


@pytest.mark.parametrize(
    ("changes", "key", "problem"),
    [
        ({"titel": "x"}, "titel", "did you mean 'title'"),
        ({"colums": {}}, "colums", "did you mean 'columns'"),
        ({"licence": None}, "licence", "the key 'licence' is missing"),
        ({"columns": {"nane": "Company"}}, "nane", "did you mean 'name'"),
        ({"columns": {"alias": "Other"}}, "columns.name", "no column holds the name"),
        ({"columns": {"name": {"heading": "x"}}}, "heading", "use one of: column, separator, format"),
        ({"columns": {"name": {"separator": ";"}}}, "columns.name", "it names no column"),
        ({"columns": {"name": {"column": "C", "separator": ";"}}}, "columns.name", "only alias and address"),
        ({"columns": {"name": "C", "url": {"column": "U", "format": "%Y"}}}, "columns.url", "only listed_on"),
        (
            {"columns": {"name": "C", "listed_on": {"column": "D", "format": "dd.mm"}}},
            "columns.listed_on.format",
            "no form of a date",
        ),
        ({"columns": ["Company"]}, "columns", "no table of keys and values"),
        ({"effect": "notise"}, "notise", "did you mean 'notice'"),
        ({"direction": "import_from"}, "import_from", "did you mean 'imports_from'"),
        ({"format": "pdf"}, "pdf", "use one of: csv, html, xlsx"),
        ({"id": "Uni-Cotton"}, "id", "cannot be an id"),
        ({"title": ""}, "title", "it is no text"),
        ({"title": True}, "title", "it is no text"),
        ({"marker": []}, "marker", "it is empty"),
        ({"table": True}, "table", "it is no text"),
        ({"constants": {"reson": "x"}}, "reson", "did you mean 'reason'"),
        ({"constants": {"confidence": "hihg"}}, "hihg", "did you mean 'high'"),
        ({"constants": {"schema": "Compny"}}, "Compny", "did you mean 'Company'"),
        ({"constants": {"schema": "Person"}}, "constants.schema", "may not name people"),
    ],
)
def test_a_wrong_configuration_names_the_key(
    load: Load, changes: dict[str, object], key: str, problem: str
) -> None:
    with pytest.raises(UnknownValueError, match=re.escape(problem)) as raised:
        load(**changes)
    assert raised.value.id == key
    assert (raised.value.file or "").endswith("list.yaml")


@pytest.mark.parametrize(
    ("text", "problem"),
    [("id: [", "not valid YAML"), ("- a\n- b\n", "no table of keys"), ("\xff", "cannot be read")],
)
def test_a_file_that_is_no_configuration_is_refused(tmp_path: Path, text: str, problem: str) -> None:
    path = tmp_path / "list.yaml"
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(BrightlineError, match=problem):
        load_configured(path)
    with pytest.raises(UnreadableFileError):
        load_configured(tmp_path / "absent.yaml")


@pytest.mark.parametrize("heading", ["Religion", "民族", "ethnic_group", "Director's religion", "Health"])
def test_a_special_category_is_refused_in_the_configuration(load: Load, heading: str) -> None:
    with pytest.raises(SpecialCategoryError, match="never takes in"):
        load(columns={"name": "Company", "reason": heading})
    with pytest.raises(SpecialCategoryError):
        load(columns={"name": "Company", heading: "Other"})


@pytest.mark.parametrize("form", ["csv", "html", "xlsx"])
def test_a_special_category_is_refused_in_the_table_mapped_or_not(
    load: Load, workbook: Workbook, form: str
) -> None:
    file = {
        "csv": csv("Company,Evidence,Ethnicity\nAcme,x,y\n"),
        "html": source_from_bytes(
            "p.html", PAGE.replace("<th>Evidence</th>", "<th>Evidence</th><th>Ethnicity</th>").encode()
        ),
        "xlsx": workbook({"a": [["Company", "Evidence", "Ethnicity"], ["Acme", "x", "y"]]}),
    }[form]
    with pytest.raises(SpecialCategoryError, match="'Ethnicity' holds a special category"):
        load(format=form).parse({"list": file})


@pytest.mark.parametrize("form", ["csv", "html", "xlsx"])
def test_a_missing_column_is_named(load: Load, workbook: Workbook, form: str) -> None:
    file = {
        "csv": csv("Company,Reason\nAcme,x\n"),
        "html": source_from_bytes("p.html", PAGE.replace("Evidence", "Reason").encode()),
        "xlsx": workbook({"a": [["Company", "Reason"], ["Acme", "x"]]}),
    }[form]
    with pytest.raises(LayoutError, match="'Evidence'"):
        load(format=form).parse({"list": file})


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("csv", 'Company,Evidence\nAcme,"x\n'),
        ("csv", "Company,Evidence\nAcme,x,y\n"),
        ("html", PAGE[: PAGE.index("Mill Two")]),
        ("html", PAGE.replace("<td>m</td>", "<td>m</td><td>shifted</td>")),
        ("xlsx", "PK\x03\x04 damaged"),
    ],
)
def test_a_damaged_table_is_refused(load: Load, form: str, text: str) -> None:
    raw = text.encode()
    with pytest.raises(UnreadableFileError):
        load(format=form, table=2 if form == "html" else None).parse(
            {"list": SourceFile(name="list", raw=raw, data=raw)}
        )


def test_no_part_is_refused(load: Load) -> None:
    with pytest.raises(LayoutError, match="the list itself is missing"):
        load().parse({})


def test_the_example_of_the_module_is_valid(tmp_path: Path, workbook: Workbook) -> None:
    """The text that users copy from must load, and read the table that it describes."""
    body = (configured.__doc__ or "").split("A full example::\n")[1].split("\n\nA row without")[0]
    path = tmp_path / "example.yaml"
    path.write_text(textwrap.dedent(body), encoding="utf-8")
    publisher = load_configured(path)
    header = ["Company", "Other names", "Country", "Sites", "Evidence", "Date", "Page", "Source"]
    row = ["Acme", "A;B", "", "1 Road|2 Road", "Transfers", "3 May 2021", "p. 4", "https://example.org/s"]
    file = workbook({"Intro": [["x"]], "Companies": [header, row]})
    assert publisher.recognise(file) == Part("shu_supply_chains")
    (one,) = publisher.parse({"list": file}).parties
    assert (len(one.names), one.countries, len(one.addresses)) == (3, ("cn",), 2)
    assert one.listings[0].listed_on == "2021-05-03"
