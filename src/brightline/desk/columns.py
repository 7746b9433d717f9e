"""Which column of a book holds what: recognised by its heading, or as the user maps it."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from brightline.desk.headings import Field, Meaning, meaning
from brightline.errors import BookError, SpecialCategoryError, UnknownValueError
from brightline.model.identity import fold
from brightline.model.special_categories import special_category

# The most specific rank: a legal name is another form of whatever plain name stands beside it.
_LEGAL = 1
# The rank of a role alone ("Vendor"), under which some systems keep the party's number and not its name.
_ROLE = 3
_NAME_PARTS = (Field.FIRST_NAME, Field.MIDDLE_NAME, Field.LAST_NAME)
# Fields of which a party has one: where a book has several such columns, the first counts.
_SINGLE = (Field.NAME, *_NAME_PARTS, Field.TYPE, Field.BIRTH_DATE)


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a book.

    Attributes:
        headings: All, in order, each once: what the row is handed back under.
        places: Field to the positions of its columns, the most telling first.
        not_used: Columns that hold a name but are not screened, and why; each a sentence for the reader.
    """

    headings: tuple[str, ...]
    places: Mapping[Field, tuple[int, ...]]
    not_used: tuple[str, ...] = ()

    def of(self, field: Field) -> tuple[int, ...]:
        """The positions of a field's columns."""
        return self.places.get(field, ())

    @property
    def names(self) -> tuple[int, ...]:
        """The positions of every column that a name is read from."""
        return tuple(at for field in (Field.NAME, Field.OTHER_NAME, *_NAME_PARTS) for at in self.of(field))


def recognise(
    file: str,
    row: int,
    headings: Sequence[str],
    mapped: Mapping[str, str],
    sample: Sequence[Sequence[str]] = (),
) -> Columns:
    """Find out what each column holds.

    Args:
        file: For messages.
        row: The row of the headings, for messages.
        headings: As the file has them.
        mapped: Field to heading, as the user says; stands above what is recognised.
        sample: The first rows, to tell a "Vendor" column of vendor numbers from one of vendors' names.

    Raises:
        SpecialCategoryError: A column holds a special category of personal data.
        UnknownValueError: ``mapped`` names a field or a heading that does not exist.
        BookError: There is no name column, or the same heading stands twice over data that matter.
    """
    shown = _distinct(headings)
    _refuse_special(file, row, headings)
    chosen = _chosen(file, headings, mapped)
    meanings = {
        at: said
        for at, heading in enumerate(headings)
        if at not in chosen.values() and (said := meaning(heading)) and said.field not in chosen
    }
    for at in [at for at, said in meanings.items() if said.rank == _ROLE and _numbers(sample, at)]:
        del meanings[at]
    _refuse_doubles(file, row, headings, {*meanings, *chosen.values()})
    places, not_used = _placed(shown, meanings, chosen)
    if not (places.get(Field.NAME) or places.get(Field.LAST_NAME)):
        _no_name(file, row, shown)
    return Columns(shown, places, not_used)


def _distinct(headings: Sequence[str]) -> tuple[str, ...]:
    """Headings as given, the nameless by their letter, the repeated with a number."""
    seen: dict[str, int] = {}
    shown = []
    for at, heading in enumerate(headings):
        text = heading.strip() or f"column {column_letters(at)}"
        seen[text] = seen.get(text, 0) + 1
        while seen[text] > 1 and f"{text} ({seen[text]})" in seen:
            seen[text] += 1
        text = text if seen[text] == 1 else f"{text} ({seen[text]})"
        seen.setdefault(text, 1)
        shown.append(text)
    return tuple(shown)


def column_letters(at: int) -> str:
    """A column as spreadsheets letter it: 0 is A, 26 is AA."""
    letters = ""
    at += 1
    while at:
        at, last = divmod(at - 1, 26)
        letters = chr(ord("A") + last) + letters
    return letters


def _refuse_special(file: str, row: int, headings: Sequence[str]) -> None:
    for at, heading in enumerate(headings):
        if category := special_category(heading):
            raise SpecialCategoryError(
                f"the heading {heading.strip()!r} says that this column holds {category}, a special category "
                "of personal data: brightline never takes in what people are or believe, because "
                "such data is what people are watched and detained by",
                remedy="delete the column from the book and try again; screening does not need it",
                file=file,
                row=row,
                id=f"column {column_letters(at)}",
            )


def _numbers(sample: Sequence[Sequence[str]], at: int) -> bool:
    """Whether most cells of a column have no fewer digits than letters, as "V-10023" and "100045" have."""
    cells = [row[at] for row in sample if at < len(row) and row[at].strip()]
    numbers = sum(sum(map(str.isdigit, cell)) >= sum(map(str.isalpha, cell)) for cell in cells)
    return 2 * numbers > len(cells)


