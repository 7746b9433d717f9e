"""Which names are worth comparing: those that share enough letter sequences, and those that share a key.

Vectors: each word gives its three-letter sequences (with its beginning and end marked), its letters sorted
and its key by sound; a name is the sum of its words, each by its role's weight; sequences weigh by rarity
(TF-IDF, Spärck Jones 1972) and the cosine ranks. Keys: the core words joined, all words in any order, and
initials.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from brightline.match.arrays import Floats, Ints
from brightline.match.table import ROLE_WEIGHTS, NameTable, Role, Vocabulary
from brightline.names.sound import sound_key

# Low on purpose: scoring a pair is cheap, and a pair that is never scored is never found.
LEAST_COSINE = 0.30
# Far above what a screen reports: a common name may have many namesakes, and none is crowded out.
MOST_CANDIDATES = 3_000
# Up to so many queries, going through their features one by one is quicker than the bulk product.
_FEW = 64
# A spelling's sound is worth about three of its letter sequences.
_SOUND_WEIGHT = 1.7
_SHORTEST_SOUND_KEY = 2
# Two letters of a short word in the wrong order leave hardly a sequence of three the same (Faiz, Afiz).
_LONGEST_ANAGRAM = 7
_ANAGRAM_WEIGHT = 1.4
# Initials below three letters are shared by too many names to be a key.
_SHORTEST_INITIALS = 3

Keys = npt.NDArray[np.uint64]
_NONE = np.zeros(0, dtype=np.int32)


def word_features(word: str) -> Iterator[tuple[str, float]]:
    """The features of one word with their weights before rarity."""
    marked = f" {word} "
    for start in range(len(marked) - 2):
        yield marked[start : start + 3], 1.0
    if len(word) == 1:
        yield marked, 1.0
    if len(word) <= _LONGEST_ANAGRAM:
        yield f"={''.join(sorted(word))}", _ANAGRAM_WEIGHT
    key = sound_key(word)
    if len(key) >= _SHORTEST_SOUND_KEY:
        yield f"~{key}", _SOUND_WEIGHT


@dataclass(frozen=True, slots=True)
class Features:
    """The features that an index knows, with how rare each is."""

    ids: dict[str, int]
    rarity: Floats


def make_features(vocabulary: Vocabulary, table: NameTable) -> Features:
    """The features of an index's words, rarity counted over its names."""
    names_with = np.bincount(table.words, minlength=len(vocabulary.words))
    counts: dict[str, int] = {}
    for word, times in zip(vocabulary.words, names_with.tolist(), strict=True):
        for feature, _ in word_features(word):
            counts[feature] = counts.get(feature, 0) + times
    total = max(len(table), 1)
    rarity = np.log((total + 1) / np.minimum(np.fromiter(counts.values(), dtype=np.int64), total))
    return Features({feature: position for position, feature in enumerate(counts)}, rarity.astype(np.float32))


@dataclass(frozen=True, slots=True)
class Sparse:
    """A sparse matrix in compressed rows: row ``i`` has the entries ``offsets[i]`` to ``offsets[i + 1]``."""

    offsets: Ints
    columns: Ints
    values: npt.NDArray[np.float32]
    width: int

    def transposed(self) -> Sparse:
        """Rows as columns."""
        order = np.argsort(self.columns, kind="stable")
        rows = np.repeat(np.arange(len(self.offsets) - 1, dtype=np.int32), np.diff(self.offsets))
        counts = np.bincount(self.columns, minlength=self.width)
        return Sparse(_offsets(counts), rows[order], self.values[order], len(self.offsets) - 1)


def _offsets(counts: npt.NDArray[np.integer[Any]]) -> Ints:
    return np.concatenate([np.zeros(1, np.int32), np.cumsum(counts, dtype=np.int32)])


def name_vectors(vocabulary: Vocabulary, table: NameTable, features: Features) -> Sparse:
    """The names by features, each row of length one; features that the index does not know are left out."""
    used, place = np.unique(table.words, return_inverse=True)
    columns, values, counts = [], [], []
    for word in used.tolist():
        known = [
            (features.ids[feature], weight)
            for feature, weight in word_features(vocabulary.words[word])
            if feature in features.ids
        ]
        counts.append(len(known))
        columns += [column for column, _ in known]
        values += [weight for _, weight in known]
    word_columns = np.array(columns, dtype=np.int32)
    word_values = (np.array(values) * features.rarity[word_columns]).astype(np.float32)
    words = Sparse(_offsets(np.array(counts, dtype=np.int32)), word_columns, word_values, len(features.ids))
    # The square root of the role's weight: candidates must not depend on roles as much as scores do.
    return _unit_rows(_summed(table, place, np.sqrt(ROLE_WEIGHTS)[table.roles], words))


