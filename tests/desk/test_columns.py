"""Which column holds what, when there are several; the user's own map; what is refused."""

from __future__ import annotations

import pytest

from brightline.desk.columns import Columns, column_letters, recognise
from brightline.errors import BookError, SpecialCategoryError, UnknownValueError


def found(headings: str, sample: list[list[str]] | None = None, **mapped: str) -> dict[str, list[str]]:
    """Field to headings, of headings separated by |."""
    columns = _recognised(headings, sample, **mapped)
    return {field.value: [columns.headings[at] for at in places] for field, places in columns.places.items()}


def _recognised(headings: str, sample: list[list[str]] | None = None, **mapped: str) -> Columns:
    return recognise("book.csv", 1, headings.split("|"), mapped, sample or [])


@pytest.mark.parametrize(
    ("headings", "name", "others"),
    [
        ("Region|Country|Name", "Name", []),
        ("股票名称|股票全称|英文全称", "股票全称", ["股票名称", "英文全称"]),
        ("Name|Legal name", "Legal name", ["Name"]),
        ("Company name|Legal name", "Legal name", ["Company name"]),
        ("Full name|Name", "Full name", ["Name"]),
        ("Name|Alias|Former name", "Name", ["Alias", "Former name"]),
        ("Supplier|Supplier name", "Supplier name", ["Supplier"]),
        ("English name|Country", "English name", []),
        ("简称|英文名称", "简称", ["英文名称"]),
        # Another party, or a contact person: never screened as a name of the counterparty.
        ("Name|Company", "Company", []),
        ("Customer|Supplier", "Customer", []),
        ("Company|First name|Last name", "Company", []),
    ],
)
def test_the_most_specific_name(headings: str, name: str, others: list[str]) -> None:
    places = found(headings)
    assert places["name"] == [name]
    assert places.get("other_name", []) == others


@pytest.mark.parametrize(
    ("headings", "left"),
    [
        ("Name|Company", ["Name"]),
        ("Customer|Supplier", ["Supplier"]),
        ("Company|First name|Last name", ["First name", "Last name"]),
        ("Name|Legal name", []),
    ],
)
def test_names_that_are_not_screened_are_said(headings: str, left: list[str]) -> None:
    said = _recognised(headings).not_used
    assert len(said) == len(left)
    for heading, sentence in zip(left, said, strict=True):
        assert repr(heading) in sentence
        assert f"other_name={heading}" in sentence


def test_a_vendor_column_of_numbers_is_no_name() -> None:
    numbers = [["100045", "Acme Ltd"], ["V-200", "3M"], ["", "Siemens AG"]]
    assert found("Vendor|Name 1", numbers)["name"] == ["Name 1"]
    names = [["Acme Ltd", "John"], ["3M", "Jane"]]
    assert found("Vendor|Name 1", names)["name"] == ["Vendor"]


def test_name_parts_stand_for_a_name() -> None:
    assert found("First name|Last name|Country") == {
        "first_name": ["First name"],
        "last_name": ["Last name"],
        "country": ["Country"],
    }


def test_all_countries_and_numbers_count() -> None:
    places = found("Name|Country|Incorporation Country|TS代码|股票代码|LEI")
    assert places["country"] == ["Country", "Incorporation Country"]
    assert places["ticker"] == ["TS代码", "股票代码"]
    assert places["lei"] == ["LEI"]


def test_the_users_map_stands_above() -> None:
    assert found("A|Name|Country", name="A") == {"name": ["A"], "country": ["Country"]}
    assert found("股票全称|英文全称", name="英文全称") == {"name": ["英文全称"]}
    assert found("Who|Where", name=" who ", country="WHERE") == {"name": ["Who"], "country": ["Where"]}
    assert found("Company|Supplier", other_name="Supplier")["other_name"] == ["Supplier"]


@pytest.mark.parametrize(
    ("mapped", "says"),
    [
        ({"nane": "A"}, "there is no field 'nane' to map.*did you mean 'name'"),
        ({"name": "Nmae"}, "there is no column 'Nmae' to map.*did you mean 'Name'"),
        ({"name": "xyzzy"}, "columns are: Name, Country"),
        ({"religion": "Name"}, "fields are: name, other_name"),
    ],
)
def test_a_map_to_what_does_not_exist(mapped: dict[str, str], says: str) -> None:
    with pytest.raises(UnknownValueError, match=says):
        recognise("book.csv", 1, ["Name", "Country"], mapped)


@pytest.mark.parametrize(
    "heading", ["Ethnicity", "民族", "religion", "Political opinion", "宗教", "Health status"]
)
def test_a_special_category_is_refused_by_name(heading: str) -> None:
    with pytest.raises(SpecialCategoryError) as refused:
        _recognised(f"Name|Country|{heading}")
    said = str(refused.value)
    assert "column C" in said
    assert repr(heading) in said
    assert "delete the column" in said


def test_a_special_category_cannot_be_mapped_away() -> None:
    with pytest.raises(SpecialCategoryError):
        _recognised("Name|Ethnicity", other_name="Ethnicity")


def test_no_name_column_lists_the_headings() -> None:
    with pytest.raises(BookError, match=r"the headings are: Amount, Date\. Remedy: .*--map name=HEADING"):
        _recognised("Amount|Date")
    with pytest.raises(BookError, match="and 60 more"):
        _recognised("|".join(f"x{n}" for n in range(100)))


@pytest.mark.parametrize("headings", ["Name|name", "Name|Country|country "])
def test_a_heading_twice_over_data_that_matter(headings: str) -> None:
    with pytest.raises(BookError, match=r"row 1: two columns have the heading"):
        _recognised(headings)


def test_a_heading_twice_over_other_data_is_numbered() -> None:
    assert _recognised("Name|Note|Note|Note (2)|Note||").headings == (
        "Name", "Note", "Note (2)", "Note (2) (2)", "Note (3)", "column F", "column G",
    )  # fmt: skip


def test_letters() -> None:
    assert [column_letters(at) for at in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
