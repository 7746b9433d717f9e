"""Two names, or many pairs of names, compared without an index: the same evidence and the same score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from brightline.match.arrays import Floats
from brightline.match.evidence import Evidence, Pairs, gather
from brightline.match.explain import name_reasons
from brightline.match.readings import PERSONS, readings
from brightline.match.score import name_log_odds, probability
from brightline.match.table import make_table, make_vocabulary
from brightline.model import Name, Party, Schema
from brightline.model.screening import Subject
from brightline.names import NameParts


@dataclass(frozen=True, slots=True)
class Comparison:
    """How alike two names are, and why.

    Attributes:
        score: From 0 to 1; the same that a screen would give for the names alone.
        reasons: In plain words, the most telling first.
    """

    score: float
    reasons: tuple[str, ...]


def compare(first: str, second: str, kind: Schema | None = None) -> Comparison:
    """Compare two names of parties of one kind; for a name against the lists use a screen.

    Symmetric in the score. Of a kind that is not given, every reading is tried and the best counts.

    Example:
        >>> compare("Hikvison", "HIKVISION Co., Ltd.", Schema.COMPANY).score > 0.8
        True
    """
    scores, evidence = compare_pairs([(first, second, kind)])
    schema = kind or Schema.LEGAL_ENTITY
    reasons = name_reasons(
        Subject(1, first, schema=kind), Party("second", schema, (Name(second),)), second, evidence.at(0)
    )
    return Comparison(round(float(scores[0]), 4), reasons)


def compare_pairs(pairs: Sequence[tuple[str, str, Schema | None]]) -> tuple[Floats, Evidence]:
    """Scores of many pairs at once, and the evidence of the reading that decided each."""
    lefts: list[NameParts] = []
    rights: list[NameParts] = []
    owners: list[int] = []
    persons: list[bool] = []
    for position, (first, second, kind) in enumerate(pairs):
        for group, left in readings(first, kind):
            for other, right in readings(second, kind):
                if group & other:
                    lefts.append(left)
                    rights.append(right)
                    owners.append(position)
                    persons.append(group & other == PERSONS)
    vocabulary = make_vocabulary([*lefts, *rights])
    rows = np.arange(len(lefts), dtype=np.int32)
    evidence = gather(
        make_table(lefts, vocabulary),
        make_table(rights, vocabulary),
        vocabulary,
        Pairs(rows, rows, np.array(persons, dtype=bool)),
    )
    log_odds = name_log_odds(evidence)
    best = _best(np.array(owners, dtype=np.int64), log_odds, len(pairs))
    return probability(log_odds[best]), evidence.some(best)


def _best(owners: npt.NDArray[np.int64], log_odds: Floats, count: int) -> npt.NDArray[np.intp]:
    """Of each pair the reading with the best log-odds."""
    order = np.lexsort((-log_odds, owners))
    first = np.searchsorted(owners[order], np.arange(count))
    return order[first]
