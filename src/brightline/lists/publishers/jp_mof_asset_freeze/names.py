"""Names in the Japanese asset-freeze list: several in a cell, in two or three scripts, in a dozen layouts.

Full-width brackets, colons and semicolons are read as plain ones; all else in a name stays as published.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from brightline.lists.reading.aliases import one_line
from brightline.lists.reading.lettered import lettered
from brightline.model import Name, NameKind

# What the list writes where it knows nothing.
UNKNOWN = "不明"
# What is left between marks: the unknown, a conjunction, a legal form whose name was cut off by a slip.
_NO_NAMES = frozenset({UNKNOWN, "and", "ao"})
_PLAIN = str.maketrans(
    {"（": "(", "）": ")", "；": ";", "：": ":", "，": ",", "\u3000": " ", "\xa0": " ", "\u202f": " "}
)
_DIRECTION_MARKS = re.compile(r"[\u200e\u200f\u202a-\u202e]")
_KANA = re.compile(r"[\u3040-\u30ff]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
# Greek, Cyrillic, Hebrew, Arabic, Ethiopic and the scripts between them.
_OTHER_SCRIPT = re.compile(r"[\u0370-\u1dbf\u2c00-\u2dff\ufb1d-\ufdff\ufe70-\ufeff]")
_SCRIPT_REMARK = re.compile(
    r"\(?\s*original\s+sc?r?i?pt\s*:\s*(?P<name>[^()]*)\)?(?:\s*\([^()]*語\))?"
    r"|\((?P<before>[^()]*):\s*original script\)",
    re.IGNORECASE,
)
# "a.k.a.:", "(別称、", "(旧称)": what follows is an alias or a former name, up to the next mark.
_MARK = re.compile(
    r"\(?\s*(?:(?P<alias>\ba\.?k\.?\s?a\b\s?\.?|(?<!特)(?:別称・旧称|別称|別名))"
    r"|(?P<former>\bf\.?k\.?a\b\s?\.?|旧称|旧姓))\s*(?:\)|:|、|,)?\s*",
    re.IGNORECASE,
)
# "(1955年出生)", ", born in 1955", "(DOB: ...)", ", Afghan passport number OA462456 ...": of the bearer.
_REMARK = re.compile(
    r"\([^()]*(?:出生|生まれ|旅券|発行|戦闘員名|以前掲載|【)[^()]*\)|\s*\(combat name\)"
    r"|\(?\s*(?:生年月日|DOB|false identity|Previously listed|マリ共和国ID)[^\n]*?(?=\s*\([a-z]\)|\n|$)"
    r"|,?\s*\b(?:born|(?:\w+ )?passport (?:number|no))\b[^;\n]*?(?=\s*\([a-z]\)|;|\n|$)"
    r"|、[^、;]*にて出生",
    re.IGNORECASE,
)
_JAPANESE_COMMA = re.compile(r"\s*、\s*")
# A comma ends a name unless a legal form follows: "ZANLE TRADING COMPANY, LTD".
_COMMA = re.compile(
    r",\s*(?!\s*(?:Ltd|Limited|Inc|Co|Corp|L\.?L\.?C|S\.A|GmbH|PLC|Pty|JSC|LP)\b)", re.IGNORECASE
)
_WITH_OTHER = re.compile(
    r"(?P<outside>[^()]*(?:\([^()]*\)[^()]+)?)\((?P<inside>[^()]+(?:\([^()]*\)[^()]*)?)\)"
)
_SCRIPT_EDGE = re.compile(r"(?<=[\u3040-\u30ff])\s+(?=[A-Za-z])")


def primary_names(english: str, japanese: str) -> tuple[Name, ...]:
    """The names of a row's two name columns: the English first where there is one, its other script last."""
    text = _plain(english)
    original = [Name(name, NameKind.ORIGINAL_SCRIPT) for name in _scripts(text)]
    text = _SCRIPT_REMARK.sub("", text)
    main, others = text, ""
    if found := re.search(r"\((?P<others>[^()]*a\.k\.a\.[^()]*)\)", text):
        main, others = text[: found.start()] + text[found.end() :], found["others"]
    names = [Name(one_line(part).strip(" ,"), NameKind.ALIAS, "en") for part in main.split("、")]
    names += [] if _known(japanese) is None else [Name(one_line(japanese), NameKind.ALIAS, "ja")]
    names += [*other_names(others, NameKind.ALIAS), *original]
    named = [name for name in names if _known(name.text)]
    return (replace(named[0], kind=NameKind.PRIMARY), *named[1:]) if named else ()


