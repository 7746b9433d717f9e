"""Fit the model of the score to labelled names, and report it out of fold.

    python tools/train.py [SHARED]       (make train)

Labelled pairs: the aliases of listed parties (public domain; two names of one party are the same, the nearest
names of other parties are not), the starter list's Chinese and English names, and the labelled pairs in
SHARED/data/eval whose licence allows it. An alias that has a telling word without counterpart is another
name, not a spelling of the same one, and teaches nothing about spelling: left out, as are different parties
whose names agree wholly. Every weight is 0 or above (monotone). Folds are grouped by name.

The lists must have been imported. Writes ``src/brightline/match/model.yaml``; the weights beside the names in
its part ``context`` are not fitted and stay.
"""

from __future__ import annotations

import csv
import json
import random
import sys
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import yaml
from scipy.optimize import minimize

from brightline.lists.snapshot import choose, merged_parties
from brightline.lists.store import Store, default_home
from brightline.match.candidates import name_vectors, similar
from brightline.match.compare import compare_pairs
from brightline.match.index import Index, build_index
from brightline.match.score import WAYS, kinds, ways
from brightline.match.table import make_table
from brightline.model import Party, Schema
from brightline.names import analyse
from brightline.names.text import has_han

MODEL = Path(__file__).resolve().parent.parent / "src" / "brightline" / "match" / "model.yaml"
FOLDS = 5
SEED = 7
NAMES_SAMPLED = 6_000
# Against the pull towards 0 of each weight; larger ones under-fit the small sets.
RIDGE = 3e-4
# Labelled by people, one by one: each counts for several pairs that were made by rule.
WEIGHTS = {"pairs": 4.0, "facilities": 2.0, "lists": 0.5, "starter": 2.0}

# Never less, whatever the labels say: the 7th Division is not the 8th, nor a branch the one in another city.
LEAST = {"no_other_number": 5.0, "no_other_place": 2.0}

Pair = tuple[str, str, Schema | None]
Vector = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Labelled:
    """Labelled pairs of one source with their evidence."""

    source: str
    pairs: Sequence[Pair]
    same: npt.NDArray[np.bool_]
    found: dict[str, Vector]
    way: npt.NDArray[np.str_]
    fold: npt.NDArray[np.int64]


def labelled(source: str, rows: Sequence[tuple[str, str, Schema | None, bool]]) -> Labelled:
    """Measure the evidence of labelled pairs."""
    pairs = [row[:3] for row in rows]
    _, evidence = compare_pairs(pairs)
    same = np.array([row[3] for row in rows])
    keep = np.ones(len(rows), dtype=bool)
    found = {name: np.asarray(values, dtype=np.float64) for name, values in kinds(evidence).items()}
    if source == "lists":
        another_name = same & ((evidence.clashes >= 1) | ((found["core"] < 0.15) & (evidence.acronym == 0)))
        listed_twice = ~same & (found["core"] > 0.93) & (found["whole"] > 0.9) & (evidence.clashes == 0)
        keep = ~(another_name | listed_twice)
    some = np.flatnonzero(keep)
    return Labelled(
        source,
        [pairs[one] for one in some],
        same[some],
        {name: values[some] for name, values in found.items()},
        ways(evidence)[some],
        _folds([pairs[one] for one in some]),
    )


def _folds(pairs: Sequence[Pair]) -> npt.NDArray[np.int64]:
    """Pairs that share a name, directly or through others, fall into one fold."""
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        while parent.setdefault(name, name) != name:
            name = parent[name]
        return name

    for first, second, _ in pairs:
        parent[root(first.casefold())] = root(second.casefold())
    return np.array([zlib.crc32(root(first.casefold()).encode()) % FOLDS for first, _, _ in pairs])


def fit(names: Sequence[str], x: Vector, same: npt.NDArray[np.bool_], weight: Vector) -> Vector:
    """A base and non-negative weights that make the labelled pairs likeliest."""
    sign = np.where(same, 1.0, -1.0)

    def loss(parameters: Vector) -> tuple[float, Vector]:
        margin = sign * (parameters[0] + x @ parameters[1:])
        pull = -sign * weight / (1 + np.exp(margin))
        gradient = np.concatenate([[pull.sum()], x.T @ pull]) / weight.sum()
        gradient[1:] += RIDGE * parameters[1:]
        value = (np.logaddexp(0, -margin) * weight).sum() / weight.sum()
        return value + RIDGE * float((parameters[1:] ** 2).sum()) / 2, gradient

    bounds = [(None, None), *((LEAST.get(name, 0.0), None) for name in names)]
    found: Vector = minimize(
        loss,
        np.array([0.0, *(low or 0.0 for low, _ in bounds[1:])]),
        jac=True,
        method="L-BFGS-B",
        bounds=bounds,
    ).x
    return found


