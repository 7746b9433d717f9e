from __future__ import annotations

import contextlib
import gzip
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brightline.errors import InputError, UnreadableFileError, UnsafeFileError
from brightline.lists import intake
from brightline.lists.intake import open_source, source_from_bytes


def zipped(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


@pytest.mark.parametrize("pack", [bytes, gzip.compress, lambda data: zipped(list=data)])
def test_plain_and_packed_files_give_their_bytes(pack: type[bytes], tmp_path: Path) -> None:
    path = tmp_path / "list"
    path.write_bytes(pack(b"name,country\n"))
    file = open_source(path, folder_date="2024")
    assert (file.data, file.raw, file.folder_date) == (b"name,country\n", path.read_bytes(), "2024")
    assert file.head == "name,country\n"


def test_a_spreadsheet_stays_packed() -> None:
    raw = zipped(**{"[Content_Types].xml": b"<a/>", "xl/workbook.xml": b"<b/>"})
    assert source_from_bytes("book.xlsx", raw).data == raw


@pytest.mark.parametrize("raw", [b"", b" \r\n", b"\x00\x00", b"\x1a"])
def test_an_empty_file_is_refused(raw: bytes) -> None:
    with pytest.raises(UnreadableFileError, match="empty"):
        source_from_bytes("list.csv", raw)


@pytest.mark.parametrize(
    "bomb", [gzip.compress, lambda data: zipped(list=data), lambda data: zipped(a=data, b=b"")]
)
def test_a_bomb_is_refused_without_being_unpacked(bomb: type[bytes]) -> None:
    with pytest.raises(UnsafeFileError, match="zip bomb"):
        source_from_bytes("list.gz", bomb(bytes(64 * 1024 * 1024)))


def test_a_file_over_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "MAX_BYTES", 10)
    path = tmp_path / "list"
    path.write_bytes(b"x" * 11)
    with pytest.raises(UnsafeFileError, match="larger than"):
        open_source(path)


def test_a_folder_and_a_missing_file_are_refused_by_name(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(UnreadableFileError) as caught:
            open_source(path)
        assert caught.value.file == str(path)


@given(st.binary(max_size=200), st.sampled_from([b"", b"\x1f\x8b", b"PK\x03\x04", b"\x1f\x8b\x08\x00"]))
def test_damaged_archives_never_crash(noise: bytes, magic: bytes) -> None:
    with contextlib.suppress(InputError):
        assert source_from_bytes("list", magic + noise).raw == magic + noise


def test_a_wrong_encoding_names_the_line() -> None:
    with pytest.raises(UnreadableFileError) as caught:
        source_from_bytes("list.csv", b"name\nok\nEspa\xf1a\n").text()
    assert caught.value.row == 3
    assert "0xf1" in str(caught.value)


def test_xml_is_parsed_with_entities_off() -> None:
    assert source_from_bytes("a.xml", b"\n<?xml version='1.0'?><a><b/></a>").xml()[0].tag == "b"
    bomb = b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>"
    with pytest.raises(UnsafeFileError, match="entities"):
        source_from_bytes("a.xml", bomb).xml()
    padded = b"<a>" + b" " * 20_000 + b"<!ENTITY x 'y'></a>"
    with pytest.raises(UnsafeFileError):
        source_from_bytes("a.xml", padded).xml()
    with pytest.raises(UnreadableFileError) as caught:
        source_from_bytes("a.xml", b"<a>\n<b>\n").xml()
    assert caught.value.row == 3


STREAMED = (
    b"\n<?xml version='1.0'?><!-- note --><l xmlns='urn:x'><head><day>1</day></head>"
    b"<row id='1'><!-- note --><a>one</a></row><other/><row id='2'><a>two</a></row></l>"
)


def test_xml_is_read_element_by_element_whatever_its_namespace() -> None:
    file = source_from_bytes("a.xml", STREAMED)
    seen = [(str(one.tag), one.get("id"), "".join(map(str, one.itertext()))) for one in file.iter_xml("row")]
    assert seen == [("{urn:x}row", "1", "one"), ("{urn:x}row", "2", "two")]
    bare = source_from_bytes("a.xml", STREAMED.replace(b" xmlns='urn:x'", b""))
    assert [one.tag for one in bare.iter_xml("head", "row")] == ["head", "row", "row"]
    assert list(file.iter_xml("absent")) == []


def test_an_element_is_emptied_once_the_next_one_is_asked_for() -> None:
    elements = source_from_bytes("a.xml", STREAMED).iter_xml("row")
    first = next(elements)
    assert first.get("id") == "1"
    assert next(elements).get("id") == "2"
    assert len(first) == 0
    assert first.get("id") is None


def test_xml_by_element_is_refused_like_a_whole_tree() -> None:
    bomb = b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY x 'y'>]><a><b>&x;</b></a>"
    with pytest.raises(UnsafeFileError, match="entities"):
        next(source_from_bytes("a.xml", bomb).iter_xml("b"))
    elements = source_from_bytes("a.xml", b"<a>\n<b/>\n<b>").iter_xml("b")
    assert next(elements).tag == "b"
    with pytest.raises(UnreadableFileError) as caught:
        next(elements)
    assert (caught.value.file, caught.value.row) == ("a.xml", 3)


def test_html_is_read_as_a_browser_would() -> None:
    page = source_from_bytes("a.html", b"<!DOCTYPE html><table><tr><td>One<td>Two</table>").html()
    assert [cell.text for cell in page.iter("td")] == ["One", "Two"]