def _chosen(file: str, headings: Sequence[str], mapped: Mapping[str, str]) -> dict[Field, int]:
    """The user's own map, as positions."""
    by_heading = {fold(heading): at for at, heading in reversed(list(enumerate(headings)))}
    chosen = {}
    for field, heading in mapped.items():
        try:
            known = Field(field.strip().lower().replace("-", "_"))
        except ValueError:
            raise _unknown("field", field, [one.value for one in Field], file) from None
        if fold(heading) not in by_heading:
            raise _unknown("column", heading, [one.strip() for one in headings if one.strip()], file)
        chosen[known] = by_heading[fold(heading)]
    return chosen


def _unknown(what: str, given: str, known: Sequence[str], file: str) -> UnknownValueError:
    folded = {fold(one): one for one in known}
    near = difflib.get_close_matches(fold(given), folded, n=1, cutoff=0.5)
    guess = f"did you mean {folded[near[0]]!r}? " if near else ""
    return UnknownValueError(
        f"there is no {what} {given!r} to map",
        remedy=f"{guess}{what}s are: {_listed(known)}",
        file=file,
        id=f"--map {given}",
    )


# A book from a database may have hundreds of columns; a message lists the first ones.
_SHOWN_IN_MESSAGES = 40


def _listed(headings: Sequence[str]) -> str:
    more = len(headings) - _SHOWN_IN_MESSAGES
    listed = ", ".join(heading[:80] for heading in headings[:_SHOWN_IN_MESSAGES])
    return listed + (f" and {more} more" if more > 0 else "")


def _refuse_doubles(file: str, row: int, headings: Sequence[str], matter: set[int]) -> None:
    first: dict[str, int] = {}
    for at, heading in enumerate(headings):
        key = fold(heading)
        if key and key in first and {at, first[key]} & matter:
            raise BookError(
                f"two columns have the heading {heading.strip()!r} "
                f"({column_letters(first[key])} and {column_letters(at)})",
                remedy="give each its own heading, or delete the one that does not count",
                file=file,
                row=row,
            )
        first.setdefault(key, at)


def _placed(
    shown: tuple[str, ...], meanings: Mapping[int, Meaning], chosen: Mapping[Field, int]
) -> tuple[dict[Field, tuple[int, ...]], tuple[str, ...]]:
    """Positions by field, and the names of other parties that are therefore not screened."""
    places: dict[Field, tuple[int, ...]] = {field: (at,) for field, at in chosen.items()}
    for at, said in meanings.items():
        if said.field is not Field.NAME:
            places[said.field] = (*places.get(said.field, ()), at)
    candidates = {at: said for at, said in meanings.items() if said.field is Field.NAME}
    if Field.NAME in chosen:
        best = meaning(shown[chosen[Field.NAME]])
    elif candidates:
        at = min(candidates, key=lambda one: (candidates[one].rank, one))
        best = candidates.pop(at)
        places[Field.NAME] = (at,)
    else:
        best = None
        if others := places.get(Field.OTHER_NAME):
            places[Field.NAME], places[Field.OTHER_NAME] = others[:1], others[1:]
    same = [at for at, said in candidates.items() if best and _same_party(best, said)]
    places[Field.OTHER_NAME] = (*places.get(Field.OTHER_NAME, ()), *same)
    not_used = [shown[at] for at in candidates if at not in same]
    if best and best.whose:
        # First and last name beside a company's name are those of a contact: an employee, never screened.
        not_used += [shown[at] for field in _NAME_PARTS for at in places.pop(field, ())]
    for field in _SINGLE:
        places[field] = places.get(field, ())[:1]
    return {field: places[field] for field in Field if places.get(field)}, tuple(map(_not_used, not_used))


def _same_party(best: Meaning, other: Meaning) -> bool:
    """Whether two name columns name one party: "Legal name" and "Name" do, "Company" and "Supplier" do not.

    A plain "Name" beside "Company" is most often a contact person, so it does not count.
    """
    return best.whose == other.whose or (best.rank == _LEGAL and not other.whose)


def _not_used(heading: str) -> str:
    return (
        f"the column {heading!r} seems to name another party and was not screened; "
        f'if it names the same one, map it with --map "other_name={heading}"'
    )


def _no_name(file: str, row: int, shown: Sequence[str]) -> None:
    raise BookError(
        f"no column is recognised as the name; the headings are: {_listed(shown)}",
        remedy="say which one it is with --map name=HEADING, or give the table a first row of headings",
        file=file,
        row=row,
    )
