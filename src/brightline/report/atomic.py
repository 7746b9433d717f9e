"""Writing a file whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from brightline.errors import InputError

_PERMISSIONS = 0o666


@contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """A path to write to, in the same folder, which takes the place of ``path`` when all went well.

    If anything fails on the way, what was at ``path`` before stays as it was and nothing else is left behind.

    Raises:
        InputError: The folder does not exist or cannot be written to, or ``path`` is a folder.
    """
    path = path.resolve()
    if path.is_dir():
        raise InputError("a folder, not a file", remedy="name a file in it to write to", file=str(path))
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:60]}.", suffix=".part", dir=path.parent)
    except OSError as problem:
        _refuse(path, problem)
    part = Path(name)
    os.close(handle)
    try:
        yield part
        _give_permissions(part, path)
        part.replace(path)
    except OSError as problem:
        _refuse(path, problem)
    finally:
        part.unlink(missing_ok=True)


def _give_permissions(part: Path, path: Path) -> None:
    """Those of the file that is replaced, else those that a new file gets; temporary files are private."""
    if path.exists():
        part.chmod(path.stat().st_mode & 0o777)
        return
    mask = os.umask(0)
    os.umask(mask)
    part.chmod(_PERMISSIONS & ~mask)


def _refuse(path: Path, problem: OSError) -> NoReturn:
    raise InputError(
        f"cannot be written: {(problem.strerror or str(problem)).lower()}",
        remedy="check that the folder exists, may be written to and has room",
        file=str(path),
    ) from problem
