"""From evidence to one number between 0 and 1: the higher, the likelier that the two are one party.

A logistic model over the evidence, its weights in ``weights.yaml`` with the reason beside each. Contradiction
costs more than omission because the two shares of telling words are multiplied: a word that one name leaves
out lowers one share, words that differ lower both.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files

import numpy as np

from brightline.match.arrays import Floats
from brightline.match.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of the model, in units of log-odds; ``weights.yaml`` says what each is for."""

    base: float
    core: float
    whole: float
    acronym: float
    common_words: float
    enough_rarity: float
    short_core: float
    place_agrees: float
    place_differs: float
    business_agrees: float
    business_differs: float
    number_agrees: float
    number_differs: float
    number_missing: float
    form_agrees: float
    form_differs: float
    weak_alias: float
    country_agrees: float
    country_differs: float
    birth_agrees: float
    birth_year_agrees: float
    birth_differs: float


@cache
def weights() -> Weights:
    """The weights that the package ships."""
    import yaml

    text = files("brightline.match").joinpath("weights.yaml").read_text(encoding="utf-8")
    raw = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506  both are safe
    return Weights(**{one.name: float(raw[one.name]["weight"]) for one in fields(Weights)})


def core_agreement(evidence: Evidence) -> Floats:
    """How far the telling words agree, from 0 to 1: word by word, or joined, whichever is better."""
    by_word: Floats = evidence.core_query * evidence.core_listed
    return np.maximum(by_word, evidence.compact)


def name_log_odds(evidence: Evidence) -> Floats:
    """The log-odds that the names are one party's, from the names alone."""
    w = weights()
    acronym = w.acronym * evidence.acronym
    core = np.maximum(core_agreement(evidence), acronym)
    whole = np.maximum(evidence.whole, acronym)
    common = 1 - np.minimum(evidence.rarity / w.enough_rarity, 1.0)
    common = np.where(evidence.acronym > 0, 0.0, common)
    total: Floats = w.base + w.core * core + w.whole * whole + w.common_words * common * core
    total = total + np.where(evidence.short > 0, w.short_core, 0.0)
    total = total + _two_sided(evidence.place, w.place_agrees, w.place_differs)
    total = total + _two_sided(evidence.business, w.business_agrees, w.business_differs)
    total = total + np.where(evidence.number == -0.25, w.number_missing, 0.0)
    total = total + np.where(
        np.abs(evidence.number) == 1, _two_sided(evidence.number, w.number_agrees, w.number_differs), 0.0
    )
    return total + _two_sided(evidence.form, w.form_agrees, w.form_differs)


def probability(log_odds: Floats) -> Floats:
    """Log-odds as a number between 0 and 1."""
    odds: Floats = 1 / (1 + np.exp(-log_odds.astype(np.float64)))
    return odds


def _two_sided(value: Floats, for_it: float, against_it: float) -> Floats:
    sided: Floats = np.where(value >= 0, value * for_it, -value * against_it)
    return sided
