"""Count the words of listed names, for the table that says how rare a word is.

    python tools/word_counts.py

Reads every edition in use in the data directory (publishers whose data is in the public domain only) and
writes ``src/brightline/match/word_counts.tsv``. A word is counted once a name; words of fewer than three
names are left out and count as the rarest.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from brightline.lists.snapshot import choose
from brightline.lists.store import Store, default_home
from brightline.names import analyse

# Works of the United States government and the United Nations' list of names: facts, free to count.
SOURCES = ("us_csl", "us_ofac_sdn", "us_ofac_consolidated", "us_bis_dpl", "us_uflpa", "un_sc")
TARGET = Path(__file__).resolve().parent.parent / "src" / "brightline" / "match" / "word_counts.tsv"
LEAST = 3


def main() -> None:
    """Count and write."""
    store = Store(default_home())
    names = {
        (name.text, party.schema)
        for edition in choose(store, lists=SOURCES).editions
        for party in store.parties(edition)
        for name in party.names
    }
    counts = Counter(word for text, schema in names for word in set(analyse(text, schema).words))
    lines = [
        "# How many listed names have a word, of those in the first line; made by tools/word_counts.py.",
        f"\t{len(names)}",
        *(f"{word}\t{count}" for word, count in sorted(counts.items()) if count >= LEAST),
    ]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(names):,} names, {len(lines) - 2:,} words in {TARGET}")


if __name__ == "__main__":
    main()
