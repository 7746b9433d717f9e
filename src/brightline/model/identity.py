"""Ids that the same record keeps from one edition of its list to the next."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator

# 60 bits: a collision among a million records has a chance below one in a million (birthday bound 4e-7).
_DIGEST_CHARACTERS = 15


def fold(text: str) -> str:
    """Case, width, accents' composition and white space removed: for identity, not for matching.

    Example:
        >>> fold(" Hangzhou  HIKVISION，Co. ")
        'hangzhou hikvision,co.'
    """
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def content_id(prefix: str, *parts: str) -> str:
    """An id made from what identifies a record, for publishers that give no number.

    Use only parts that the publisher does not change when it amends a record: the name and the country,
    not the citation, the address or the position in the file. Equal parts give the equal id in any edition.

    Example:
        >>> content_id("us-uflpa", "Xinjiang Junggar Cotton and Linen Co., Ltd.")
        'us-uflpa:621afb3886f5ae3'
    """
    body = "\x1f".join(fold(part) for part in parts)
    return f"{prefix}:{hashlib.sha256(body.encode()).hexdigest()[:_DIGEST_CHARACTERS]}"


def distinct_ids(ids: Iterable[str]) -> Iterator[str]:
    """Give each repeated id a running number (``x``, ``x-2``, ``x-3``), in order, so that none is lost."""
    seen: dict[str, int] = {}
    for one in ids:
        seen[one] = seen.get(one, 0) + 1
        yield one if seen[one] == 1 else f"{one}-{seen[one]}"
