"""Which names are worth comparing: those that share enough letter sequences, and those that share a key.

Vectors: each word gives its three-letter sequences (with its beginning and end marked) and its key by sound;
a name is the sum of its words, each by its role's weight; sequences weigh by rarity (TF-IDF, Spärck Jones
1972) and the cosine ranks. Keys: the core words joined, all words in any order, and initials.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from brightline.match.table import ROLE_WEIGHTS, Floats, Ints, NameTable, Role, Vocabulary
from brightline.names.sound import sound_key

# Low on purpose: scoring a pair is cheap, and a pair that is never scored is never found.
LEAST_COSINE = 0.30
# Far above what a screen reports: a common name may have many namesakes, and none is crowded out.
MOST_CANDIDATES = 400
# A spelling's sound is worth about three of its letter sequences.
_SOUND_WEIGHT = 1.7
_SHORTEST_SOUND_KEY = 2
# Initials below three letters are shared by too many names to be a key.
_SHORTEST_INITIALS = 3

Keys = npt.NDArray[np.uint64]


def word_features(word: str) -> Iterator[tuple[str, float]]:
    """The features of one word with their weights before rarity."""
    marked = f" {word} "
    for start in range(len(marked) - 2):
        yield marked[start : start + 3], 1.0
    if len(word) == 1:
        yield marked, 1.0
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


def name_vectors(vocabulary: Vocabulary, table: NameTable, features: Features) -> Any:  # noqa: ANN401  scipy is untyped
    """The names as a sparse matrix (names by features) of unit rows."""
    from scipy.sparse import csr_matrix, diags

    used, place = np.unique(table.words, return_inverse=True)
    rows, columns, values = [], [], []
    for row, word in enumerate(used.tolist()):
        for feature, weight in word_features(vocabulary.words[word]):
            column = features.ids.get(feature)
            if column is not None:
                rows.append(row)
                columns.append(column)
                values.append(weight)
    weights = np.array(values, dtype=np.float32) * features.rarity[np.array(columns, dtype=np.int32)]
    words = csr_matrix((weights, (rows, columns)), shape=(len(used), len(features.ids)), dtype=np.float32)
    # The square root of the role's weight: candidates must not depend on roles as much as scores do.
    by_role = np.sqrt(ROLE_WEIGHTS)[table.roles]
    names = csr_matrix((by_role, place.astype(np.int32), table.offsets), shape=(len(table), len(used)))
    vectors = names @ words
    lengths = np.sqrt(np.asarray(vectors.multiply(vectors).sum(axis=1)).ravel())
    return (diags(1 / np.maximum(lengths, 1e-9)) @ vectors).tocsr().astype(np.float32)


def similar(queries: Any, index_transposed: Any, *, threads: int) -> tuple[Ints, Ints]:  # noqa: ANN401  scipy
    """Pairs of (query, name) whose vectors are near enough."""
    from sparse_dot_topn import sp_matmul_topn

    found = sp_matmul_topn(
        queries, index_transposed, top_n=MOST_CANDIDATES, threshold=LEAST_COSINE, n_threads=threads
    )
    rows = np.repeat(np.arange(found.shape[0], dtype=np.int32), np.diff(found.indptr))
    return rows, found.indices.astype(np.int32)


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