def train(sets: Sequence[Labelled], without_fold: int | None = None) -> dict[str, Vector]:
    """Fit every way of comparing, leaving one fold of the pairs labelled by people out."""
    fitted = {}
    for way, names in WAYS.items():
        x, same, weight = [], [], []
        for one in sets:
            held_out = (one.fold == without_fold) & (one.source in {"pairs", "facilities"})
            some = (one.way == way) & ~held_out
            x.append(np.stack([one.found[name][some] for name in names], axis=1))
            same.append(one.same[some])
            weight.append(np.full(int(some.sum()), WEIGHTS[one.source]))
        fitted[way] = fit(names, np.concatenate(x), np.concatenate(same), np.concatenate(weight))
    return fitted


def scores(one: Labelled, fitted: dict[str, Vector]) -> Vector:
    """Scores of labelled pairs by a fitted model."""
    total = np.zeros(len(one.same))
    for way, names in WAYS.items():
        some = one.way == way
        x = np.stack([one.found[name][some] for name in names], axis=1)
        total[some] = fitted[way][0] + x @ fitted[way][1:]
    return 1 / (1 + np.exp(-total))


def best_f1(same: npt.NDArray[np.bool_], score: Vector) -> tuple[float, float]:
    """The best F1 at a single threshold, and the threshold."""
    best = (0.0, 0.0)
    for threshold in np.unique(score):
        chosen = score >= threshold
        f1 = 2 * (same & chosen).sum() / (same.sum() + chosen.sum())
        best = max(best, (float(f1), float(threshold)))
    return best


def main() -> None:
    """Fit, report out of fold, write."""
    shared = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parents[2] / "shared"
    store = Store(default_home())
    sets = [
        labelled("pairs", pairs_of(shared / "data" / "eval")),
        labelled("facilities", facilities(shared / "data" / "eval")),
        labelled("lists", alias_pairs(store)),
        labelled("starter", starter_pairs(store)),
    ]
    for one in sets[:2]:
        out_of_fold = np.zeros(len(one.same))
        for fold in range(FOLDS):
            fitted = train(sets, without_fold=fold)
            out_of_fold[one.fold == fold] = scores(one, fitted)[one.fold == fold]
        f1, threshold = best_f1(one.same, out_of_fold)
        print(f"{one.source}: {len(one.same)} pairs, F1 {f1:.3f} at {threshold:.2f} out of fold")
    write(train(sets))


def write(fitted: dict[str, Vector]) -> None:
    """Put the weights into the shipped model, its other parts unchanged."""
    head, _, _ = MODEL.read_text(encoding="utf-8").partition("ways:\n")
    lines = ["ways:\n"]
    for way, names in WAYS.items():
        lines.append(f"  {way}:\n    base: {fitted[way][0]:.3f}\n")
        lines += [f"    {name}: {value:.3f}\n" for name, value in zip(names, fitted[way][1:], strict=True)]
    MODEL.write_text(head + "".join(lines), encoding="utf-8")
    yaml.safe_load(MODEL.read_text(encoding="utf-8"))


def pairs_of(folder: Path) -> list[tuple[str, str, Schema | None, bool]]:
    """Pairs labelled by people: names of all kinds, of companies, and of Xinjiang."""
    rows: list[tuple[str, str, Schema | None, bool]] = []
    with (folder / "name_pairs_nomenklatura_a.csv").open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            kind = Schema(row["schema"]) if row["schema"] in list(Schema) else None
            rows.append((row["name1"], row["name2"], kind, row["is_match"] == "true"))
    with (folder / "company_pairs_company_name_matcher.csv").open(encoding="utf-8-sig") as stream:
        rows += [
            (row["Name_x"], row["Name_y"], Schema.COMPANY, row["Targets"] == "1")
            for row in csv.DictReader(stream)
        ]
    with (folder / "xinjiang_name_pairs_a.tsv").open(encoding="utf-8") as stream:
        rows += [
            (row["name1"], row["name2"], None, row["same"] == "Y")
            for row in csv.DictReader(stream, delimiter="\t")
        ]
    return rows


