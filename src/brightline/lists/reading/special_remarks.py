"""What some publishers say of a person and brightline never keeps: ethnicity, tribe, religion, health.

The rule stands in the project's design: technology has been used to detain people for who they are, so no
field, rule or export holds such a statement. A publisher's other remarks are kept word for word; these are
left out, and the parser says how many and of which record. This looks at sentences that publishers write;
whether a column may be taken in at all, by its heading, is :mod:`brightline.model.special_categories`' part.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from brightline.lists.publisher import LeftOut

# Each phrase is one that the OFAC or the UN list uses. Offices ("Minister of Ethnic Affairs", "Paramount
# Chief of the Jalul Tribe") are public functions, not statements of who somebody is, and stay.
_STATEMENT = re.compile(
    r"""
      \b(?:belong(?:s|ed|ing)?\ to|member\ of)\b[^.;]*
      \b(?:(?:sub-?)?tribe|ethnic\ group|clan|tribal\ confederacy)\b
    | ^(?:alt\.\ )?ethnic(?:ity)?\b
    | \bethnicity\s*:
    | ^(?:sub-?)?tribe\s*:
    | \btribe\ spelling\b
    | \bclan:
    | ^family\ background:.*\bclan\b
    | ^(?:Kurdish|Bosnian\ Serb)\.?$
    | ^(?:alt\.\ )?religion\b
    | \bamputated\b | \bprosthe(?:sis|tic)\b | \bspeech\ defect\b | \binjured\ leg\b
    | \blost\ one\ leg\b | \b(?:leg|arm|eye|hand)\ missing\b | \bmissing\ a\ (?:right|left)\b
    | \b(?:in|of)\ (?:poor|ill)\ health\b
    """,
    re.IGNORECASE | re.VERBOSE,
)


def is_special(statement: str) -> bool:
    """Whether a statement about a person is one of ethnicity, tribe, religion or health.

    For single statements (a sentence, a remark between semicolons), not for whole texts. Knows the phrases
    of the lists that brightline reads; it is no general classifier.

    Example:
        >>> is_special("Belongs to Example tribe."), is_special("Union Minister of Ethnic Affairs.")
        (True, False)
    """
    return _STATEMENT.search(statement) is not None


def kept(statements: Iterable[str]) -> tuple[tuple[str, ...], int]:
    """The statements to keep, in order, and how many were left out."""
    every = tuple(statements)
    keep = tuple(one for one in every if not is_special(one))
    return keep, len(every) - len(keep)


def left_out(where: str, count: int) -> tuple[LeftOut, ...]:
    """The account of statements left out of one record, without repeating what they say."""
    if not count:
        return ()
    return (
        LeftOut(
            where=where,
            what=f"{count} statement(s) about ethnicity, tribe, religion or health",
            why="brightline keeps no special category of personal data about a person",
        ),
    )
