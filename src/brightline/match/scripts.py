"""Names in Chinese characters: against each other by their characters, against Latin letters by sound."""

from __future__ import annotations

import numpy as np

from brightline.match.arrays import Floats, Ints
from brightline.match.table import NameTable

# Letters of a Latin word that must stand in the pinyin, in one piece, for the word to count as heard in it.
_LEAST_HEARD = 0.85
# A Latin word of two or three letters stands in most pinyin by chance.
_SHORTEST_HEARD = 4


def characters(queries: NameTable, listed: NameTable, rows: Ints, names: Ints) -> tuple[Floats, Floats]:
    """Pairs that both have Chinese characters: the share of the shorter name's in order, and of both's.

    A short name is made from the full one by leaving characters out (海康威视 of 海康威视数字技术), so
    that the longest common subsequence is what counts. 0 where one side has none.
    """
    from rapidfuzz.distance import LCSseq
    from rapidfuzz.process import cpdist

    left, right = [queries.hans[row] for row in rows.tolist()], [listed.hans[name] for name in names.tolist()]
    both = np.flatnonzero([bool(one and other) for one, other in zip(left, right, strict=True)])
    contained, ratio = np.zeros(len(rows), dtype=np.float32), np.zeros(len(rows), dtype=np.float32)
    if len(both):
        ours, theirs = [left[one] for one in both.tolist()], [right[one] for one in both.tolist()]
        common = cpdist(ours, theirs, scorer=LCSseq.similarity, workers=-1, dtype=np.float32)
        lengths = np.array([[len(one) for one in ours], [len(one) for one in theirs]], dtype=np.float32)
        contained[both] = common / lengths.min(axis=0)
        ratio[both] = 2 * common / lengths.sum(axis=0)
    return contained, ratio


def heard(queries: NameTable, listed: NameTable, rows: Ints, names: Ints) -> tuple[Floats, Floats]:
    """For pairs with one Chinese side: the share of the Latin core that is heard in it, and the reverse.

    The reverse is the share of the Chinese name's letters in pinyin that the Latin core accounts for; what is
    left may be translated rather than spelt (胶囊, Capsule), which is no contradiction.
    """
    from rapidfuzz.fuzz import partial_ratio

    found, covered = np.zeros(len(rows), dtype=np.float32), np.zeros(len(rows), dtype=np.float32)
    for position, (row, name) in enumerate(zip(rows.tolist(), names.tolist(), strict=True)):
        ours, theirs = queries.spoken[row], listed.spoken[name]
        if bool(ours) == bool(theirs):
            continue
        spoken = ours or theirs
        core = listed.compacts[name] if ours else queries.compacts[row]
        if len(core) < _SHORTEST_HEARD:
            continue
        ratio = partial_ratio(core, spoken) / 100 if len(core) <= len(spoken) else _inside(core, spoken)
        if ratio >= _LEAST_HEARD:
            found[position] = ratio
            covered[position] = min(len(core) / len(spoken), 1.0)
    return found, covered


def _inside(core: str, spoken: str) -> float:
    """A Latin core that is longer than the whole pinyin: how much of it the pinyin explains."""
    from rapidfuzz.fuzz import ratio

    return ratio(core, spoken) / 100
