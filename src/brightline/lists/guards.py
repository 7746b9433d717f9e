"""Guards that stand before an edition comes into use: better a stale list, loudly, than a broken one.

What they hold back, a person can let in (:mod:`brightline.desk.editions`). What they only find odd becomes a
warning of the edition, and so of every answer that rests on it.
"""

from __future__ import annotations

from brightline.lists.edition import Manifest
from brightline.model.dates import compatible, days_between

# DESIGN: a record count down by more than a tenth. Lists shrink by single per cents between editions;
# in 2024 a consolidated list lost more than half of its rows overnight by an accident of its publisher.
_LARGEST_FALL = 0.10
# Sub-lists below this size shrink by a tenth through ordinary removals.
_SMALLEST_GUARDED = 50
# Programmes are wound up by law (FARC in November 2021, Zimbabwe in March 2024). A fall within one quarter is
# looked at; between editions further apart only the whole list's fall is, which no law has caused so far.
_PROGRAMMES_COMPARED_DAYS = 92
# Rows that the parser could not take whole. Between the successive real editions at hand their number never
# grew (UN 91 and 91, SDN 7 in all four); a column that changes its meaning spoils hundreds. One in a hundred
# leaves room for a day's odd rows, ten for a short list's.
_MORE_LEFT_OUT = 0.01
_MORE_LEFT_OUT_LEAST = 10
# Publishers take ended listings off or keep them: between the real editions the share moves by less than one
# in a hundred. A jump means a column of dates that is read wrongly, and listings in force unseen.
_MORE_ENDED = 0.10
# Names for each record. Losing the aliases file takes the SDN List from 2.6 names to 1.3.
_FEWER_NAMES = 0.10


def reasons_to_hold_back(new: Manifest, current: Manifest | None) -> tuple[str, ...]:
    """Why a parsed edition should not replace the one in use; empty if it may.

    Files that are empty, damaged or in an unknown layout never get this far: their parser refuses them.
    """
    if new.parties == 0:
        return ("it holds no parties at all",)
    if current is None:
        return ()
    reasons = [_went_back(new, current), _fall("records", current.records, new.records)]
    if days_between(current.published, new.published) <= _PROGRAMMES_COMPARED_DAYS:
        reasons += [
            _fall(f"records of {programme}", before, new.counts.get(programme, 0))
            for programme, before in sorted(current.counts.items())
            if before >= _SMALLEST_GUARDED
        ]
    if _read_alike(new, current):
        reasons += [_more_left_out(new, current), _more_ended(new, current)]
    return tuple(reason for reason in reasons if reason)


def warnings_about(new: Manifest, current: Manifest | None) -> tuple[str, ...]:
    """What is odd about an edition next to the one in use, though better than nothing.

    An edition that lost names still tells of every party, so it is used; but names are what finds them.
    """
    if current is None or not (new.names and new.parties and current.names and current.parties):
        return ()
    before, after = current.names / current.parties, new.names / new.parties
    if after >= before * (1 - _FEWER_NAMES):
        return ()
    fall = f"from {before:.2f} in the edition of {current.published} to {after:.2f}"
    return (f"names for each party fell {fall}: parties may not be found by the names that are missing",)


def _fall(what: str, before: int, after: int) -> str | None:
    if after >= before * (1 - _LARGEST_FALL):
        return None
    return f"{what} fell from {before:,} to {after:,}"


def _went_back(new: Manifest, current: Manifest) -> str | None:
    """The newer copy is of older content: a mirror that was set back, or a file put into the wrong folder."""
    if not (new.stated and current.stated) or new.stated >= current.stated:
        return None
    if compatible(new.stated, current.stated):  # 2022-05 says nothing against 2022-05-03
        return None
    return f"it states the date {new.stated}, older than {current.stated} in the edition in use"


def _read_alike(new: Manifest, current: Manifest) -> bool:
    """Whether one parser read both: another leaves out other rows, which says nothing of the publisher."""
    return (new.publisher, new.parser_version) == (current.publisher, current.parser_version)


def _more_left_out(new: Manifest, current: Manifest) -> str | None:
    before, after = len(current.left_out), len(new.left_out)
    if after <= before + max(_MORE_LEFT_OUT_LEAST, new.records * _MORE_LEFT_OUT):
        return None
    return f"records or fields that could not be taken in rose from {before:,} to {after:,}"


def _more_ended(new: Manifest, current: Manifest) -> str | None:
    if not (new.listings and current.listings) or new.ended is None or current.ended is None:
        return None
    before, after = current.ended / current.listings, new.ended / new.listings
    if after <= before + _MORE_ENDED:
        return None
    return f"listings that have ended rose from {before:.0%} to {after:.0%} of all"
