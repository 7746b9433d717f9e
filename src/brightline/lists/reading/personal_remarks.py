"""What publishers say of a person's body or gender, in English and Japanese: like special remarks, not kept.

A description of eyes, hair, height or scars serves to find a person in a street, not to screen a party, and
some of it (complexion) tells of origin. The UN's remarks, which Australia and Japan repeat, hold many.
Use this for remarks of those lists; for ethnicity, tribe, religion and health in English alone see
:mod:`brightline.lists.reading.special_remarks`, which it includes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from brightline.lists.publisher import LeftOut
from brightline.lists.reading import special_remarks

# Each phrase is one that the lists of Australia (2024) or Japan (2026) use.
_BODY = re.compile(
    r"""
      \bphysical\ (?:description|characteristics)\b
    | \b(?:eye|hair)s?\ colou?r\b | \bcomplexion\b | \bbuild:\ | \bheight:?\ ?\d | \bbeard\b
    | ^hair:\  | \bhair\ and\ eyes\b | \bdistinguishing\ marks\b | \bscars?\ on\b
    | ^(?:gender|sex)\b | ^(?:fe)?male[.;]?$
    """,
    re.IGNORECASE | re.VERBOSE,
)
# Inside a longer statement.
_GENDER = re.compile(r"\b(?:gender|sex):?\s*\[?(?:fe)?male\]?[.;,]?\s*", re.IGNORECASE)
_JAPANESE = re.compile(
    r"(?:部族|氏族|民族|支族)(?!地域|問題)[^。]*(?:に属|所属|出身|構成員|一員)"
    r"|(?:部族|氏族|民族)[:：]|民族的背景"
    r"|欠損|切断|義足|義肢|義眼|失明|(?:脚|足|腕|手|目|眼|頭)を負傷|発話障害|障害を負|障がい"
    r"|健康状態|健康上|病気|疾患|身体的|瞳の色|目の色|髪の色|髪の毛|肌の色|身長|体格|傷跡|性別"
)


def is_personal(statement: str) -> bool:
    """Whether a statement about a person is of ethnicity, tribe, religion, health, body or gender.

    For single statements; knows the phrases of the lists that brightline reads, and is no classifier.

    Example:
        >>> is_personal("hair colour: black;"), is_personal("性別・男性"), is_personal("Speaks Arabic.")
        (True, True, False)
    """
    return any((special_remarks.is_special(statement), _BODY.search(statement), _JAPANESE.search(statement)))


def kept(statements: Iterable[str]) -> tuple[tuple[str, ...], int]:
    """The statements to keep, in order, and how many were left out."""
    every = tuple(statements)
    keep = tuple(one for one in every if not is_personal(one))
    plain = tuple(_GENDER.sub("", one) for one in keep)
    return plain, len(every) - len(keep) + sum(one != whole for one, whole in zip(plain, keep, strict=True))


def left_out(where: str, count: int) -> tuple[LeftOut, ...]:
    """The account of statements left out of one record, without repeating what they say."""
    if not count:
        return ()
    what = f"{count} statement(s) about ethnicity, tribe, religion, health, body or gender"
    return (LeftOut(where, what, "brightline keeps no such data about a person"),)
