"""The arrays that matching is computed on."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int32]
Floats = npt.NDArray[np.floating[Any]]
Bytes = npt.NDArray[np.int8]
