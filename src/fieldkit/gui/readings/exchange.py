"""What the page of parcels reads from the casebook, and how it says what a parcel did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fieldkit.gui import saying

_LIVE = "live"
_KB, _MB = 1_000, 1_000_000


@dataclass(frozen=True)
class Exchanging:
    """Whom a parcel can be sealed to, and by officer what is shared with them.

    `enrolled` says whether a council vouches for this laptop: without one nobody could open a parcel.
    """

    enrolled: bool
    officers: tuple[Any, ...] = ()
    shared: dict[str, tuple[Any, ...]] | None = None

    def homes(self, officer: str) -> tuple[Any, ...]:
        """What is shared with an officer."""
        return (self.shared or {}).get(officer, ())


def read(book: Any) -> Exchanging:
    """One look at the notebook, on a lane."""
    if not book.me.enrolled:
        return Exchanging(False)
    officers = tuple(book.exchange.addressees())
    return Exchanging(
        True, officers, {one.officer: tuple(book.exchange.shared(one.officer)) for one in officers}
    )


def likely(seen: Exchanging, operation: str) -> str:
    """The officer to begin with: the only one, or the only one who has a part in `operation`."""
    wanted = [
        one.officer
        for one in seen.officers
        if not operation or operation in [each.home for each in seen.homes(one.officer)]
    ]
    return wanted[0] if len(wanted) == 1 else ""


def ticked(homes: Sequence[Any], operation: str) -> list[str]:
    """What is ticked at first: the sweep that the page was opened for, else every live sweep."""
    return [one.home for one in homes if one.home == operation] or [
        one.home for one in homes if one.kind == "operation" and one.state == _LIVE
    ]


def options(homes: Sequence[Any]) -> list[tuple[str, str]]:
    """A target for each, by reference and name."""
    return [(one.home, _name(one)) for one in homes]


def written(made: Any) -> tuple[str, str]:
    """What was written, and what to do with it."""
    left = (
        f" {saying.counted(made.missing, 'photograph or paper', 'photographs or papers')} did not go along: "
        f"not on this laptop yet."
        if made.missing
        else ""
    )
    return (
        f"{made.path.name} is written for {made.to}: {_names(made.homes)}, "
        f"{saying.counted(made.revisions, 'line')}, {_size(made.size)}.",
        f"Hand over the stick. Only laptop {made.mark} can open it.{left}",
    )


def taken(made: Any) -> tuple[str, str]:
    """What was taken in, and what follows."""
    if made.again:
        return f"This file from {made.sender} was taken in before.", "Nothing changed."
    return (
        f"{_names(made.homes)} taken in from {made.sender}: {saying.counted(made.new, 'new line')}, "
        f"{saying.counted(made.files, 'new photograph or paper', 'new photographs or papers')}.",
        f"What {made.sender} wrote is theirs to send to the council: this laptop does not send it.",
    )


def _name(one: Any) -> str:
    return one.title if one.title.startswith(one.reference) else f"{one.reference}, {one.title}"


def _names(homes: Sequence[Any]) -> str:
    return ", ".join(one.reference or one.title for one in homes)


def _size(count: int) -> str:
    return f"{count / _MB:.1f} MB" if count >= _MB else f"{max(count // _KB, 1)} kB"
