"""Passports and identity numbers in the UN list, whose number fields also hold prose."""

from __future__ import annotations

import re
from typing import Final

from brightline.model import Identifier, Scheme
from brightline.model.countries import country_code

# "403062567 (US)", "R00012098, South Sudan", "381110042 (Expired 25 Jan. 2016)".
_AFTER = re.compile(r"\s*(?:\((?P<aside>[^()]*)\)|,\s*(?P<place>\D+))$")
_WORD = re.compile(r"[a-z]{2}")
_NUMBER_SIGN = re.compile(r"^(?:no\.?|n°|number)\s*:?\s*", re.IGNORECASE)
# Words in a document's type, in English, French and Spanish as the list uses them; the first that fits.
_SCHEMES: Final = (
    (re.compile(r"passe?port|pasaporte", re.IGNORECASE), Scheme.PASSPORT),
    (re.compile(r"fiscal", re.IGNORECASE), Scheme.TAX),
    (
        re.compile(
            r"birth|ration|driver|student|voter|military|serviceman|residential|certificate|other",
            re.IGNORECASE,
        ),
        Scheme.OTHER,
    ),
)


def read_document(kind: str, number: str, country: str) -> Identifier | None:
    """One document's number, without the words around it; ``None`` where there is no number.

    Args:
        kind: The document's type; the more exact of the two that the list gives.
        number: The number field: ``Libya B014995``, ``Afghan passport number OA296623``.
        country: The issuing country as the list names it, or empty.
    """
    named = country_code(country)
    if after := _AFTER.search(number):
        named = named or country_code(after["aside"] or after["place"])
        number = number[: after.start()]
    words = number.split()
    last = max((place for place, word in enumerate(words) if _WORD.search(word)), default=-1)
    value = _NUMBER_SIGN.sub("", " ".join(words[last + 1 :]))
    if not any(character.isdigit() for character in value):
        return None
    before = " ".join(words[: last + 1])
    return Identifier(
        _scheme(f"{before} {kind}"), value, country=named or country_code(before), label=kind or None
    )


def _scheme(words: str) -> Scheme:
    return next((scheme for pattern, scheme in _SCHEMES if pattern.search(words)), Scheme.NATIONAL_ID)
