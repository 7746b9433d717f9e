from __future__ import annotations

import pytest

from brightline.errors import LayoutError, SpecialCategoryError, UnknownValueError, UnreadableFileError
from brightline.lists.intake import SourceFile, source_from_bytes
from brightline.lists.publisher import LeftOut, ParsedEdition
from brightline.lists.publishers.own_csv import PUBLISHER, OwnCsv
from brightline.model import Address, Direction, Effect, Identifier, Name, NameKind, Party, Schema, Scheme

FULL = """\
Name,Alias,Type,Country,Address,Identifier,Reason,Listed on,Citation,URL,Relationship owner
Acme Ltd,ACME; Acme Trading,company,China,"1 Main St, Beijing",91330000733796106P,Refused audit,2024-03-01,\
Board minute 12,https://example.org/12,Purchasing
"""


def _file(text: str, encoding: str = "utf-8") -> SourceFile:
    return source_from_bytes("own.csv", text.encode(encoding))


def _parse(text: str, **columns: str) -> ParsedEdition:
    return OwnCsv(columns).parse({"list": _file(text)})


def _only(text: str, **columns: str) -> Party:
    (party,) = _parse(text, **columns).parties
    return party


def test_it_never_recognises_a_file_by_itself() -> None:
    assert PUBLISHER.recognise(_file(FULL)) is None
    assert PUBLISHER.id == "own_csv"
    assert [about.id for about in PUBLISHER.lists] == ["own"]


def test_every_field_is_read_by_its_usual_heading() -> None:
    party = _only(FULL)
    assert party.schema is Schema.COMPANY
    assert party.names == (
        Name("Acme Ltd"),
        Name("ACME", NameKind.ALIAS),
        Name("Acme Trading", NameKind.ALIAS),
    )
    assert party.countries == ("cn",)
    assert party.addresses == (Address("1 Main St, Beijing"),)
    assert party.identifiers == (Identifier(Scheme.USCC, "91330000733796106P"),)
    assert party.notes == ("Relationship owner: Purchasing",)
    (listing,) = party.listings
    assert (listing.list, listing.effect, listing.direction) == (
        "own",
        Effect.OWN_LIST,
        Direction.DEALINGS_WITH,
    )
    assert (listing.terms, listing.listed_on) == ("Refused audit", "2024-03-01")
    assert (listing.citation, listing.url) == ("Board minute 12", "https://example.org/12")
    assert listing.record_id == party.id


@pytest.mark.parametrize(
    "heading", ["name", "NAME", " Name ", "company", "Company Name", "company_name", "公司名称"]
)
def test_the_name_is_found_under_usual_headings(heading: str) -> None:
    assert _only(f"No,{heading}\n1,Acme\n").name == "Acme"


def test_name_goes_before_company_which_is_then_kept_as_a_note() -> None:
    party = _only("company,name\nHolding,Acme\n")
    assert (party.name, party.notes) == ("Acme", ("company: Holding",))


def test_a_map_names_columns_and_goes_before_usual_headings() -> None:
    party = _only("name,Firma,Land\nignored,Acme GmbH,Germany\n", name="firma", country="Land")
    assert (party.name, party.countries, party.notes) == ("Acme GmbH", ("de",), ("name: ignored",))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_byte_order_mark_separator_and_line_ends_do_not_matter(
    encoding: str, separator: str, newline: str
) -> None:
    text = newline.join(
        separator.join(row) for row in (["name", "country"], ["海康威视", "中国"], ["Acme", "cn"])
    )
    edition = PUBLISHER.parse({"list": _file(text, encoding)})
    assert [(party.name, party.countries) for party in edition.parties] == [
        ("海康威视", ("cn",)),
        ("Acme", ("cn",)),
    ]


def test_ids_are_the_file_s_own_or_follow_from_the_content() -> None:
    assert _only("id,name\n77,Acme\n").id == "own:77"
    assert _only("id,name\n77,Acme\n").listings[0].record_id == "77"
    first, second = _only("name,reason\nAcme,a\n"), _only("reason,name\nother,ACME\n")
    assert first.id == second.id
    assert first.id.startswith("own:")
    assert _only("name,country\nAcme,cn\n").id != first.id


def test_the_same_name_twice_is_two_parties() -> None:
    edition = _parse("name\nAcme\nAcme\n")
    assert len({party.id for party in edition.parties}) == len(edition.parties) == 2


def test_a_company_may_have_several_lists() -> None:
    publisher = OwnCsv(list_id="board_list")
    edition = publisher.parse({"list": _file("name\nAcme\n")})
    assert edition.list_id == publisher.lists[0].id == edition.parties[0].listings[0].list == "board_list"
    assert edition.parties[0].id.startswith("board_list:")


@pytest.mark.parametrize(
    ("kind", "born", "schema", "dates"),
    [
        ("person", "25.3.1971", Schema.PERSON, ("1971-03-25",)),
        ("", "1971", Schema.PERSON, ("1971",)),
        ("company", "1971", Schema.COMPANY, ()),
        ("", "", Schema.LEGAL_ENTITY, ()),
        ("Vessel", "", Schema.VESSEL, ()),
        ("whatever", "", Schema.LEGAL_ENTITY, ()),
    ],
)
def test_the_type_is_read_and_only_people_are_born(
    kind: str, born: str, schema: Schema, dates: tuple[str, ...]
) -> None:
    party = _only(f"name,type,birth date\nAcme,{kind},{born}\n")
    assert (party.schema, party.birth_dates) == (schema, dates)


