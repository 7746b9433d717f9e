"""How rare a word is in names, by a table that ships with the package.

Not by the index at hand: a score must not change because other parties were added to a list.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import numpy as np

from brightline.match.arrays import Floats

# Words of fewer names than the table counts (three) are taken to have one: the rarest weigh the same.
_LEAST_COUNT = 1.0


def rarity(words: Sequence[str]) -> Floats:
    """ln(names / names with the word), in nats, for each word; from about 4 (technology) to 11 (a brand)."""
    total, counts = _table()
    return np.array([math.log(total / counts.get(word, _LEAST_COUNT)) for word in words], dtype=np.float32)


@cache
def _table() -> tuple[int, dict[str, int]]:
    text = files("brightline.match").joinpath("word_counts.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    return int(rows[0][1]), {word: int(count) for word, count in rows[1:]}
