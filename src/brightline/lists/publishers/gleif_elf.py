"""Legal forms of companies by country: the code list of ISO 20275, as GLEIF's CSV.

Not a list of parties: use it to know which words at the end of a company's name are its form. Published at
https://www.gleif.org/en/about-lei/code-lists/iso-20275-entity-legal-forms-code-list under CC0 1.0; read in
the layout of version 1.4.1 (2021).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from brightline.errors import LayoutError
from brightline.lists.intake import SourceFile
from brightline.lists.reading.aliases import one_line
from brightline.lists.reading.delimited import Row, read_table

_CODE: Final = "ELF Code"
_COUNTRY: Final = "Country Code (ISO 3166-1)"
_SUBDIVISION: Final = "Country sub-division code (ISO 3166-2)"
_NAME: Final = "Entity Legal Form name Local name"
_LANGUAGE: Final = "Language Code (ISO 639-1)"
_LATIN: Final = "Entity Legal Form name Transliterated name (per ISO 01-140-10)"
_SHORT: Final = "Abbreviations Local language"
_SHORT_LATIN: Final = "Abbreviations transliterated"
_STATUS: Final = "ELF Status ACTV/INAC"
_NEEDED: Final = (
    _CODE, _COUNTRY, _SUBDIVISION, _NAME, _LANGUAGE, _LATIN, _SHORT, _SHORT_LATIN, _STATUS,
)  # fmt: skip
_ACTIVE = "ACTV"
_INACTIVE = "INAC"


@dataclass(frozen=True, slots=True)
class LegalForm:
    """One legal form in one language; a form with names in several languages has one for each.

    Attributes:
        code: Of ISO 20275, four characters; ``8888`` and ``9999`` stand for "not yet on the list".
        country: ISO 3166-1 alpha-2, lower case; ``None`` for the two codes without one.
        subdivision: ISO 3166-2, where the form is of a part of a country.
        name: In the local language and script.
        language: ISO 639-1 of the name.
        transliterated: The name in Latin letters, where it differs.
        abbreviations: In the local language, as the list has them.
        transliterated_abbreviations: In Latin letters.
        active: Whether the code may be given today; companies keep inactive ones.
    """

    code: str
    country: str | None
    subdivision: str | None
    name: str
    language: str | None
    transliterated: str | None
    abbreviations: tuple[str, ...]
    transliterated_abbreviations: tuple[str, ...]
    active: bool


def read_legal_forms(file: SourceFile) -> tuple[LegalForm, ...]:
    """Every legal form of the file, in its order, inactive ones and the two codes without a name included.

    Raises:
        LayoutError: A column is missing, a row has no code, or a status is none of the two.
        UnreadableFileError: Wrongly encoded or cut off.

    Example:
        ``read_legal_forms(open_source(Path("elf-codes-1.4.1.csv")))`` gives 3,659 forms, 36 of them Chinese.
    """
    table = read_table(file, required=_NEEDED, known=_OTHERS)
    return tuple(_form(file, row) for row in table.rows)


# Columns that say nothing of a form: dates, reasons of change, and names of what the codes already say.
_OTHERS: Final = (
    "Country of formation", "Jurisdiction of formation", "Language", "Date created YYYY-MM-DD (ISO 8601)",
    "Modification", "Modification date YYYY-MM-DD (ISO 8601)", "Reason",
)  # fmt: skip


def _form(file: SourceFile, row: Row) -> LegalForm:
    if not row[_CODE] or row[_STATUS] not in {_ACTIVE, _INACTIVE}:
        raise LayoutError(
            "a row without a code, or with a status that is neither ACTV nor INAC",
            remedy="download the code list again; if GLEIF has changed it, a newer brightline is needed",
            file=file.name,
            row=row.number,
            id=row[_CODE] or None,
        )
    return LegalForm(
        code=row[_CODE],
        country=row[_COUNTRY].lower() or None,
        subdivision=row[_SUBDIVISION] or None,
        name=one_line(row[_NAME]),
        language=row[_LANGUAGE].lower() or None,
        transliterated=one_line(row[_LATIN]) or None,
        abbreviations=_several(row[_SHORT]),
        transliterated_abbreviations=_several(row[_SHORT_LATIN]),
        active=row[_STATUS] == _ACTIVE,
    )


def _several(cell: str) -> tuple[str, ...]:
    """The abbreviations of a cell, each once: divided by semicolons, or each in quotation marks."""
    parts = re.findall(r'"([^"]+)"', cell) if cell.startswith('"') else cell.split(";")
    return tuple(dict.fromkeys(filter(None, map(one_line, parts))))