def _summed(table: NameTable, place: npt.NDArray[np.intp], weights: Floats, words: Sparse) -> Sparse:
    """Each name as the weighted sum of its words' rows."""
    counts = np.diff(words.offsets)[place]
    within = np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts) - counts, counts)
    entry = np.repeat(words.offsets[place], counts) + within
    name = np.repeat(np.repeat(np.arange(len(table)), table.lengths), counts)
    keys, back = np.unique(name.astype(np.int64) * words.width + words.columns[entry], return_inverse=True)
    sums = np.bincount(back, weights=words.values[entry] * np.repeat(weights, counts), minlength=len(keys))
    rows = np.bincount(keys // max(words.width, 1), minlength=len(table))
    columns = (keys % max(words.width, 1)).astype(np.int32)
    return Sparse(_offsets(rows), columns, sums.astype(np.float32), words.width)


def _unit_rows(rows: Sparse) -> Sparse:
    row = np.repeat(np.arange(len(rows.offsets) - 1), np.diff(rows.offsets))
    squares = np.bincount(row, weights=rows.values.astype(np.float64) ** 2, minlength=len(rows.offsets) - 1)
    lengths = np.sqrt(np.maximum(squares, 1e-18))
    return Sparse(rows.offsets, rows.columns, (rows.values / lengths[row]).astype(np.float32), rows.width)


def similar(queries: Sparse, postings: Sparse, *, threads: int) -> tuple[Ints, Ints]:
    """Pairs of (query, name) whose vectors are near enough.

    Args:
        queries: Query names by features.
        postings: Features by names of the index.
        threads: For many queries at once.
    """
    if len(queries.offsets) - 1 <= _FEW:
        return _similar_few(queries, postings)
    from scipy.sparse import csr_matrix
    from sparse_dot_topn import sp_matmul_topn

    left, right = (
        csr_matrix((one.values, one.columns, one.offsets), shape=(len(one.offsets) - 1, one.width))
        for one in (queries, postings)
    )
    found = sp_matmul_topn(left, right, top_n=MOST_CANDIDATES, threshold=LEAST_COSINE, n_threads=threads)
    rows = np.repeat(np.arange(found.shape[0], dtype=np.int32), np.diff(found.indptr))
    return rows, found.indices.astype(np.int32)


def _similar_few(queries: Sparse, postings: Sparse) -> tuple[Ints, Ints]:
    """The same, feature by feature: quicker than to start the machinery for many."""
    rows, names = [], []
    for row in range(len(queries.offsets) - 1):
        cosine = np.zeros(postings.width, dtype=np.float32)
        for entry in range(int(queries.offsets[row]), int(queries.offsets[row + 1])):
            feature = int(queries.columns[entry])
            some = slice(int(postings.offsets[feature]), int(postings.offsets[feature + 1]))
            # No name is twice in one feature's list, so that adding in place loses nothing.
            cosine[postings.columns[some]] += queries.values[entry] * postings.values[some]
        near = np.flatnonzero(cosine > LEAST_COSINE).astype(np.int32)
        rows.append(np.full(len(near), row, dtype=np.int32))
        names.append(near)
    return np.concatenate([_NONE, *rows]), np.concatenate([_NONE, *names])


def name_keys(table: NameTable, vocabulary: Vocabulary) -> tuple[Ints, Keys]:
    """The keys of each name, as (name, key): equal keys make candidates whatever the letters say."""
    owners: list[int] = []
    keys: list[int] = []
    for name in range(len(table)):
        start, end = int(table.offsets[name]), int(table.offsets[name + 1])
        words = [vocabulary.words[word] for word in table.words[start:end].tolist()]
        core = [
            word
            for word, role in zip(words, table.roles[start:end].tolist(), strict=True)
            if role == Role.CORE
        ]
        for key in _keys(words, core):
            owners.append(name)
            keys.append(_hash(key))
    return np.array(owners, dtype=np.int32), np.array(keys, dtype=np.uint64)


def _keys(words: Sequence[str], core: Sequence[str]) -> set[str]:
    if not words:
        return set()
    found = {"".join(core), "".join(words), " ".join(sorted(words))}
    initials = "".join(word[0] for word in words)
    if len(initials) >= _SHORTEST_INITIALS:
        found.add(initials)
    return found - {""}


def _hash(key: str) -> int:
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "little")


def same_key(owners: Ints, keys: Keys, index_keys: Keys, index_names: Ints) -> tuple[Ints, Ints]:
    """Pairs of (query, name) that share a key; the index's keys are sorted, with the name of each beside."""
    low = np.searchsorted(index_keys, keys, side="left")
    counts = np.searchsorted(index_keys, keys, side="right") - low
    rows = np.repeat(owners, counts)
    starts = np.repeat(low - np.concatenate([[0], np.cumsum(counts)[:-1]]), counts)
    return rows, index_names[starts + np.arange(len(rows))]


def distinct_pairs(rows: Ints, names: Ints) -> tuple[Ints, Ints]:
    """Each pair once, by query and then by name."""
    pairs = np.unique(rows.astype(np.int64) << 32 | names)
    return (pairs >> 32).astype(np.int32), (pairs & 0xFFFFFFFF).astype(np.int32)
