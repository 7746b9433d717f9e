from __future__ import annotations

import gzip
import json
from dataclasses import replace
from pathlib import Path

import pytest

from brightline.errors import LayoutError, SpecialCategoryError, UnreadableFileError
from brightline.lists.intake import SourceFile, open_source, source_from_bytes
from brightline.lists.publisher import LeftOut, ParsedEdition
from brightline.lists.publishers.ftm import PUBLISHER
from brightline.lists.publishers.starter import PUBLISHER as STARTER
from brightline.lists.publishers.starter import package_parts
from brightline.model import Schema
from brightline.model.ftm import tie_entities, to_entities

COMPANY = {"id": "NK-1", "caption": "Acme", "schema": "Company", "properties": {"name": ["Acme"]}}
SANCTION = {
    "id": "s-1",
    "schema": "Sanction",
    "properties": {"entity": ["NK-1"], "program": ["SDN"], "startDate": ["2018-04-06"]},
}


def _file(*entities: object, name: str = "entities.ftm.json") -> SourceFile:
    return source_from_bytes(name, "\n".join(json.dumps(one) for one in entities).encode())


def _parse(*entities: object) -> ParsedEdition:
    return PUBLISHER.parse({"list": _file(*entities)})


def test_entities_are_recognised_by_their_first_line() -> None:
    assert (part := PUBLISHER.recognise(_file(COMPANY, SANCTION, name="x.txt")))
    assert (part.list_id, part.role) == ("ftm", "list")
    assert PUBLISHER.recognise(_file(COMPANY))
    assert PUBLISHER.recognise(source_from_bytes("x", b"\xef\xbb\xbf\n" + json.dumps(COMPANY).encode()))


def test_an_entity_longer_than_the_head_is_recognised() -> None:
    assert PUBLISHER.recognise(_file({**COMPANY, "properties": {"name": ["A" * 50_000]}}))


@pytest.mark.parametrize(
    "data",
    [
        b"name,country\nAcme,cn\n",
        b"[]",
        b"{}",
        b"[1]\n",
        b'{"id": "a", "schema": "Company"}',
        b'{"id": 1, "schema": "Company", "properties": {}}',
        b'{"id": "a", "schema": "Company", "properties": []}',
        b'{"id": "a", "schema": "Company", "properties": {}\n',
        b'{"statementID": "x", "statementType": "ownershipOrControlStatement"}',
        b'<?xml version="1.0"?><id schema="properties"/>',
        b"\xff\xfe\x00",
        b'{"id": "schema", "properties": ' + b"[" * 10_000 + b"\n",
    ],
)
def test_other_files_are_not(data: bytes) -> None:
    assert PUBLISHER.recognise(source_from_bytes("entities.ftm.json", data)) is None


def test_an_edition_counts_entities_and_dates_its_newest_listing() -> None:
    edition = _parse(COMPANY, SANCTION, {"id": "p", "schema": "Payment", "properties": {}})
    assert (edition.list_id, edition.records, edition.newest_entry) == ("ftm", 3, "2018-04-06")
    assert edition.counts == {"Company": 1, "Sanction": 1, "Payment": 1}
    assert [party.id for party in edition.parties] == ["NK-1"]
    assert {listing.list for party in edition.parties for listing in party.listings} == {"ftm"}
    assert edition.left_out == (
        LeftOut("Payment", "1", "neither a party nor a listing nor a tie that brightline knows"),
    )


def test_a_person_who_is_neither_listed_nor_owner_nor_officer_is_left_out_and_said_so() -> None:
    edition = _parse(COMPANY, {"id": "p", "schema": "Person", "properties": {"name": ["A Donor"]}})
    assert [party.schema for party in edition.parties] == [Schema.COMPANY]
    (left,) = edition.left_out
    assert (left.where, left.what) == ("Person", "1")
    assert "no list" in left.why
    assert "A Donor" not in str(edition.left_out)


def test_what_brightline_exports_comes_back_as_this_list_and_says_from_where() -> None:
    starter = STARTER.parse(package_parts())
    schemata = {party.id: party.schema for party in starter.parties}
    entities = [one for party in starter.parties for one in to_entities(party)]
    entities += tie_entities(starter.ties, schemata)
    edition = _parse(*entities)
    assert len(edition.parties) == 246
    assert edition.left_out == ()
    back = {party.id: party for party in edition.parties}
    for party in starter.parties:
        same = back[party.id]
        assert same.schema is party.schema
        assert {(name.text, name.kind) for name in same.names} == {
            (name.text, name.kind) for name in party.names
        }
        assert set(same.identifiers) == set(party.identifiers)
        assert set(same.addresses) == set(party.addresses)
        origin = "Exported from the list starter."
        expected = [replace(one, list="ftm", notes=(*one.notes, origin)) for one in party.listings]
        assert list(same.listings) == expected
    assert set(edition.ties) == set(starter.ties)


def test_a_bad_line_is_named() -> None:
    file = source_from_bytes("e.json", json.dumps(COMPANY).encode() + b'\n{"id": "x"\n')
    with pytest.raises(UnreadableFileError) as caught:
        PUBLISHER.parse({"list": file})
    assert (caught.value.file, caught.value.row) == ("e.json", 2)


def test_a_line_that_is_no_entity_is_named() -> None:
    with pytest.raises(LayoutError) as caught:
        _parse(COMPANY, {"id": "x"})
    assert caught.value.row == 2


def test_a_special_category_is_refused_with_its_line() -> None:
    person = {"id": "p", "schema": "Person", "properties": {"name": ["P"], "religion": ["x"]}}
    with pytest.raises(SpecialCategoryError) as caught:
        _parse(COMPANY, person)
    assert (caught.value.file, caught.value.row, caught.value.id) == ("entities.ftm.json", 2, "p")


def test_no_file_is_an_error() -> None:
    with pytest.raises(LayoutError):
        PUBLISHER.parse({})


@pytest.mark.real
def test_the_real_donations_are_taken_without_the_donors(shared: Path) -> None:
    path = shared / "data" / "ownership" / "ftm" / "parteispenden_entities.ftm.json"
    file = open_source(path)
    assert PUBLISHER.recognise(file)
    edition = PUBLISHER.parse({"list": file})
    assert edition.records == 475
    assert len(edition.parties) == 74
    assert [(one.where, one.what) for one in edition.left_out] == [("Payment", "290"), ("Person", "22")]
    packed = source_from_bytes("packed.gz", gzip.compress(path.read_bytes()))
    assert PUBLISHER.recognise(packed)
    assert PUBLISHER.parse({"list": packed}) == edition


@pytest.mark.real
def test_no_file_of_another_publisher_is_claimed(real_lists: Path) -> None:
    files = [path for path in real_lists.rglob("*") if path.is_file() and path.stat().st_size < 3_000_000]
    assert len(files) > 20
    assert [path for path in files if PUBLISHER.recognise(open_source(path))] == []