def test_what_cannot_be_read_is_kept_as_a_note() -> None:
    party = _only("name,type,country,listed on,birth date\nAcme,thing,Ruritania,soon,long ago\n")
    assert party.notes == ("type: thing", "country: Ruritania", "birth date: long ago", "listed on: soon")
    assert party.countries == ()
    assert party.listings[0].listed_on is None


@pytest.mark.parametrize(
    ("value", "scheme"),
    [
        ("91330000733796106P", Scheme.USCC),
        ("914403001922038216", Scheme.USCC),
        ("5493001KJTIIGC8Y1R12", Scheme.LEI),
        ("HRB 1234", Scheme.REGISTRATION),
    ],
)
def test_identifiers_are_told_by_their_shape(value: str, scheme: Scheme) -> None:
    assert _only(f"name,identifier\nAcme,{value}; X1\n").identifiers == (
        Identifier(scheme, value),
        Identifier(Scheme.REGISTRATION, "X1"),
    )


def test_rows_without_a_name_are_left_out_and_named_and_empty_rows_are_nothing() -> None:
    edition = _parse("\n\nname,country,reason\nAcme,cn,\n,,\n,us,late payer\n\n")
    assert (len(edition.parties), edition.records) == (1, 2)
    assert edition.left_out == (LeftOut("row 6", "country: us; reason: late payer", "it has no name"),)


def test_a_cell_may_run_over_lines() -> None:
    edition = _parse('name,reason\n"Acme\nLtd","a\nb"\n,x\n')
    assert edition.parties[0].name == "Acme\nLtd"
    assert edition.left_out[0].where == "row 5"


def test_the_newest_entry_is_the_latest_date() -> None:
    assert _parse("name,date\nA,2020-01-01\nB,2024-05-01\nC,2022\n").newest_entry == "2024-05-01"


def test_a_column_without_a_heading_is_kept_under_its_number() -> None:
    assert _only("name,\nAcme,remark\n").notes == ("column 2: remark",)


# Refusals


@pytest.mark.parametrize(
    "heading", ["Religion", "ethnic_group", "Race/Ethnicity", "民族", "政治面貌", "union member"]
)
def test_a_special_category_is_refused_by_name_with_the_reason(heading: str) -> None:
    with pytest.raises(SpecialCategoryError) as caught:
        _parse(f"name,{heading}\nA Person,x\n")
    problem = caught.value
    assert (problem.file, problem.row, problem.id) == ("own.csv", 1, heading)
    assert "never" in problem.problem
    assert "remove the column" in problem.remedy


def test_the_value_health_is_no_special_category() -> None:
    assert _only("name,Industry\nAcme,Health\n").notes == ("Industry: Health",)


def test_no_name_column_names_the_headings_found() -> None:
    with pytest.raises(LayoutError) as caught:
        _parse("supplier no,land\n1,de\n")
    assert "supplier no, land" in caught.value.problem
    assert "--map" in caught.value.remedy
    assert caught.value.file == "own.csv"


def test_a_mapped_column_that_is_not_there_says_which_was_meant() -> None:
    with pytest.raises(UnknownValueError) as caught:
        _parse("Supplier name,country\nAcme,cn\n", name="suplier name")
    assert "did you mean 'Supplier name'" in caught.value.remedy
    assert (caught.value.file, caught.value.id) == ("own.csv", "suplier name")


def test_a_field_that_does_not_exist_says_which_was_meant() -> None:
    with pytest.raises(UnknownValueError, match="did you mean 'country'"):
        OwnCsv({"contry": "Land"})


@pytest.mark.parametrize("list_id", ["", "Own", "my list", "../own", "_x"])
def test_a_list_s_id_must_be_one(list_id: str) -> None:
    with pytest.raises(UnknownValueError):
        OwnCsv(list_id=list_id)


@pytest.mark.parametrize(
    ("data", "row"),
    [
        (b'name\n"Acme', 2),
        (b"name\n\xff\xfe\n", 2),
        (b"name,country\nAcme, Ltd,cn\n", 2),
        (b"name\nAc\x00me\n", None),
    ],
)
def test_damaged_files_are_refused_naming_the_row(data: bytes, row: int | None) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        PUBLISHER.parse({"list": source_from_bytes("own.csv", data)})
    assert (caught.value.file, caught.value.row) == ("own.csv", row)


@pytest.mark.parametrize("text", ["name,Name\na,b\n", "name,country,Country \na,b,c\n"])
def test_two_like_headings_are_refused(text: str) -> None:
    with pytest.raises(LayoutError, match="two columns"):
        _parse(text)


@pytest.mark.parametrize("text", [",,\n,,\n", '""\n'])
def test_a_file_without_rows_is_refused(text: str) -> None:
    with pytest.raises(LayoutError):
        _parse(text)


def test_no_file_is_an_error() -> None:
    with pytest.raises(LayoutError):
        PUBLISHER.parse({})
