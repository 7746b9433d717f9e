"""The data directory: editions and snapshots on disk, whole at every moment.

    HOME/editions/LIST/EDITION/manifest.json        what it is
    HOME/editions/LIST/EDITION/raw/...              the bytes as received
    HOME/editions/LIST/EDITION/parties-vN.parquet   what parser version N made of them
    HOME/editions/LIST/EDITION/ties-vN.parquet
    HOME/snapshots/NNNNNN.json                      one edition for each list
    HOME/current.json                               which snapshot is in use
    HOME/merges.json                                which records a person keeps apart, and why
    HOME/index/...                                  derived; may be deleted at any time

Every file or folder is written under another name first and then renamed, so that a process killed at any
moment leaves the last good state.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from brightline.errors import StoreError
from brightline.lists.edition import Manifest
from brightline.lists.intake import SourceFile
from brightline.model import Party, Tie
from brightline.model.codec import decode_party, decode_tie, encode

# Another import takes seconds; whoever waits longer than this should hear of it.
_LOCK_SECONDS = 60


def default_home() -> Path:
    """``BRIGHTLINE_HOME``, else where the operating system keeps an application's data."""
    if home := os.environ.get("BRIGHTLINE_HOME"):
        return Path(home)
    from platformdirs import user_data_path

    return user_data_path("brightline", appauthor=False)


