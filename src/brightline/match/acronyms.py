"""Initials that stand for a name: XPCC, CETC, BGI, 兵团."""

from __future__ import annotations

import numpy as np

from brightline.match.arrays import Floats, Ints
from brightline.match.table import NameTable

# Two letters stand for hundreds of names; seven are a word.
_SHORTEST = 3
_LONGEST = 6
# Of the words' initials an acronym may leave out some (CETC: China Electronics Technology Group Corporation).
_LEAST_COVERED = 0.7


def acronyms(queries: NameTable, listed: NameTable, rows: Ints, names: Ints) -> Floats:
    """1 where one name is the other's initials, 0.7 where it leaves some out, half for three letters."""
    found = np.zeros(len(rows), dtype=np.float32)
    one_word = (queries.lengths[rows] == 1) != (listed.lengths[names] == 1)
    for position in np.flatnonzero(one_word).tolist():
        row, name = int(rows[position]), int(names[position])
        if queries.lengths[row] == 1:
            short, initials = queries.compacts[row], listed.initials[name]
        else:
            short, initials = listed.compacts[name], queries.initials[row]
        found[position] = acronym_degree(short, initials)
    return found


def acronym_degree(short: str, initials: str) -> float:
    """How well a short word stands for initials.

    Example:
        >>> acronym_degree("xpcc", "xpacc"), acronym_degree("cetc", "cetgc"), acronym_degree("abc", "xyz")
        (0.7, 0.7, 0.0)
    """
    if not (_SHORTEST <= len(short) <= _LONGEST) or len(initials) < _SHORTEST:
        return 0.0
    letters = 1.0 if len(short) > _SHORTEST else 0.5
    if short == initials:
        return letters
    covered = len(short) / len(initials)
    in_order = short[0] == initials[0] and _is_subsequence(short, initials)
    return 0.7 * letters if in_order and covered >= _LEAST_COVERED else 0.0


def _is_subsequence(short: str, long: str) -> bool:
    rest = iter(long)
    return all(letter in rest for letter in short)
