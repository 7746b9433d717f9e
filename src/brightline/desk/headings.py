"""What a column holds, judged by its heading alone, in seven languages."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files


class Field(StrEnum):
    """What brightline understands of a book; every other column is handed back with the answer as it came."""

    NAME = "name"
    OTHER_NAME = "other_name"
    FIRST_NAME = "first_name"
    MIDDLE_NAME = "middle_name"
    LAST_NAME = "last_name"
    TYPE = "type"
    COUNTRY = "country"
    ADDRESS = "address"
    CITY = "city"
    BIRTH_DATE = "birth_date"
    REGISTRATION_NUMBER = "registration_number"
    TAX_NUMBER = "tax_number"
    LEI = "lei"
    USCC = "uscc"
    IMO = "imo"
    MMSI = "mmsi"
    ISIN = "isin"
    TICKER = "ticker"
    DUNS = "duns"
    BIC = "bic"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a heading says of its column.

    Attributes:
        field: What the column holds.
        rank: Names only: how specific the heading is, 1 ("legal name") to 5 ("name").
        whose: Names only: of which party it is the name ("supplier"), empty where the heading does not say.
    """

    field: Field
    rank: int = 0
    whose: str = ""


def meaning(heading: str) -> Meaning | None:
    """What a heading says its column holds; ``None`` where it is nothing that is screened.

    Takes a heading whole, in any case, with or without spaces, accents and punctuation; or in parts, where
    it says the same twice ("公司名称 Company Name", "Country / 国家") or adds a remark ("Country (ISO 2)").
    It looks at no values, and finds no word inside a longer heading: "Name of contact" is not a name.

    Example:
        >>> meaning("Date of Birth"), meaning("supplierName").whose, meaning("Market value")
        (Meaning(field=<Field.BIRTH_DATE: 'birth_date'>, rank=0, whose=''), 'supplier', None)
    """
    if found := _meanings().get(_key(heading)):
        return found
    keys = [key for part in _EDGES.split(heading) if (key := _key(part)) and key not in _REMARKS]
    meanings = [_meanings().get(key) for key in keys]
    if not meanings or any(one is None or one.field is not _field(meanings[0]) for one in meanings):
        return None
    return meanings[0]


def _field(one: Meaning | None) -> Field | None:
    return one.field if one else None


# What separates two languages or a remark in one heading; then the border between Chinese and Latin script.
_EDGES = re.compile(
    r"[/|()\[\]（）【】\n,，:：*;；]|\s-\s"
    r"|(?<=[\u3040-\u30ff\u4e00-\u9fff])\s*(?=[A-Za-z])|(?<=[A-Za-z])\s*(?=[\u3040-\u30ff\u4e00-\u9fff])"
)
# Remarks that say how to fill a column, not what it holds.
_REMARKS = frozenset(
    ("optional", "required", "mandatory", "ifknown", "ifany", "iso", "iso2", "iso3", "isocode", "iso31661",
     "alpha2", "yyyymmdd", "ddmmyyyy", "mmddyyyy", "text", "必填", "选填", "可选", "如有", "任意", "必須",
     "obligatoire", "facultatif", "pflichtfeld", "obligatorio", "opcional", "обязательно")
)  # fmt: skip


def _key(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(one for one in plain if one.isalnum() and not unicodedata.combining(one))


@cache
def _meanings() -> dict[str, Meaning]:
    """Every heading of ``headings.tsv`` by its letters and digits."""
    table: dict[str, Meaning] = {}
    for line in files("brightline.desk").joinpath("headings.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        field, rank, whose, headings = line.split("\t")
        said = Meaning(Field(field), int(rank or 0), "" if whose == "-" else whose)
        table.update((_key(heading), said) for heading in headings.split("|"))
    return table


def documented_headings() -> dict[str, list[str]]:
    """Every heading that is understood, by field, for the documentation."""
    found: dict[str, list[str]] = {field.value: [] for field in Field}
    for line in files("brightline.desk").joinpath("headings.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            field, _, _, headings = line.split("\t")
            found[field] += headings.split("|")
    return found
