"""The states of the United States, by which an address without a country shows that it is there."""

from __future__ import annotations

# United States Postal Service, Publication 28, appendix B: the states, the District of Columbia and
# Puerto Rico; other possessions have country codes of their own.
US_STATES = frozenset(
    {
        "AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DE", "FL", "GA", "HI", "ID", "IL", "IN", "IA", "KS", "KY",
        "LA", "ME", "MD", "MA", "MI", "MN", "MS", "MO", "MT", "NE", "NV", "NH", "NJ", "NM", "NY", "NC", "ND",
        "OH", "OK", "OR", "PA", "RI", "SC", "SD", "TN", "TX", "UT", "VT", "VA", "WA", "WV", "WI", "WY", "DC",
        "PR",
    }
)  # fmt: skip