def other_names(cell: str, kind: NameKind) -> Iterator[Name]:
    """The names of a cell of aliases; a weak or former column makes every name in it that kind."""
    text = re.sub(r"\s*\n\s*(?=\((?![a-z]\)))", " ", _REMARK.sub("", _plain(cell)))
    items = lettered(text)
    for item in items:
        now = kind
        for line in item.split("\n"):
            for marked, part in _marked(line):
                now = marked if marked and kind is NameKind.ALIAS else now
                for one in _divided(_balanced(part), at_commas=len(items) == 1):
                    yield from _named(one, now)


def _plain(text: str) -> str:
    return _DIRECTION_MARKS.sub("", text.translate(_PLAIN))


def _known(text: str) -> str | None:
    bare = text.strip(" ()、。,;:.-")
    return bare if len(bare) > 1 and bare.casefold() not in _NO_NAMES else None


def _scripts(text: str) -> Iterator[str]:
    names = (found["name"] or found["before"] or "" for found in _SCRIPT_REMARK.finditer(text))
    return (one_line(name).strip(" ;") for name in names if _known(name))


def _marked(line: str) -> Iterator[tuple[NameKind | None, str]]:
    """The parts of a line between the marks, each with the kind that its mark says."""
    kind: NameKind | None = None
    start = 0
    for found in _MARK.finditer(line):
        yield kind, line[start : found.start()]
        kind, start = NameKind.FORMER if found["former"] else NameKind.ALIAS, found.end()
    yield kind, line[start:]


def _balanced(text: str) -> str:
    """Without the brackets that a cut has left open or closed, and those around the whole."""
    text = re.sub(r"^(?:\d\)|and\s)\s*", "", text.strip(" 、,;"))
    while text.count(")") > text.count("(") and text.endswith(")"):
        text = text[:-1].rstrip()
    while text.count("(") > text.count(")") and text.startswith("("):
        text = text[1:].lstrip()
    whole = re.fullmatch(r"\(([^()]*(?:\([^()]*\)[^()]*)*)\)", text)
    return whole[1] if whole else text


def _divided(text: str, *, at_commas: bool) -> Iterator[str]:
    """The names of a part; in a lettered list a comma is part of the name ("Ali, Sheikh Hassan")."""
    found = _WITH_OTHER.fullmatch(text)
    if found and _is_pair(found["outside"], found["inside"]) and not _SCRIPT_REMARK.search(text):
        if _LATIN.search(found["outside"]) and not _KANA.search(text):
            yield text
            return
        yield from _divided(found["outside"].strip(), at_commas=at_commas)
        yield from _divided(found["inside"], at_commas=at_commas)
        return
    for part in text.split(";"):
        for piece in _SCRIPT_EDGE.split(part):
            if ";" in text or not at_commas:
                yield piece
            elif _KANA.search(piece) or _HAN.search(piece):
                yield from _JAPANESE_COMMA.split(piece)
            else:
                yield from _COMMA.split(piece)


def _is_pair(outside: str, inside: str) -> bool:
    """Whether brackets hold the same name in other letters: "イゾ(Izo)", and not "Example (EX)"."""
    return bool(_KANA.search(outside) or _HAN.search(outside)) != bool(
        _KANA.search(inside) or _HAN.search(inside)
    )


def _named(text: str, kind: NameKind) -> Iterator[Name]:
    for name in _scripts(text):
        yield Name(name, NameKind.ORIGINAL_SCRIPT)
    text = _balanced(one_line(_SCRIPT_REMARK.sub("", text)))
    pair = _WITH_OTHER.fullmatch(text)
    if pair and _is_pair(pair["outside"], pair["inside"]):
        yield from _named(pair["outside"], kind)
        # Han characters in brackets behind a Latin name are the original: "Jin Tiesan (金铁三)".
        yield from _named(pair["inside"], kind if _KANA.search(text) else NameKind.ORIGINAL_SCRIPT)
    elif _known(text):
        if _OTHER_SCRIPT.search(text) and not _LATIN.search(text):
            kind = NameKind.ORIGINAL_SCRIPT
        yield Name(text, kind, "ja" if _KANA.search(text) else None)