def facilities(folder: Path) -> list[tuple[str, str, Schema | None, bool]]:
    """Production sites, same or distinct."""
    raw = json.loads((folder / "facility_pairs_open_supply_hub.json").read_text(encoding="utf-8"))
    return [
        (pair["__value__"][0]["name"], pair["__value__"][1]["name"], Schema.COMPANY, label == "match")
        if isinstance(pair, dict)
        else (pair[0]["name"], pair[1]["name"], Schema.COMPANY, label == "match")
        for label in ("match", "distinct")
        for pair in raw[label]
    ]


def alias_pairs(store: Store) -> list[tuple[str, str, Schema | None, bool]]:
    """Strong aliases of one party, and the nearest names of other parties."""
    chance = random.Random(SEED)
    editions = choose(store, lists=["us_ofac_sdn", "us_csl"]).editions
    parties = [
        party
        for party in merged_parties(store.parties(one) for one in editions)
        if party.schema not in {Schema.VESSEL, Schema.AIRPLANE}
    ]
    index = build_index(parties)
    picked = sorted(chance.sample(range(len(index.texts)), min(NAMES_SAMPLED, len(index.texts))))
    near = _near(index, parties, picked)
    rows: list[tuple[str, str, Schema | None, bool]] = []
    for name, others in zip(picked, near, strict=True):
        owner = int(index.owners[name])
        kind, text = parties[owner].schema, index.texts[name]
        strong = [one for one in others if index.owners[one] == owner and one != name]
        strong = [one for one in strong if not index.weak[one] and not index.weak[name]]
        strange = [
            one
            for one in others
            if index.owners[one] != owner
            and index.texts[one].casefold() != text.casefold()
            and (parties[int(index.owners[one])].schema is Schema.PERSON) == (kind is Schema.PERSON)
        ]
        for some, most, same in ((strong, 2, True), (strange, 4, False)):
            rows += [
                (text, index.texts[one], kind, same) for one in chance.sample(some, min(most, len(some)))
            ]
    return rows


def _near(index: Index, parties: Sequence[Party], picked: Sequence[int]) -> list[list[int]]:
    parts = [analyse(index.texts[one], parties[int(index.owners[one])].schema) for one in picked]
    vocabulary = index.vocabulary.extended(parts)
    table = make_table(parts, vocabulary)
    rows, names = similar(name_vectors(vocabulary, table, index.features), index.postings, threads=2)
    found: list[list[int]] = [[] for _ in picked]
    for row, name in zip(rows.tolist(), names.tolist(), strict=True):
        found[row].append(name)
    return found


def starter_pairs(store: Store) -> list[tuple[str, str, Schema | None, bool]]:
    """Chinese with English names of one starter party, and the nearest English names of other parties."""
    chance = random.Random(SEED)
    editions = choose(store, lists=["starter", "us_csl", "us_uflpa"]).editions
    by_list = {one.list: store.parties(one) for one in editions}
    starter = by_list.pop("starter")
    listed = [_latin(party) for parties in by_list.values() for party in parties]
    index = build_index([party for party in listed if party.names])
    rows: list[tuple[str, str, Schema | None, bool]] = []
    for party in starter:
        english = [name.text for name in party.names if not has_han(name.text)]
        own = {"".join(analyse(one).core) for one in english}
        for chinese in (name.text for name in party.names if has_han(name.text)):
            rows += [(chinese, one, party.schema, True) for one in english[:3]]
            [near] = _near_texts(index, [chinese])
            strange = [text for text in near if "".join(analyse(text).core) not in own]
            rows += [
                (chinese, one, party.schema, False) for one in chance.sample(strange, min(12, len(strange)))
            ]
    return rows


def _latin(party: Party) -> Party:
    return replace(party, names=tuple(name for name in party.names if not has_han(name.text)))


def _near_texts(index: Index, texts: Sequence[str]) -> list[list[str]]:
    parts = [analyse(text) for text in texts]
    vocabulary = index.vocabulary.extended(parts)
    vectors = name_vectors(vocabulary, make_table(parts, vocabulary), index.features)
    rows, names = similar(vectors, index.postings, threads=2)
    found: list[list[str]] = [[] for _ in texts]
    for row, name in zip(rows.tolist(), names.tolist(), strict=True):
        found[row].append(index.texts[name])
    return found


if __name__ == "__main__":
    main()
