"""What a UN sanctions list type stands for: the resolutions, and what they require of states."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from brightline.model import Direction, Effect


@dataclass(frozen=True, slots=True)
class Regime:
    """One sanctions regime of the Security Council.

    Attributes:
        resolutions: Those under which parties are listed, the founding one first.
        effect: What listing does.
        direction: Which way of dealing it restricts.
        terms: What sets it apart, where it is no asset freeze.
    """

    resolutions: str | None
    effect: Effect = Effect.ASSET_FREEZE
    direction: Direction = Direction.DEALINGS_WITH
    terms: str | None = None

    @property
    def citation(self) -> str | None:
        """As a listing cites it."""
        if self.resolutions is None:
            return None
        word = "resolutions" if "," in self.resolutions else "resolution"
        return f"United Nations Security Council {word} {self.resolutions}"


# By UN_LIST_TYPE. Source: the committees' pages on main.un.org/securitycouncil/en/sanctions, as of 2026.
REGIMES: Final = {
    "Al-Qaida": Regime("1267 (1999), 1989 (2011), 2253 (2015)"),
    "CAR": Regime("2127 (2013), 2745 (2024)"),
    "DPRK": Regime("1718 (2006)"),
    "DRC": Regime("1533 (2004)"),
    # Resolution 2048 provides for a travel ban alone; no funds are frozen under it.
    "GB": Regime("2048 (2012)", Effect.NOTICE, Direction.NONE, "Travel ban; no asset freeze"),
    "Haiti": Regime("2653 (2022)"),
    # Since the resolutions before 2231 (2015) apply again (28 September 2025), listings stand on 1737.
    "Iran": Regime("1737 (2006)"),
    "Iraq": Regime("1483 (2003), 1518 (2003)"),
    "Libya": Regime("1970 (2011)"),
    "Somalia": Regime("751 (1992)"),
    "SouthSudan": Regime("2206 (2015)"),
    "Sudan": Regime("1591 (2005)"),
    "Taliban": Regime("1988 (2011)"),
    "Yemen": Regime("2140 (2014)"),
}
# A regime that brightline does not know yet is taken as an asset freeze, the graver reading, uncited.
UNKNOWN: Final = Regime(None)
