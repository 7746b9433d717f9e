"""From evidence to one number between 0 and 1: the higher, the likelier that the two are one party.

Four logistic models, one for each way of comparing: persons' names, organizations' names, Chinese characters
against each other, Chinese characters against Latin letters. Each adds up its kinds of evidence, every one
oriented so that more of it never lowers the score; ``model.yaml`` holds the weights, and ``tools/train.py``
fits them, with that constraint, to labelled names.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from brightline.match.arrays import Floats
from brightline.match.evidence import Evidence

# Weights of words in nats are put on the scale of the other evidence; beyond twice this, more says no more.
_NATS = 10.0
_MOST = 2.0
# Words agree wholly: the rest is rounding.
_WHOLLY = 0.999


@dataclass(frozen=True, slots=True)
class Context:
    """What speaks for or against beside the names, in log-odds: set by reasoning, see ``model.yaml``."""

    weak_alias: float
    country_agrees: float
    country_differs: float
    birth_agrees: float
    birth_year_agrees: float
    birth_differs: float
    same_number: float


@dataclass(frozen=True, slots=True)
class Model:
    """The weights: for each way of comparing a base and one weight for each kind of evidence."""

    bases: Mapping[str, float]
    weights: Mapping[str, Mapping[str, float]]
    context: Context


# Which kinds of evidence each way of comparing adds up.
WAYS: Mapping[str, tuple[str, ...]] = {
    "person": (
        "core", "least", "no_contradiction", "no_clash", "no_omission", "whole", "rarity", "not_short",
    ),
    "organization": (
        "core", "least", "no_contradiction", "no_clash", "no_omission", "whole", "wholly", "acronym",
        "rarity", "same_place", "no_other_place", "no_place_missing", "same_business", "no_other_business",
        "same_number", "no_other_number", "no_number_missing", "same_form", "no_other_form", "not_short",
    ),
    "chinese": (
        "characters", "all_characters", "characters_of_both", "same_place", "no_other_place",
        "same_business", "no_other_business", "no_other_number", "no_number_missing", "no_other_form",
    ),
    "chinese_latin": (
        "core", "least", "whole", "heard", "heard_covers", "acronym", "rarity", "same_place",
        "no_other_place", "same_business", "no_other_business", "same_number", "no_other_number",
        "no_number_missing", "not_short",
    ),
}  # fmt: skip


def kinds(evidence: Evidence) -> dict[str, Floats]:
    """Each kind of evidence, oriented so that more is more alike; what speaks against is 0 or below."""
    e = evidence
    # The geometric mean: a misspelt letter is missed by both sides and must not count twice.
    core = np.maximum(np.sqrt(e.core_query * e.core_listed), e.compact)
    return {
        "core": core,
        "least": np.maximum(np.minimum(e.core_query, e.core_listed), e.compact),
        "no_contradiction": -np.minimum(e.contradiction / _NATS, _MOST),
        "no_clash": -np.minimum(e.clashes, 1.0),
        "no_omission": -np.minimum(e.omission / _NATS, _MOST),
        "whole": np.sqrt(e.whole),
        "wholly": np.where(e.whole > _WHOLLY, 1.0, 0.0),
        "acronym": e.acronym,
        "rarity": np.minimum(e.rarity / _NATS, _MOST) * core,
        "same_place": np.maximum(e.place, 0),
        "no_other_place": np.minimum(e.place, 0),
        "no_place_missing": -e.place_missing,
        "same_business": np.maximum(e.business, 0),
        "no_other_business": np.minimum(e.business, 0),
        "same_number": np.where(e.number == 1, 1.0, 0.0),
        "no_other_number": np.where(e.number == -1, -1.0, 0.0),
        "no_number_missing": np.where((e.number < 0) & (e.number > -1), -1.0, 0.0),
        "same_form": np.maximum(e.form, 0),
        "no_other_form": np.minimum(e.form, 0),
        "not_short": -e.short,
        "characters": e.han,
        "all_characters": np.where(e.han > _WHOLLY, 1.0, 0.0),
        "characters_of_both": e.han_ratio,
        "heard": e.heard,
        "heard_covers": e.heard_covers,
    }


def ways(evidence: Evidence) -> npt.NDArray[np.str_]:
    """How each pair is compared."""
    latin = np.where(evidence.person > 0, "person", "organization")
    return np.where(evidence.both_han > 0, "chinese", np.where(evidence.one_han > 0, "chinese_latin", latin))


@cache
def model() -> Model:
    """The model that the package ships."""
    import yaml

    text = files("brightline.match").joinpath("model.yaml").read_text(encoding="utf-8")
    raw = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506  both are safe
    return Model(
        bases={way: float(raw["ways"][way]["base"]) for way in WAYS},
        weights={way: {kind: float(raw["ways"][way][kind]) for kind in WAYS[way]} for way in WAYS},
        context=Context(**{name: float(one["weight"]) for name, one in raw["context"].items()}),
    )


def name_log_odds(evidence: Evidence) -> Floats:
    """The log-odds that the names are one party's, from the names alone."""
    shipped, found, chosen = model(), kinds(evidence), ways(evidence)
    total = np.zeros(len(chosen), dtype=np.float64)
    for way, names in WAYS.items():
        some = np.flatnonzero(chosen == way)
        if len(some):
            total[some] = shipped.bases[way] + sum(
                shipped.weights[way][name] * found[name][some] for name in names
            )
    return total


def probability(log_odds: Floats) -> Floats:
    """Log-odds as a number between 0 and 1."""
    odds: Floats = 1 / (1 + np.exp(-log_odds.astype(np.float64)))
    return odds
