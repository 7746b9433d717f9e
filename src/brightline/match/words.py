"""How alike two words are, for all pairs of words that a comparison needs, each pair once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from brightline.match.arrays import Floats, Ints
from brightline.names.given_names import same_given_name
from brightline.names.sound import skeleton, sound_key, transliteration_fold

# A word stays itself with about one changed letter in four (Sukamto is not Sukarno, Sancho not Sánchez, but
# Hikvison is Hikvision): one from four letters on, two from eight, three from twelve.
_LETTERS_PER_CHANGE = 4
# What each change within that allowance costs of the likeness; what the first one beyond leaves of it.
_COST_OF_CHANGE = 0.15
_BEYOND = 0.35
# Two spellings of one sound (Mohammed, Muhamad) are nearly the same word in a personal name, which is written
# down by ear; a brand is written by its owner, and another spelling is more often another brand.
SAME_SOUND = 0.88
SAME_SOUND_BRAND = 0.76
# ... if letters agree by so much as well.
_SAME_SOUND_LETTERS = 0.55
# Below four letters too many different words sound alike (Li, Lu, Lo).
_SHORTEST_SOUND = 4
# An initial stands for a word, but for many others too.
_INITIAL = 0.6


def same_skeleton(words: Sequence[str], first: Ints, second: Ints) -> Floats:
    """1 where two words have the same consonants: for names of which one is written without vowels."""
    keys: dict[int, str] = {}
    for word in {*first.tolist(), *second.tolist()}:
        keys[word] = skeleton(words[word])
    pairs = zip(first.tolist(), second.tolist(), strict=True)
    return np.fromiter(
        (keys[one] != "" and keys[one] == keys[other] for one, other in pairs), np.float32, count=len(first)
    )


def likeness(words: Sequence[str], first: Ints, second: Ints) -> tuple[Floats, Floats]:
    """From 0 (different words) to 1 (the same word) by letters, and whether (0 or 1) the sound is the same.

    Symmetric. Distances are optimal string alignment: a swap of neighbours is one change
    (Damerau, CACM 7(3), 1964).

    Args:
        words: The vocabulary's words.
        first: Ids of the one side.
        second: Ids of the other side, as many.
    """
    letters = np.ones(len(first), dtype=np.float32)
    sounds = np.ones(len(first), dtype=np.float32)
    differ = np.flatnonzero(first != second)
    if len(differ) == 0:
        return letters, sounds
    low = np.minimum(first[differ], second[differ]).astype(np.int64)
    high = np.maximum(first[differ], second[differ]).astype(np.int64)
    pairs, back = np.unique(low << 32 | high, return_inverse=True)
    by_letters, by_sound = _distinct(words, pairs >> 32, pairs & 0xFFFFFFFF)
    letters[differ], sounds[differ] = by_letters[back], by_sound[back]
    return letters, sounds


def _distinct(
    words: Sequence[str], first: npt.NDArray[np.int64], second: npt.NDArray[np.int64]
) -> tuple[Floats, Floats]:
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import cpdist

    left = [words[one] for one in first.tolist()]
    right = [words[one] for one in second.tolist()]
    same = cpdist(left, right, scorer=OSA.normalized_similarity, workers=-1, dtype=np.float32)
    plain = cpdist(left, right, scorer=OSA.distance, workers=-1, dtype=np.float32)
    folds = {word: transliteration_fold(word) for word in {*left, *right}}
    folded = cpdist(
        [folds[one] for one in left],
        [folds[one] for one in right],
        scorer=OSA.distance,
        workers=-1,
        dtype=np.float32,
    )
    # A change that transliterations make (y for i, kh for h) counts half of one that they do not.
    changes = (plain + np.minimum(folded, plain)) / 2
    allowed = np.fromiter(
        (_allowed_changes(len(one), len(other)) for one, other in zip(left, right, strict=True)),
        np.float32,
        count=len(left),
    )
    degree = np.where(
        changes <= allowed,
        1 - _COST_OF_CHANGE * changes,
        np.where(changes <= allowed + 1, _BEYOND * (allowed > 0), 0.0),
    ).astype(np.float32)
    sounds = _same_sound(words, first, second, same)
    for position in np.flatnonzero(degree < _INITIAL).tolist():
        one, other = left[position], right[position]
        if (len(one) == 1 or len(other) == 1) and one[0] == other[0]:
            degree[position] = _INITIAL
    # Digits are not letters: 7 is not nearly 8, nor 2019 nearly 2018.
    digits = np.array(
        [one[0].isdigit() or other[0].isdigit() for one, other in zip(left, right, strict=True)]
    )
    degree[digits] = 0.0
    sounds[digits] = 0.0
    return degree, sounds


def _allowed_changes(one: int, other: int) -> int:
    """How many letters may change between words of these lengths; one between three and four (Ann, Anne)."""
    shorter = min(one, other)
    return max(shorter // _LETTERS_PER_CHANGE, int(shorter == _LETTERS_PER_CHANGE - 1 and one != other))


def _same_sound(
    words: Sequence[str], first: npt.NDArray[np.int64], second: npt.NDArray[np.int64], same: Floats
) -> Floats:
    """1 where two words are spellings of one sound; looked at only where enough letters agree."""
    found = np.zeros(len(first), dtype=np.float32)
    keys: dict[int, str] = {}
    for position in np.flatnonzero(same >= _SAME_SOUND_LETTERS).tolist():
        one, other = int(first[position]), int(second[position])
        if min(len(words[one]), len(words[other])) < _SHORTEST_SOUND:
            continue
        for word in (one, other):
            if word not in keys:
                keys[word] = sound_key(words[word])
        found[position] = float(keys[one] == keys[other])
    return found


def same_given(words: Sequence[str], first: Ints, second: Ints) -> Floats:
    """1 where two words are forms of one given name (Ted and Theodore, Juan and John)."""
    pairs = zip(first.tolist(), second.tolist(), strict=True)
    return np.fromiter(
        (same_given_name(words[one], words[other]) for one, other in pairs), np.float32, count=len(first)
    )
