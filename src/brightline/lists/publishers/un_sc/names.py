"""Names in the UN list: one element often holds several, in two scripts, with a remark in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator

# "Mohammad Sabet b) M. Javad Kareemi Sabet": semicolons and lettered items both divide names.
_DIVIDER = re.compile(r"\s*;\s*|\s+[b-z]\)\s+")
_BRACKETED = re.compile(r"(?P<outside>[^()]+?(?:\s*\([^()]*\))?)\s*\((?P<inside>.+)\)\s*,?")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
# Greek, Cyrillic, Hebrew, Arabic and the scripts after them; combining marks and quotation marks are before.
_OTHER_SCRIPT = re.compile(r"[Ͱ-ᷟ⺀-퟿豈-﷿ﹰ-﻿]")
_SCRIPT_REMARK = re.compile(r"\s*\(original script\)|original script:\s*", re.IGNORECASE)
# Remarks that stand in a name's place in the editions of 2025 and 2026: a birth, a document's number.
_REMARK = re.compile(
    r",? born \d.*$|"
    r"\((?:[^()]*\d{3}|false identity|birth name|combat name|previously listed).*$|"
    r"\s+- sub-unit name(?=\)|$)",
    re.IGNORECASE,
)
_IN_ARABIC = re.compile(r"\bin Arabic(?: script)?:\s*(?P<name>[^A-Za-z0-9.;]+)", re.IGNORECASE)


def names_in(text: str) -> tuple[tuple[str, ...], str | None]:
    """The names that one element holds, in order, and the remark among them, if there is one.

    Divides at semicolons; takes apart a name and its other script in brackets; sets a remark about births
    or documents aside. Brackets in the same script (``Ansar al-Shari'a (AAS)``) belong to the name.

    Example:
        >>> names_in("Jin Tiesan (金铁三)"), names_in("A. Rashidi; Abas Rashedi")
        ((('Jin Tiesan', '金铁三'), None), (('A. Rashidi', 'Abas Rashedi'), None))
    """
    text = " ".join(text.split())
    remarks = [found[0].strip(" ,()-") for found in _REMARK.finditer(text)]
    names = tuple(_divided(_REMARK.sub("", text).strip()))
    # An element that is all remark is still the only name that the list gives.
    return names or tuple(filter(None, (text,))), "; ".join(remarks) or None


def names_in_note(note: str, *, of: str) -> tuple[str, ...]:
    """Further names that the note to an alias gives.

    The note to an alias in another script gives its spellings in Latin script; other notes may give the
    name "in Arabic". Any other note gives none.
    """
    if found := _IN_ARABIC.search(note):
        return (found["name"].strip(),)
    if not is_other_script(of) or any(character.isdigit() for character in note):
        return ()
    bracketed = re.match(r"\((?P<inside>[^()]+)\)", note)
    return tuple(_parts(bracketed["inside"] if bracketed else note))


def is_other_script(text: str) -> bool:
    """Whether a name has letters of another script than Latin, and none of Latin."""
    return bool(_OTHER_SCRIPT.search(text)) and not _LATIN.search(text)


def _divided(text: str) -> Iterator[str]:
    found = _BRACKETED.fullmatch(text)
    if found and bool(_OTHER_SCRIPT.search(found["inside"])) != bool(_OTHER_SCRIPT.search(found["outside"])):
        yield from _parts(found["outside"])
        yield from _parts(_SCRIPT_REMARK.sub("", found["inside"]))
    else:
        yield from _parts(text)


def _parts(text: str) -> Iterator[str]:
    yield from filter(None, (part.strip(" ,") for part in _DIVIDER.split(text)))
