"""The Denied Persons List: both layouts, the name in one cell with the address, damaged files, real bytes."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest

from brightline.errors import LayoutError, UnreadableFileError
from brightline.lists.intake import SourceFile, open_source, source_from_bytes
from brightline.lists.publisher import ParsedEdition, Part
from brightline.lists.publishers.us_bis_dpl import PUBLISHER
from brightline.lists.publishers.us_bis_dpl.entry import one_cell
from brightline.model import Direction, Effect, NameKind, Party, Schema

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "us_bis_dpl"
OLDER, NEWER = SAMPLES / "dpl.txt", SAMPLES / "dpl_04142026.csv"


def parsed(path: Path) -> ParsedEdition:
    return PUBLISHER.parse({"list": open_source(path)})


def given(text: str | bytes, name: str = "dpl.csv") -> SourceFile:
    return source_from_bytes(name, text.encode() if isinstance(text, str) else text)


def named(edition: ParsedEdition, name: str) -> list[Party]:
    return [one for one in edition.parties if one.name == name]


@pytest.mark.parametrize("path", [OLDER, NEWER])
def test_both_layouts_are_recognised(path: Path) -> None:
    assert PUBLISHER.recognise(open_source(path)) == Part("us_bis_dpl")


@pytest.mark.parametrize(
    "text",
    [
        "Name,Country\nx,y\n",
        "Name\tCity\tState\tCountry\nx\ty\tz\tw\n",
        "source,entity_number,type,programs,name,standard_order\n",
        "{}",
        "<!DOCTYPE html><html></html>",
        "Name_and_Address\nx\n",
    ],
)
def test_other_files_are_not_claimed(text: str) -> None:
    assert PUBLISHER.recognise(given(text)) is None


def test_rows_of_one_order_are_one_party_with_its_addresses() -> None:
    edition = parsed(OLDER)
    assert edition.records == 4
    assert edition.counts == {"Standard": 2, "Non-Standard": 1, "not stated": 1}
    jane = named(edition, "JANE SAMPLE")
    assert [[address.full for address in one.addresses] for one in jane] == [
        [
            "1 EXAMPLE DRIVE, UNIT 2, EXAMPLE CITY, TX, 75001",
            "9 OTHER STREET, EXAMPLE CITY, TX, US, 75001",
        ],
        ["1 EXAMPLE DRIVE, EXAMPLE CITY, TX, US, 75001"],
    ]
    assert [one.listings[0].citation for one in jane] == [
        "68 F.R. 1 6/27/03; 68 F.R. 1 6/27/03 71 F.R. 2 7/10/06",
        "67 F.R. 3 3/11/02",
    ]


def test_what_a_listing_says() -> None:
    one = named(parsed(OLDER), "JANE SAMPLE")[0]
    listing = one.listings[0]
    assert one.schema is Schema.LEGAL_ENTITY
    assert (listing.effect, listing.direction) == (Effect.DENIAL_OF_EXPORT_PRIVILEGES, Direction.EXPORTS_TO)
    assert listing.authority == "Bureau of Industry and Security, US Department of Commerce"
    assert (listing.listed_on, listing.removed_on) == ("2003-06-19", "2056-06-29")
    assert listing.terms == "Standard denial order"
    assert listing.record_id == one.id
    assert listing.notes == ("Action: DENIED UNTIL 2056", "Last update: 2007-01-31")


def test_an_alias_inside_the_name_is_taken_out_and_the_text_kept() -> None:
    one = named(parsed(NEWER), "JANE SAMPLE")[0]
    assert [(name.text, name.kind) for name in one.names] == [
        ("JANE SAMPLE", NameKind.PRIMARY),
        ("JENNY SAMPLE", NameKind.ALIAS),
    ]
    assert one.notes == ("Name as published: JANE SAMPLE A/K/A JENNY SAMPLE",)


def test_impossible_days_are_reported_and_kept_in_words() -> None:
    edition = parsed(OLDER)
    assert [(left.where, left.what) for left in edition.left_out] == [
        ("row 4, Last_Update", "3017-08-22"),
        ("row 5, Effective_Date", "13/45/2017"),
    ]
    limited = named(edition, "SAMPLE, LTD.")[0]
    assert limited.listings[0].listed_on is None
    assert "Effective_Date as published: 13/45/2017" in limited.listings[0].notes


def test_a_misplaced_country_is_understood() -> None:
    assert named(parsed(OLDER), "SAMPLE, LTD.")[0].countries == ("cy",)
    mexico = named(parsed(NEWER), "SPORTS SAMPLE (SAMPLE GROUP, INC.)")[0]
    assert mexico.countries == ("us",), "NM is a state, not a country"
    assert mexico.addresses[0].region == "NM"
    assert mexico.listings[0].terms is None


def test_ids_survive_the_change_of_layout_and_the_order_of_the_file() -> None:
    old, new = parsed(OLDER), parsed(NEWER)
    orders = {(one.id, one.listings[0].listed_on) for one in old.parties if one.name == "JANE SAMPLE"}
    assert orders == {(one.id, one.listings[0].listed_on) for one in new.parties if one.name == "JANE SAMPLE"}
    assert len(orders) == 2
    assert named(old, "SAMPLE, LTD.")[0].id == named(new, "SAMPLE, LTD.")[0].id


@pytest.mark.parametrize(
    ("cell", "name", "street"),
    [
        ("JANE DOE, 1 MAIN ST, TOWN, TX, US, 1", "JANE DOE", "1 MAIN ST"),
        ("ACME, LTD., 1 MAIN ST, TOWN, , GB, ", "ACME, LTD.", "1 MAIN ST"),
        ("ACME , LTD., 1 MAIN ST, TOWN, , GB, ", "ACME, LTD.", "1 MAIN ST"),
        (
            "WELL CO., LTD., 9 F, NO. 1 RD., SEC. 3, TAIPEI, , TW, 1",
            "WELL CO., LTD.",
            "9 F, NO. 1 RD., SEC. 3",
        ),
        (
            "JOE SMITH, JR., INMATE NUMBER: 1, FCI X, TOWN, NM, US, 1",
            "JOE SMITH, JR.",
            "INMATE NUMBER: 1, FCI X",
        ),
        ("JOE SMITH, III, 4 STREET, TOWN, NM, US, 1", "JOE SMITH, III", "4 STREET"),
        ("SHOP (ACME GROUP, INC.), 3 LANE, TOWN, TX, US, 1", "SHOP (ACME GROUP, INC.)", "3 LANE"),
        ("SHOP (ACME GROUP, EAST), 3 LANE, TOWN, TX, US, 1", "SHOP (ACME GROUP, EAST)", "3 LANE"),
        ("JIN, ZHONGDA, 1895 DRIVE, TOWN, CA, US, 1", "JIN, ZHONGDA", "1895 DRIVE"),
        ("SAMPLEX, TOWER, TOWN, , AE, ", "SAMPLEX", "TOWER"),
        ("SAM DOE, MANTEN INC, SUITE 2, TOWN, , CN, 1", "SAM DOE", "MANTEN INC, SUITE 2"),
        ("SAM DOE, C/O LONG CO., LTD. TOWER, TOWN, , HK, ", "SAM DOE", "C/O LONG CO., LTD. TOWER"),
        ("SAM DOE, , TOWN, , LI, ", "SAM DOE", None),
        ("SAM DOE, TOWN, , LI, ", "SAM DOE", None),
    ],
)
def test_a_name_is_split_from_its_address(cell: str, name: str, street: str | None) -> None:
    entry = one_cell(cell)
    assert entry is not None
    assert entry.name == name
    assert entry.address is not None
    assert entry.address.street == street


def test_parts_of_an_address() -> None:
    entry = one_cell("JANE DOE, 1 MAIN ST, UNIT 2, EL PASO, TX, US, 79905")
    assert entry is not None
    address = entry.address
    assert address is not None
    assert (address.city, address.region, address.country, address.postcode) == (
        "EL PASO",
        "TX",
        "us",
        "79905",
    )
    assert address.full == "1 MAIN ST, UNIT 2, EL PASO, TX, US, 79905"


# --- damaged files -----------------------------------------------------------------------------------


def newer_with(*rows: list[str], columns: list[str] | None = None) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    full = [
        "Name_and_Address", "Effective_Date", "Expiration_Date", "Appropriate Federal Register Citations",
        "Type of Denial",
    ]  # fmt: skip
    writer.writerow(columns or full)
    writer.writerows(rows)
    return stream.getvalue()


def test_a_cell_without_an_address_is_a_changed_layout() -> None:
    text = newer_with(["JANE DOE", "1/1/2020", "", "1 F.R. 1", "Standard"])
    with pytest.raises(LayoutError, match=r"dpl\.csv, row 2: the name and address are not joined"):
        PUBLISHER.parse({"list": given(text)})


def test_a_row_without_a_name_is_reported() -> None:
    edition = PUBLISHER.parse(
        {"list": given(newer_with([", 1 STREET, TOWN, TX, US, 1", "1/1/2020", "", "", "Standard"]))}
    )
    assert (edition.records, edition.parties) == (1, ())
    assert [left.where for left in edition.left_out] == ["row 2"]


@pytest.mark.parametrize(("path", "encoding"), [(OLDER, "utf-8"), (NEWER, "utf-8-sig")])
def test_a_file_cut_inside_a_quotation_is_refused(path: Path, encoding: str) -> None:
    text = path.read_text(encoding=encoding)
    with pytest.raises(UnreadableFileError, match="damaged or cut off"):
        PUBLISHER.parse({"list": given(text[: text.rindex("EXAMPLE DRIVE")])})


def test_a_wrong_encoding_is_refused() -> None:
    text = newer_with(["JOSÉ DOE, 1 STREET, TOWN, TX, US, 1", "1/1/2020", "", "", "Standard"])
    with pytest.raises(UnreadableFileError, match="row 2: not valid utf-8-sig"):
        PUBLISHER.parse({"list": given(text.encode("cp1252"))})


def test_a_web_page_is_refused() -> None:
    with pytest.raises(UnreadableFileError, match="a web page, not the list"):
        PUBLISHER.parse({"list": given("<!DOCTYPE html><title>404</title>")})


def test_a_missing_column_is_named() -> None:
    newer = given(newer_with(columns=["Name_and_Address", "Effective_Date", "Type of Denial"]))
    assert PUBLISHER.recognise(newer)
    with pytest.raises(LayoutError, match="no columns 'Expiration_Date', 'Appropriate Federal"):
        PUBLISHER.parse({"list": newer})
    older = given(OLDER.read_text(encoding="utf-8").replace('"City"\t', ""))
    assert PUBLISHER.recognise(older)
    with pytest.raises(LayoutError, match="no column 'City'"):
        PUBLISHER.parse({"list": older})


def test_no_part_is_refused() -> None:
    with pytest.raises(LayoutError, match="the list itself is missing"):
        PUBLISHER.parse({})


# --- the real bytes ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def real_older(real_lists: Path) -> ParsedEdition:
    return parsed(real_lists / "us-bis-dpl" / "2022-09" / "dpl.txt")


@pytest.fixture(scope="module")
def real_newer(real_lists: Path) -> ParsedEdition:
    return parsed(real_lists / "us-bis-dpl" / "2026-04-14" / "dpl_04142026.csv")


@pytest.mark.real
def test_the_real_file_of_2022(real_older: ParsedEdition) -> None:
    assert real_older.records == 581
    assert real_older.counts == {"Standard": 572, "Non-Standard": 7, "not stated": 2}
    assert real_older.newest_entry == "2022-09-02"
    assert [left.what for left in real_older.left_out] == ["0222-05-18", "2922-09-01", "3017-08-22"]
    assert sum(len(one.listings) for one in real_older.parties) == len(real_older.parties) == 505
    # Rows without a country that do not say it otherwise; "RS" there is no country.
    assert sorted(one.name for one in real_older.parties if not one.countries) == [
        "ALEXEY KRUTILIN",
        "DAVID POWELL",
        "SIBERIAN AIRLINES",
    ]


@pytest.mark.real
def test_the_real_file_of_2026(real_newer: ParsedEdition) -> None:
    assert real_newer.records == 564
    assert real_newer.counts == {"Standard": 559, "Non-Standard": 3, "not stated": 2}
    assert (real_newer.newest_entry, real_newer.left_out) == ("2026-03-26", ())
    assert len(real_newer.parties) == 505
    assert not [one.name for one in real_newer.parties if not one.countries]
    assert not [one.name for one in real_newer.parties if any(map(str.isdigit, one.name))]


@pytest.mark.real
def test_names_split_in_2026_are_those_of_the_columns_of_2022(real_lists: Path) -> None:
    """The same name, street, city and state under the same order: 281 rows stand in both files."""
    truth = {}
    older = (real_lists / "us-bis-dpl" / "2022-09" / "dpl.txt").read_text(encoding="utf-8")
    for row in csv.DictReader(io.StringIO(older), delimiter="\t"):
        where = "".join(row[column] for column in ("Name", "Street_Address", "City", "State"))
        name = " ".join(row["Name"].split()).replace(" ,", ",").strip(" ,")
        truth[(_day(row["Effective_Date"]), _letters(where))] = name
    newer = (real_lists / "us-bis-dpl" / "2026-04-14" / "dpl_04142026.csv").read_text(encoding="utf-8-sig")
    compared = []
    for row in csv.DictReader(io.StringIO(newer)):
        joined = row["Name_and_Address"]
        expected = truth.get((_day(row["Effective_Date"]), _letters(joined.rsplit(",", 2)[0])))
        entry = one_cell(joined)
        assert entry is not None
        if expected:
            compared.append((expected, entry.name))
    assert len(compared) == 281
    assert [pair for pair in compared if pair[0] != pair[1]] == []


def _day(text: str) -> tuple[int, ...]:
    return tuple(map(int, text.split("/")))


def _letters(text: str) -> str:
    return re.sub(r"\W", "", text)


@pytest.mark.real
def test_real_ids_survive_from_2022_to_2026(real_older: ParsedEdition, real_newer: ParsedEdition) -> None:
    now = {one.id for one in real_newer.parties}
    by_name = {one.name for one in real_newer.parties}
    kept = [one for one in real_older.parties if one.id in now]
    assert len(kept) == 304
    # The three to which the list has since given a country.
    lost = sorted({one.name for one in real_older.parties if one.id not in now and one.name in by_name})
    assert lost == ["ALEXEY KRUTILIN", "DAVID POWELL", "SIBERIAN AIRLINES"]


@pytest.mark.real
def test_real_numbered_ids_stay_with_their_orders(
    real_older: ParsedEdition, real_newer: ParsedEdition
) -> None:
    def numbered(edition: ParsedEdition) -> dict[str, str | None]:
        return {one.id: one.listings[0].listed_on for one in edition.parties if one.id[-2:] == "-2"}

    assert len(numbered(real_older)) == 2
    assert numbered(real_older) == numbered(real_newer)


@pytest.mark.real
def test_other_real_files_are_not_claimed(real_lists: Path) -> None:
    for path in (
        "us-csl/2022-05/consolidated.csv.gz",
        "us-ofac-sdn/2021-07/sdn.csv",
        "us-ofac-sdn/2026-08-20-derived/ofac-sdn.csv",
        "us-ddtc-debarred/2026-06-18/ddtc-debarred-statutory.csv",
        "us-state-isn/2016-12/isn.csv",
        "gleif-elf/elf-codes-1.4.1.csv",
    ):
        assert PUBLISHER.recognise(open_source(real_lists / path)) is None, path
