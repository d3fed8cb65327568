"""How long a laptop may be used without the council: past it nothing is read, and writing goes on.

A laptop that is lost keeps nobody's records open for ever; one that is only out of reach loses no word.
"""

from __future__ import annotations

from fieldkit.casebook.desk import Desk
from fieldkit.casebook.exchange.notebook_port import HELLO, POLICY
from fieldkit.errors import Trouble
from fieldkit.rules.finding import counted
from fieldkit.store import settings
from fieldkit.wire.messages import LEASE_HOURS, Policy, decode

LEAST_HOURS, MOST_HOURS = LEASE_HOURS
_HOUR_MS = 3_600_000


class LeaseOver(Trouble):
    """The council was not heard of for longer than it allows."""

    def __init__(self, hours: int) -> None:
        super().__init__(
            f"This laptop has not been in touch with the council for {counted(hours, 'hour')}.",
            "Send and receive, then open it. What you write meanwhile is saved and will be sent.",
        )


class Lease(Desk):
    """Counted from the last answer of the council's server, by this laptop's clock."""

    def until_ms(self) -> int:
        """Until when (UTC, ms) the laptop may be used without the server; 0 before the first round."""
        with self.notebook.reading() as book:
            hello = settings.get(book, HELLO, {})
        return int(hello["at_ms"]) + self._hours() * _HOUR_MS if hello else 0

    def is_over(self) -> bool:
        """Whether contact is needed before anything is read; a clock put back buys no time."""
        until, now = self.until_ms(), self.now().wall_ms
        return bool(until) and not until - (self._hours() + 1) * _HOUR_MS <= now < until

    def must_hold(self) -> None:
        """Raises `LeaseOver` when it is over."""
        if self.is_over():
            raise LeaseOver(self._hours())

    def _hours(self) -> int:
        with self.notebook.reading() as book:
            policy = settings.get(book, POLICY)
        asked = decode(bytes.fromhex(policy), Policy).lease_hours if policy else LEAST_HOURS
        return min(max(asked, LEAST_HOURS), MOST_HOURS)
