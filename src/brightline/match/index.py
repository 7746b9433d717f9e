"""The index of listed parties: everything that a screen needs, in columns, in memory or mapped from disk."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from brightline.match.arrays import Bytes, Ints
from brightline.match.candidates import (
    Features,
    Keys,
    Sparse,
    make_features,
    name_keys,
    name_vectors,
)
from brightline.match.readings import group_of
from brightline.match.table import NameTable, Vocabulary, make_table, make_vocabulary
from brightline.model import Identifier, NameKind, Party, Scheme
from brightline.model.codec import decode_party, encode
from brightline.model.countries import all_codes
from brightline.names import analyse

# Raised whenever an index built before would give other answers: it is part of the folder's name.
FORMAT = 8

# Identifiers that two parties cannot share. Tickers, passports and unlabelled numbers repeat between issuers.
_UNIQUE_SCHEMES = frozenset(
    (Scheme.LEI, Scheme.USCC, Scheme.IMO, Scheme.ISIN, Scheme.BIC, Scheme.OFAC, Scheme.UN, Scheme.WALLET)
)

Bits = npt.NDArray[np.uint64]


@dataclass(frozen=True)
class Index:
    """Listed parties, ready to be screened against.

    Attributes:
        records: Each party as :func:`brightline.model.codec.encode` writes it.
        texts: Each name as the publisher writes it.
        owners: The party of each name.
        weak: Whether each name is a weak alias.
        groups: The kind bits of each party.
        countries: The country bits of each party, four words of 64 bits.
        vocabulary: The words of all names.
        table: The names taken apart.
        features: The letter sequences of all names.
        postings: Features by names.
        keys: Exact keys of names, sorted.
        key_names: The name of each key.
        numbers: Hashes of identifiers, sorted.
        number_parties: The party of each.
    """

    records: Sequence[str]
    texts: Sequence[str]
    owners: Ints
    weak: Bytes
    groups: Bytes
    countries: Bits
    vocabulary: Vocabulary
    table: NameTable
    features: Features
    postings: Sparse
    keys: Keys
    key_names: Ints
    numbers: Keys
    number_parties: Ints

    def party(self, position: int) -> Party:
        """One party, whole."""
        return decode_party(self.records[position])


def country_bits(countries: Sequence[Sequence[str]]) -> Bits:
    """Sets of country codes as bits, one row each; unknown codes count as none."""
    place = {code: position for position, code in enumerate(all_codes())}
    bits = np.zeros((len(countries), 4), dtype=np.uint64)
    for row, codes in enumerate(countries):
        for code in codes:
            if (position := place.get(code)) is not None:
                bits[row, position // 64] |= np.uint64(1 << (position % 64))
    return bits


def number_hashes(identifiers: Sequence[Identifier]) -> Iterator[int]:
    """Hashes of those identifiers that can tell parties apart on their own."""
    for one in identifiers:
        if one.scheme in _UNIQUE_SCHEMES:
            value = "".join(character for character in one.value.upper() if character.isalnum())
            key = f"{one.scheme}:{value}".encode()
            yield int.from_bytes(hashlib.blake2b(key, digest_size=8).digest(), "little")


def build_index(parties: Sequence[Party]) -> Index:
    """Index parties by their names, identifiers and countries. A name that two aliases share is kept once."""
    texts: list[str] = []
    owners: list[int] = []
    weak: list[bool] = []
    analysed = []
    for position, party in enumerate(parties):
        for text, is_weak in _distinct_names(party):
            texts.append(text)
            owners.append(position)
            weak.append(is_weak)
            analysed.append(analyse(text, party.schema))
    vocabulary = make_vocabulary(analysed)
    table = make_table(analysed, vocabulary)
    features = make_features(vocabulary, table)
    key_names, keys = name_keys(table, vocabulary)
    number_parties, numbers = _numbers(parties)
    order, number_order = np.argsort(keys, kind="stable"), np.argsort(numbers, kind="stable")
    return Index(
        records=[encode(party) for party in parties],
        texts=texts,
        owners=np.array(owners, dtype=np.int32),
        weak=np.array(weak, dtype=np.int8),
        groups=np.array([group_of(party.schema) for party in parties], dtype=np.int8),
        countries=country_bits([party.countries for party in parties]),
        vocabulary=vocabulary,
        table=table,
        features=features,
        postings=name_vectors(vocabulary, table, features).transposed(),
        keys=keys[order],
        key_names=key_names[order],
        numbers=numbers[number_order],
        number_parties=number_parties[number_order],
    )


def _distinct_names(party: Party) -> list[tuple[str, bool]]:
    """Each text once; it is weak only if the publisher never gives it as anything else."""
    found: dict[str, bool] = {}
    for name in party.names:
        found[name.text] = found.get(name.text, True) and name.kind is NameKind.WEAK
    return list(found.items())


def _numbers(parties: Sequence[Party]) -> tuple[Ints, Keys]:
    found = [
        (position, number)
        for position, party in enumerate(parties)
        for number in number_hashes(party.identifiers)
    ]
    owners = np.array([position for position, _ in found], dtype=np.int32)
    return owners, np.array([number for _, number in found], dtype=np.uint64)


_TABLE_ARRAYS = ("offsets", "words", "roles", "forms", "shared_only", "abjad")
_TABLE_TEXTS = ("compacts", "reversed_compacts", "hans", "spoken", "initials")
_ARRAYS = ("owners", "weak", "groups", "countries", "keys", "key_names", "numbers", "number_parties")


def save_index(index: Index, folder: Path) -> None:
    """Write an index into an empty folder, so that :func:`load_index` maps it without reading it all."""
    for name in _ARRAYS:
        np.save(folder / f"{name}.npy", getattr(index, name))
    for name in _TABLE_ARRAYS:
        np.save(folder / f"table-{name}.npy", getattr(index.table, name))
    for name in ("offsets", "columns", "values"):
        np.save(folder / f"posting-{name}.npy", getattr(index.postings, name))
    np.save(folder / "word-rarity.npy", index.vocabulary.rarity)
    np.save(folder / "feature-rarity.npy", index.features.rarity)
    _save_texts(folder / "records.arrow", index.records)
    _save_texts(folder / "texts.arrow", index.texts)
    for name in _TABLE_TEXTS:
        _save_texts(folder / f"table-{name}.arrow", getattr(index.table, name))
    _save_texts(folder / "words.arrow", index.vocabulary.words)
    _save_texts(folder / "features.arrow", tuple(index.features.ids))
    (folder / "format.json").write_text(json.dumps({"format": FORMAT}), encoding="utf-8")


def load_index(folder: Path) -> Index:
    """The index that :func:`save_index` wrote, mapped from disk."""

    def array(name: str) -> Any:  # noqa: ANN401  the caller's field says which
        # "c": the product of candidates wants arrays that could be written to; writing would copy.
        return np.asarray(np.load(folder / f"{name}.npy", mmap_mode="c"))

    owners = array("owners")

    texts: dict[str, Any] = {
        name: _Texts(_load_texts(folder / f"table-{name}.arrow")) for name in _TABLE_TEXTS
    }
    words = tuple(_load_texts(folder / "words.arrow").to_pylist())
    features = _load_texts(folder / "features.arrow").to_pylist()
    return Index(
        records=_Texts(_load_texts(folder / "records.arrow")),
        texts=_Texts(_load_texts(folder / "texts.arrow")),
        vocabulary=Vocabulary(words, array("word-rarity"), dict(zip(words, range(len(words)), strict=True))),
        table=NameTable(
            **{name: array(f"table-{name}") for name in _TABLE_ARRAYS},
            **texts,
        ),
        features=Features(dict(zip(features, range(len(features)), strict=True)), array("feature-rarity")),
        postings=Sparse(
            array("posting-offsets"), array("posting-columns"), array("posting-values"), width=len(owners)
        ),
        **{name: array(name) for name in _ARRAYS},
    )


class _Texts(Sequence[str]):
    """Texts mapped from disk, each decoded when asked for."""

    def __init__(self, column: Any) -> None:  # noqa: ANN401  pyarrow is untyped
        self._column = column

    def __len__(self) -> int:
        return len(self._column)

    def __getitem__(self, position: Any) -> Any:  # noqa: ANN401  as Sequence has it
        return self._column[position].as_py()


def _save_texts(path: Path, texts: Sequence[str]) -> None:
    import pyarrow as pa

    table = pa.table({"text": pa.array(texts, pa.large_string())}).combine_chunks()
    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table, max_chunksize=max(len(texts), 1))


def _load_texts(path: Path) -> Any:  # noqa: ANN401  pyarrow is untyped
    import pyarrow as pa

    table = pa.ipc.open_file(pa.memory_map(str(path))).read_all()
    return table["text"].chunk(0) if len(table) else pa.array([], pa.large_string())
