"""Many names taken apart, in columns: what candidates and scores are computed on, all at once."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np

from brightline.match.arrays import Bytes, Floats, Ints
from brightline.match.rarity import rarity
from brightline.names import NameParts, Role

# What a word weighs beside its rarity. A trade name tells a party from others; a place and a line of business
# are shared by hundreds, so that they confirm but cannot carry a match; a number is never shared by accident.
ROLE_WEIGHTS = np.array([1.0, 0.35, 0.30, 0.80, 0.0], dtype=np.float32)
_FORMS = ("limited", "joint_stock", "partnership", "state", "company", "foundation")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Distinct words with how rare each is in names (:mod:`brightline.match.rarity`).

    Attributes:
        words: In the order of their ids.
        rarity: In nats.
        ids: From word to id.
    """

    words: Sequence[str]
    rarity: Floats
    ids: Mapping[str, int]

    def extended(self, names: Sequence[NameParts]) -> Vocabulary:
        """This vocabulary and the words of further names; ids of words that are here already stay."""
        new = tuple(dict.fromkeys(word for parts in names for word in parts.words if word not in self.ids))
        if not new:
            return self
        added = {word: len(self.words) + position for position, word in enumerate(new)}
        return Vocabulary(
            words=(*self.words, *new),
            rarity=np.concatenate([self.rarity, rarity(new)]),
            ids=ChainMap(added, cast("dict[str, int]", self.ids)),
        )


def make_vocabulary(names: Sequence[NameParts]) -> Vocabulary:
    """The vocabulary of some names."""
    words = tuple(dict.fromkeys(word for parts in names for word in parts.words))
    return Vocabulary(words, rarity(words), {word: position for position, word in enumerate(words)})


@dataclass(frozen=True, slots=True)
class NameTable:
    """Names in columns; name ``i`` has the words ``offsets[i]`` to ``offsets[i + 1]``.

    Attributes:
        offsets: n + 1 positions.
        words: Vocabulary ids, name after name.
        roles: The role of each word.
        forms: The class of each name's legal form, -1 without one.
        compacts: The core words of each name joined.
        reversed_compacts: The same, the last word first.
        hans: The Chinese characters of each name, without place and legal form.
        spoken: The sound of those characters.
        initials: The initials of each name.
        shared_only: Whether each name is made of shared words only.
        abjad: Whether each name is written without vowels.
    """

    offsets: Ints
    words: Ints
    roles: Bytes
    forms: Bytes
    compacts: Sequence[str]
    reversed_compacts: Sequence[str]
    hans: Sequence[str]
    spoken: Sequence[str]
    initials: Sequence[str]
    shared_only: Bytes
    abjad: Bytes

    def __len__(self) -> int:
        return len(self.forms)

    @property
    def lengths(self) -> Ints:
        """The number of words of each name."""
        return np.diff(self.offsets)


def make_table(names: Sequence[NameParts], vocabulary: Vocabulary) -> NameTable:
    """Put names into columns; every word must be in the vocabulary."""
    ids = vocabulary.ids
    lengths = np.fromiter((len(parts.words) for parts in names), dtype=np.int32, count=len(names))
    return NameTable(
        offsets=np.concatenate([np.zeros(1, np.int32), np.cumsum(lengths, dtype=np.int32)]),
        words=np.fromiter((ids[word] for parts in names for word in parts.words), dtype=np.int32),
        roles=np.fromiter((int(role) for parts in names for role in parts.roles), dtype=np.int8),
        forms=np.fromiter(
            (_FORMS.index(parts.form) if parts.form else -1 for parts in names), np.int8, count=len(names)
        ),
        compacts=["".join(parts.core) for parts in names],
        reversed_compacts=["".join(reversed(parts.core)) for parts in names],
        hans=[parts.han for parts in names],
        spoken=[parts.spoken for parts in names],
        initials=[parts.initials for parts in names],
        shared_only=np.fromiter((parts.shared_only for parts in names), np.int8, count=len(names)),
        abjad=np.fromiter((parts.abjad for parts in names), np.int8, count=len(names)),
    )


def word_weights(table: NameTable, vocabulary: Vocabulary) -> Floats:
    """How much each word of each name weighs: its rarity by its role's weight."""
    return vocabulary.rarity[table.words] * ROLE_WEIGHTS[table.roles]


__all__ = ["NameTable", "Role", "Vocabulary", "make_table", "make_vocabulary", "word_weights"]
