"""What the words mean: parties, listings and ties, as frozen values without input or output."""

from brightline.model.listing import Direction, Effect, Listing
from brightline.model.party import Address, Identifier, Name, NameKind, Party, Schema, Scheme
from brightline.model.tie import Tie, TieKind

__all__ = [
    "Address",
    "Direction",
    "Effect",
    "Identifier",
    "Listing",
    "Name",
    "NameKind",
    "Party",
    "Schema",
    "Scheme",
    "Tie",
    "TieKind",
]
