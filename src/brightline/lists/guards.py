"""Guards that stand before an edition comes into use: better a stale list, loudly, than a broken one."""

from __future__ import annotations

from brightline.lists.edition import Manifest
from brightline.model.dates import days_between

# DESIGN: a record count down by more than a tenth. Lists shrink by single per cents between editions;
# in 2024 a consolidated list lost more than half of its rows overnight by an accident of its publisher.
_LARGEST_FALL = 0.10
# Sub-lists below this size shrink by a tenth through ordinary removals.
_SMALLEST_GUARDED = 50
# Programmes are wound up by law (FARC in November 2021, Zimbabwe in March 2024). A fall within one quarter is
# looked at; between editions further apart only the whole list's fall is, which no law has caused so far.
_PROGRAMMES_COMPARED_DAYS = 92


def reasons_to_hold_back(new: Manifest, current: Manifest | None) -> tuple[str, ...]:
    """Why a parsed edition should not replace the one in use; empty if it may.

    Files that are empty, damaged or in an unknown layout never get this far: their parser refuses them.
    """
    if new.parties == 0:
        return ("it holds no parties at all",)
    if current is None:
        return ()
    reasons = [_fall("records", current.records, new.records)]
    if days_between(current.published, new.published) <= _PROGRAMMES_COMPARED_DAYS:
        reasons += [
            _fall(f"records of {programme}", before, new.counts.get(programme, 0))
            for programme, before in sorted(current.counts.items())
            if before >= _SMALLEST_GUARDED
        ]
    return tuple(reason for reason in reasons if reason)


def _fall(what: str, before: int, after: int) -> str | None:
    if after >= before * (1 - _LARGEST_FALL):
        return None
    return f"{what} fell from {before:,} to {after:,}"
