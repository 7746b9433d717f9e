"""brightline: who a company would deal with, and what law and its own policy say about it.

The public functions are imported on first use, so that ``import brightline`` costs nothing.
"""

__version__ = "0.1.0"
