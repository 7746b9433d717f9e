"""The rows and columns of an own list: which heading holds which of our fields."""

from __future__ import annotations

import csv
import difflib
import io
import re
from collections.abc import Iterator, Mapping, Sequence

from brightline.errors import LayoutError, SpecialCategoryError, UnknownValueError, UnreadableFileError
from brightline.lists.intake import SourceFile
from brightline.model.identity import fold
from brightline.model.special_categories import special_category

# Our fields, and the headings by which they are known without a map, the most telling first.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "ref", "reference", "record id", "编号"),
    "name": ("name", "company name", "company", "full name", "party", "party name", "entity", "entity name",
             "名称", "公司名称", "企业名称", "单位名称"),
    "alias": ("alias", "aliases", "aka", "a.k.a.", "other names", "also known as", "别名", "曾用名"),
    "type": ("type", "kind", "party type", "entity type", "类型"),
    "country": ("country", "country code", "countries", "jurisdiction", "nationality", "国家", "国家/地区"),
    "address": ("address", "addresses", "full address", "地址"),
    "birth_date": ("birth date", "date of birth", "dob", "birthday", "出生日期"),
    "identifier": ("identifier", "registration number", "company number", "lei", "uscc", "统一社会信用代码"),
    "reason": ("reason", "reasons", "why", "ground", "grounds", "原因"),
    "listed_on": ("listed on", "date", "date added", "added on", "date listed", "列入日期"),
    "citation": ("citation", "source", "legal basis", "依据"),
    "url": ("url", "link", "web page", "链接"),
}  # fmt: skip


def rows_of(file: SourceFile) -> Iterator[tuple[int, list[str]]]:
    """The rows with the line on which each ends; a row may run over several lines.

    Raises:
        LayoutError: There is none.
        UnreadableFileError: The file is not UTF-8, or not CSV.
    """
    text = file.text()
    first = text.split("\n", 1)[0]
    separator = max(",;\t", key=first.count)
    if "\x00" in text:
        raise UnreadableFileError(
            "it has null bytes, as no text has", remedy="save it as CSV again", file=file.name
        )
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    found = False
    try:
        for cells in reader:
            if found or any(cell.strip() for cell in cells):
                found = True
                yield reader.line_num, cells
    except csv.Error as problem:
        raise UnreadableFileError(
            f"not valid CSV: {problem}",
            remedy="close the quotation marks, or save it as CSV again",
            file=file.name,
            row=reader.line_num,
        ) from problem
    if not found:
        raise LayoutError("it has no rows", remedy="give a file with a row of headings", file=file.name)


def refuse_headings(headings: Sequence[str], file: SourceFile) -> None:
    """Refuse columns of special categories of personal data, and headings that stand twice.

    Raises:
        LayoutError: Two headings are alike.
        SpecialCategoryError: A heading is of a special category.
    """
    for heading in headings:
        if category := special_category(heading):
            raise SpecialCategoryError(
                f"the column {heading!r} holds a special category of personal data ({category}), which "
                "brightline never takes in",
                remedy="remove the column and import the file again",
                file=file.name,
                row=1,
                id=heading,
            )
    seen: set[str] = set()
    for heading in filter(None, headings):
        if fold(heading) in seen:
            raise LayoutError(
                f"two columns are headed {heading!r}",
                remedy="rename one of them",
                file=file.name,
                row=1,
                id=heading,
            )
        seen.add(fold(heading))


def columns_of(headings: Sequence[str], chosen: Mapping[str, str], file: SourceFile) -> dict[str, int]:
    """Which column holds which field: those of the map, then by usual headings.

    Raises:
        LayoutError: No column holds the name.
        UnknownValueError: The map names a column that is not there.
    """
    places = {fold(heading): place for place, heading in enumerate(headings) if heading}
    found = {}
    for name, heading in chosen.items():
        if fold(heading) not in places:
            raise unknown("column", heading, headings, file.name)
        found[name] = places[fold(heading)]
    by_usual = {usual(heading): place for heading, place in places.items()}
    for name, known in FIELDS.items():
        taken = set(found.values())
        free = (by_usual[one] for one in map(usual, known) if one in by_usual)
        place = next((place for place in free if place not in taken), None)
        if name not in found and place is not None:
            found[name] = place
    if "name" not in found:
        raise LayoutError(
            f"no column holds the name; the headings are {', '.join(filter(None, headings))[:500]}",
            remedy="map one with --map, for instance name=COLUMN",
            file=file.name,
            row=1,
        )
    return found


def usual(heading: str) -> str:
    """A heading or word without case, underscores, points and hyphens."""
    return " ".join(re.sub(r"[_\-.]+", " ", fold(heading)).split())


def unknown(what: str, name: str, known: Sequence[str], file: str | None) -> UnknownValueError:
    """The error for a name that is not one of those known, with the likeliest as remedy."""
    near = difflib.get_close_matches(fold(name), [fold(one) for one in known], n=1, cutoff=0.5)
    meant = next((one for one in known if near and fold(one) == near[0]), None)
    remedy = f"did you mean {meant!r}" if meant else f"choose from {', '.join(filter(None, known))[:500]}"
    return UnknownValueError(f"there is no {what} {name!r}", remedy=remedy, file=file, id=name)


def refuse_overlong(row: int, cells: Sequence[str], headings: Sequence[str], file: SourceFile) -> None:
    """A row with cells beyond the headings is a comma that was not quoted: its cells are all shifted."""
    if any(cell.strip() for cell in cells[len(headings) :]):
        raise UnreadableFileError(
            f"the row has {len(cells)} cells, but there are {len(headings)} headings",
            remedy="put cells that have the separator in them into quotation marks",
            file=file.name,
            row=row,
        )
