"""The example book that ships with brightline."""

from __future__ import annotations

from importlib.resources import as_file, files

from brightline.desk.book import open_book
from brightline.model import Schema


def test_the_example_book_is_read_whole() -> None:
    with as_file(files("brightline").joinpath("data/demo/book.csv")) as path:
        book = open_book(path)
        subjects = list(book.subjects())
    assert len(subjects) == 30
    assert book.skipped.empty == book.skipped.nameless == 0
    assert book.headings == ("Name", "Country", "Type", "Note")
    assert all(one.countries for one in subjects), "every country is understood"
    assert all(one.schema for one in subjects), "every type is understood"
    assert len({one.name for one in subjects}) == 30
    assert [one.name for one in subjects if one.schema is Schema.PERSON] == ["CHEN Quanguo"]
    assert all(one.input["Note"] for one in subjects)
