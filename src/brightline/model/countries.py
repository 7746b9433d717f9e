"""Countries and territories: from the spellings that publishers and books use to ISO 3166-1 alpha-2."""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib.resources import files


def country_code(text: str | None) -> str | None:
    """The ISO 3166-1 alpha-2 code, lower case, of a country's name, variant or code; ``None`` if unknown.

    Takes English, Chinese, Japanese and French spellings, alpha-2 codes in either case, and the alpha-3
    codes in common use in company books. Looks at the whole text only: it finds no country inside an address.

    Example:
        >>> country_code("Korea, North"), country_code("CN"), country_code("中国"), country_code("Ruritania")
        ('kp', 'cn', 'cn', None)
    """
    return _codes().get(_key(text)) if text else None


def country_name(code: str) -> str:
    """The English name to show for a code; the code itself in capitals where it is not a country's."""
    return _names().get(code.lower(), code.upper())


def country_names() -> tuple[str, ...]:
    """The English name to show of every country and territory."""
    return tuple(shown for _, shown, _ in _table())


def all_codes() -> tuple[str, ...]:
    """Every code, in order."""
    return tuple(code for code, _, _ in _table())


def _key(text: str) -> str:
    plain = "".join(
        character
        for character in unicodedata.normalize("NFKD", text.casefold())
        if not unicodedata.combining(character)
    )
    return "".join(character for character in plain if character.isalnum())


@cache
def _table() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    lines = files("brightline.model").joinpath("countries.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return tuple((code, shown, tuple(filter(None, others.split("|")))) for code, shown, others in rows)


@cache
def _codes() -> dict[str, str]:
    codes = {_key(spelling): code for code, shown, others in _table() for spelling in (shown, *others)}
    return codes | {code: code for code, _, _ in _table()} | _ALPHA3


@cache
def _names() -> dict[str, str]:
    return {code: shown for code, shown, _ in _table()}


# Only the alpha-3 codes that are common in company books; the rest of ISO 3166-1 alpha-3 is rare there.
_ALPHA3 = {
    "arg": "ar", "aus": "au", "aut": "at", "bel": "be", "blr": "by", "bra": "br", "can": "ca", "che": "ch",
    "chl": "cl", "chn": "cn", "cub": "cu", "deu": "de", "dnk": "dk", "egy": "eg", "esp": "es", "fin": "fi",
    "fra": "fr", "gbr": "gb", "grc": "gr", "hkg": "hk", "hun": "hu", "idn": "id", "ind": "in", "irl": "ie",
    "irn": "ir", "irq": "iq", "isr": "il", "ita": "it", "jpn": "jp", "kaz": "kz", "kor": "kr", "lbn": "lb",
    "lbr": "lr", "mac": "mo", "mex": "mx", "mmr": "mm", "mys": "my", "nld": "nl", "nor": "no", "nzl": "nz",
    "pak": "pk", "pan": "pa", "phl": "ph", "pol": "pl", "prk": "kp", "prt": "pt", "qat": "qa", "rou": "ro",
    "rus": "ru", "sau": "sa", "sgp": "sg", "swe": "se", "syr": "sy", "tha": "th", "tur": "tr", "twn": "tw",
    "ukr": "ua", "uzb": "uz", "ven": "ve", "vnm": "vn", "yem": "ye", "zaf": "za",
}  # fmt: skip
