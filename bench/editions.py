"""Merging and comparing editions: times of one run, as ratios to building the index of the same parties.

    python bench/editions.py

The lists must have been imported.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable

from brightline.lists.differences import difference
from brightline.lists.merging import merged
from brightline.lists.snapshot import choose
from brightline.lists.store import Store, default_home
from brightline.match.index import build_index


def timed(act: Callable[[], object]) -> float:
    """Seconds that an act takes, once."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def main() -> None:
    """Measure every list in use; print one JSON object."""
    store = Store(default_home())
    lists = [store.parties(one) for one in choose(store).editions]
    everyone = [party for parties in lists for party in parties]
    largest = max(lists, key=len)
    index = timed(lambda: build_index(everyone))
    merging = timed(lambda: merged(lists))
    comparing = timed(lambda: difference(largest, largest[::-1]))
    print(
        json.dumps(
            {
                "parties": len(everyone),
                "index_seconds": round(index, 2),
                "merging_to_index": round(merging / index, 3),
                "comparing_the_largest_list_to_index": round(comparing / index, 3),
                "parties_of_the_largest_list": len(largest),
            },
            indent=1,
        )
    )


if __name__ == "__main__":
    main()
