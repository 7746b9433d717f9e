"""A book of 10,000 real names screened against every list in use: time, memory, ratio to a plain baseline.

    python bench/screen_book.py [SHARED]

SHARED is the folder of real data (default: ../shared). The lists must have been imported. The baseline, in
the same run, is rapidfuzz's token_set_ratio of a sample of the names against every listed name, which finds
neither other scripts nor misspelt words as well; its time is scaled to the whole book.
"""

from __future__ import annotations

import csv
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from rapidfuzz import fuzz, process

from brightline.lists.snapshot import choose
from brightline.lists.store import Store, default_home

ROWS = 10_000
SAMPLE = 20


def book(shared: Path, path: Path) -> list[str]:
    """Holdings of a pension fund, then companies listed in China, as one CSV."""
    holdings = shared / "data" / "ownership" / "holdings" / "nbim_EQ_2019_Country.csv"
    companies = shared / "data" / "eval" / "zh_en_listed_companies_a.csv"
    with holdings.open(encoding="utf-8-sig") as stream:
        rows = [(row["Name"], "", row["Country"]) for row in csv.DictReader(stream)]
    with companies.open(encoding="utf-8-sig") as stream:
        rows += [(row["股票全称"], row["英文全称"], "China") for row in csv.DictReader(stream)]
    rows = rows[:ROWS]
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["Name", "English name", "Country"])
        writer.writerows(rows)
    return [name for name, _, _ in rows]


def main() -> None:
    """Screen once to warm the index, once to measure; print one JSON object."""
    shared = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parents[2] / "shared"
    store = Store(default_home())
    editions = choose(store).editions
    listed = [name.text for one in editions for party in store.parties(one) for name in party.names]
    with tempfile.TemporaryDirectory() as folder:
        path, out = Path(folder) / "book.csv", Path(folder) / "answer.jsonl"
        names = book(shared, path)
        command = [sys.executable, "-m", "brightline", "screen", str(path), "-o", str(out)]
        subprocess.run([*command[:4], "--name", "Hikvision"], check=False, capture_output=True)
        start = time.perf_counter()
        done = subprocess.run(command, check=False, capture_output=True)
        seconds = time.perf_counter() - start
        with out.open(encoding="utf-8") as stream:
            hits = sum(bool(json.loads(line)["hits"]) for line in stream)
    start = time.perf_counter()
    for name in names[:: len(names) // SAMPLE]:
        process.extract(name, listed, scorer=fuzz.token_set_ratio, limit=10)
    baseline = (time.perf_counter() - start) * len(names) / SAMPLE
    print(
        json.dumps(
            {
                "rows": len(names),
                "listed_names": len(listed),
                "lists": {one.list: one.edition for one in editions},
                "status": done.returncode,
                "rows_with_hits": hits,
                "seconds": round(seconds, 2),
                "peak_mib": round(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024),
                "cores": os.cpu_count(),
                "baseline_seconds": round(baseline, 1),
                "times_faster_than_baseline": round(baseline / seconds, 1),
            },
            indent=1,
        )
    )


if __name__ == "__main__":
    main()
