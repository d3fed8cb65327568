"""The desk for settings: the look and ways of one notebook, each with its default and what it may be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fieldkit.casebook.desk import Desk
from fieldkit.casebook.exchange.notebook_port import POLICY
from fieldkit.errors import Trouble
from fieldkit.rules.finding import counted
from fieldkit.store import settings
from fieldkit.store.changes import Changes
from fieldkit.wire.messages import Policy, decode


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its name, what it is in words, its default and the values it may take."""

    name: str
    label: str
    default: str
    values: tuple[tuple[str, str], ...]


IDLE = "idle_minutes"
_IDLE_MINUTES = (1, 2, 5, 10, 15)
_MOST_IDLE = max(_IDLE_MINUTES)

SETTINGS = (
    Setting("look", "Look", "system", (("system", "As the computer"), ("light", "Light"), ("dark", "Dark"),
                                       ("contrast", "High contrast"))),
    Setting("text_size", "Text size", "100", tuple((str(n), f"{n} %") for n in (100, 125, 150, 175, 200))),
    Setting(IDLE, "Lock when idle for", "5",
            tuple((str(n), f"{n} minute{'s' if n > 1 else ''}") for n in _IDLE_MINUTES)),
    Setting("sound", "Alarm sound", "on", (("on", "On"), ("off", "Off"))),
)  # fmt: skip


class Settings(Desk):
    """Remembered in the notebook, so that they follow it."""

    def read(self) -> Mapping[str, str]:
        """Every setting by name; the idle lock never waits longer than the council allows."""
        with self.notebook.reading() as book:
            found = {s.name: str(settings.get(book, f"set {s.name}", s.default)) for s in SETTINGS}
        most = min(int(found[IDLE]), self.longest_idle())
        return found | {IDLE: str(max(minutes for minutes in _IDLE_MINUTES if minutes <= most))}

    def longest_idle(self) -> int:
        """After how many idle minutes the council wants the laptop locked at the latest; without one, 15."""
        with self.notebook.reading() as book:
            policy = settings.get(book, POLICY)
        asked = decode(bytes.fromhex(policy), Policy).lock_minutes if policy else _MOST_IDLE
        return min(max(asked, 1), _MOST_IDLE)

    def change(self, name: str, value: str) -> Changes:
        """Set one. Raises `Trouble` for a name or value that there is not."""
        known = {setting.name: setting for setting in SETTINGS}
        if name not in known or value not in dict(known[name].values):
            raise Trouble(f"There is no setting {name} with the value {value}.")
        if name == IDLE and int(value) > (most := self.longest_idle()):
            raise Trouble(
                f"Your council locks laptops that were idle for {counted(most, 'minute')}.",
                f"Choose {counted(most, 'minute')} or less.",
            )
        with self.notebook.writing() as book:
            settings.put(book, f"set {name}", value)
        return Changes.to("settings")

    def remember(self, name: str, value: Any) -> None:
        """Keep where the window was: the last page, the last column widths. Not a setting anybody sees."""
        with self.notebook.writing() as book:
            settings.put(book, f"window {name}", value)

    def remembered(self, name: str, default: Any = None) -> Any:
        """What `remember` kept."""
        with self.notebook.reading() as book:
            return settings.get(book, f"window {name}", default)