@dataclass(frozen=True, slots=True)
class Store:
    """The data directory. All reading and writing of editions goes through here."""

    home: Path

    def edition_folder(self, list_id: str, edition: str) -> Path:
        """Where an edition is kept."""
        return self.home / "editions" / list_id / edition

    @property
    def index_folder(self) -> Path:
        """Where derived indexes are kept."""
        return self.home / "index"

    def manifests(self, list_id: str | None = None, *, since: str = "") -> tuple[Manifest, ...]:
        """Every edition here (of one list, if named; from a date on), by list and then by date."""
        pattern = f"{list_id or '*'}/*/manifest.json"
        found = (
            self._read_manifest(path)
            for path in (self.home / "editions").glob(pattern)
            # An edition's id begins with its date.
            if not path.parent.name.startswith(".") and path.parent.name >= since
        )
        return tuple(sorted(found, key=lambda one: (one.list, one.published, one.edition)))

    def manifest(self, list_id: str, edition: str) -> Manifest:
        """One edition's manifest.

        Raises:
            StoreError: The edition is not here, or its manifest is damaged.
        """
        return self._read_manifest(self.edition_folder(list_id, edition) / "manifest.json")

    def _read_manifest(self, path: Path) -> Manifest:
        try:
            return Manifest.from_json(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as problem:
            raise StoreError(
                f"the edition's manifest cannot be read ({problem})",
                remedy=f"delete the folder {path.parent} and import the list again",
                file=str(path),
            ) from problem

    def write_edition(
        self,
        manifest: Manifest,
        parts: Mapping[str, SourceFile],
        parties: Sequence[Party],
        ties: Sequence[Tie],
    ) -> None:
        """Keep an edition; it appears whole or not at all. Writing one that is there already does nothing."""
        folder = self.edition_folder(manifest.list, manifest.edition)
        if folder.exists():
            return
        with self._new_folder(folder) as unfinished:
            (unfinished / "raw").mkdir()
            for role, name in raw_names(manifest).items():
                (unfinished / "raw" / name).write_bytes(parts[role].raw)
            _write_lines(unfinished / _parties_file(manifest.parser_version), map(encode, parties))
            _write_lines(unfinished / _ties_file(manifest.parser_version), map(encode, ties))
            (unfinished / "manifest.json").write_text(manifest.to_json(), encoding="utf-8")

    def replace_manifest(self, changed: Manifest) -> None:
        """Record what became of an edition: its manifest is all of it that may change."""
        path = self.edition_folder(changed.list, changed.edition) / "manifest.json"
        self.replace_text(path, changed.to_json())

    def parties(self, manifest: Manifest) -> tuple[Party, ...]:
        """The parties of an edition, in the publisher's order."""
        return tuple(map(decode_party, self.party_lines(manifest)))

    def party_lines(self, manifest: Manifest) -> tuple[str, ...]:
        """The parties as :func:`brightline.model.codec.encode` wrote them; to compare editions quickly."""
        return tuple(_read_lines(self._data_file(manifest, _parties_file(manifest.parser_version))))

    def ties(self, manifest: Manifest) -> tuple[Tie, ...]:
        """The ties that an edition states."""
        path = self._data_file(manifest, _ties_file(manifest.parser_version))
        return tuple(decode_tie(line) for line in _read_lines(path))

    def _data_file(self, manifest: Manifest, name: str) -> Path:
        path = self.edition_folder(manifest.list, manifest.edition) / name
        if not path.exists():
            raise StoreError(
                "the edition's parsed records are missing",
                remedy=f"delete the folder {path.parent} and import the list again",
                file=str(path),
            )
        return path

    def current(self) -> dict[str, str]:
        """The snapshot in use: one edition id for each list. Empty before the first import."""
        try:
            pointer = json.loads((self.home / "current.json").read_text(encoding="utf-8"))
            snapshot = (self.home / "snapshots" / pointer["snapshot"]).read_text(encoding="utf-8")
            return cast("dict[str, str]", json.loads(snapshot)["lists"])
        except FileNotFoundError:
            return {}
        except OSError as problem:
            raise self._unusable(problem) from problem
        except (ValueError, KeyError) as problem:
            raise StoreError(
                f"the current snapshot cannot be read ({problem})",
                remedy="delete current.json in the data directory and import the lists again",
                file=str(self.home / "current.json"),
            ) from problem

    def switch(self, lists: Mapping[str, str], *, made: str) -> None:
        """Put a new snapshot into use: written first, then pointed to; readers see one or the other."""
        folder = self.home / "snapshots"
        folder.mkdir(parents=True, exist_ok=True)
        number = 1 + max((int(path.stem) for path in folder.glob("[0-9]*.json")), default=0)
        name = f"{number:06d}.json"
        text = json.dumps({"made": made, "lists": dict(sorted(lists.items()))}, indent=1)
        self.replace_text(folder / name, text + "\n")
        self.replace_text(self.home / "current.json", json.dumps({"snapshot": name}) + "\n")

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Hold the data directory for writing; others wait, readers are not held up.

        Raises:
            StoreError: Another process keeps it for longer than a minute, or it cannot be written.
        """
        from filelock import FileLock, Timeout

        try:
            self.home.mkdir(parents=True, exist_ok=True)
            with FileLock(self.home / "lock", timeout=_LOCK_SECONDS):
                yield
        except Timeout as problem:
            raise StoreError(
                "another brightline process is writing to the data directory",
                remedy="wait until it has finished and try again",
                file=str(self.home),
            ) from problem
        except OSError as problem:
            raise self._unusable(problem) from problem

    def _unusable(self, problem: OSError) -> StoreError:
        return StoreError(
            f"the data directory cannot be used ({problem.strerror or problem})",
            remedy="check its permissions and free space, or set BRIGHTLINE_HOME to another folder",
            file=str(problem.filename or self.home),
        )

    @contextmanager
    def _new_folder(self, folder: Path) -> Iterator[Path]:
        folder.parent.mkdir(parents=True, exist_ok=True)
        unfinished = folder.parent / f".unfinished-{folder.name}-{os.getpid()}"
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir()
        try:
            yield unfinished
            unfinished.rename(folder)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)

    def replace_text(self, path: Path, text: str) -> None:
        """Write a file of the data directory so that readers see the old text or the new, never a part."""
        unfinished = path.with_name(f".unfinished-{path.name}-{os.getpid()}")
        unfinished.write_text(text, encoding="utf-8")
        unfinished.replace(path)


def raw_names(manifest: Manifest) -> dict[str, str]:
    """The file name under ``raw/`` of each role; the role goes in front where two names are the same."""
    names = [one.name for one in manifest.files]
    return {
        one.role: one.name if names.count(one.name) == 1 else f"{one.role}-{one.name}"
        for one in manifest.files
    }


def _parties_file(parser_version: int) -> str:
    return f"parties-v{parser_version}.parquet"


def _ties_file(parser_version: int) -> str:
    return f"ties-v{parser_version}.parquet"


def _write_lines(path: Path, lines: Iterator[str]) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.table({"json": pa.array(lines, pa.large_string())}), path, compression="zstd")


def _read_lines(path: Path) -> Iterator[str]:
    import pyarrow.parquet as pq

    try:
        yield from pq.read_table(path)["json"].to_pylist()
    except (OSError, ValueError, KeyError) as problem:
        raise StoreError(
            f"the edition's parsed records cannot be read ({problem})",
            remedy=f"delete the folder {path.parent} and import the list again",
            file=str(path),
        ) from problem
