"""The reference book: one object that answers what a list, value, wording or number is as of a date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from fieldkit.assets import asset
from fieldkit.reference.codes import Code, code_list
from fieldkit.reference.employment import RuleSet, rule_sets
from fieldkit.reference.local import LocalValue, Value, chosen, read_council, read_local
from fieldkit.reference.reading import read_toml, rows, shipped
from fieldkit.reference.wordings import Wording, read_wordings


@dataclass(frozen=True, slots=True)
class Phone:
    """A number to call when worried about a child; `number` is empty until the council has given it."""

    code: str
    label: str
    number: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class BankHoliday:
    """A bank holiday in England, as proclaimed."""

    day: date
    name: str


@dataclass(frozen=True, slots=True)
class Reference:
    """Everything that law or the council may change, as it stood on `as_of`. Make it with `load`."""

    as_of: date
    council_values: tuple[LocalValue, ...] = ()
    council_wordings: tuple[Wording, ...] = ()
    council_phones: tuple[Phone, ...] = ()

    @classmethod
    def load(cls, as_of: date, local: Path | None = None) -> Reference:
        """The book of a day, with a council's own file over it.

        Raises `Trouble` naming file, key and line when the council's file cannot be used.
        """
        if local is None:
            return cls(as_of)
        return cls(as_of, *_of_council(local, _content(local)))

    def codes(self, name: str) -> tuple[Code, ...]:
        """The codes of a list that may be chosen on the day. Raises `LookupError` for an unknown list."""
        return tuple(code for code in code_list(name) if code.in_force(self.as_of))

    def code(self, name: str, code: str) -> Code:
        """One code, also an ended one, because old records keep it. Raises `LookupError` if never known."""
        found = [entry for entry in code_list(name) if entry.code == code]
        if not found:
            raise LookupError(f"no code {code} in {name}")
        return next((entry for entry in found if entry.in_force(self.as_of)), found[-1])

    def label(self, name: str, code: str) -> str:
        """A code in words; the code itself when a newer FieldKit wrote it."""
        try:
            return self.code(name, code).label
        except LookupError:
            return code

    def local(self, key: str) -> Value:
        """The value of a council-editable key. Raises `LookupError` for an unknown key."""
        return self.local_value(key).value

    def number(self, key: str) -> int:
        """A local value that is a whole number. Raises `TypeError` if it is not."""
        found = self.local(key)
        if not isinstance(found, int) or isinstance(found, bool):
            raise TypeError(f"{key} is not a number")
        return found

    def day(self, key: str) -> date | None:
        """A local value that is a date, or None while it is open. Raises `TypeError` if it is neither."""
        found = self.local(key)
        if found == "":
            return None
        if not isinstance(found, date):
            raise TypeError(f"{key} is not a date")
        return found

    def employment_law(self, worked_on: date) -> RuleSet:
        """The rule set of the day of the work: the last that had begun by then."""
        begun = [rules for rules in rule_sets() if self._begun(rules, worked_on)]
        return begun[-1]

    def local_value(self, key: str) -> LocalValue:
        """A local value with its authority, note and dates; the council's before ours."""
        found = chosen(self.council_values, key, self.as_of) or chosen(_our_values(), key, self.as_of)
        if found is None:
            raise LookupError(f"no local value {key}")
        return found

    def local_values(self) -> tuple[LocalValue, ...]:
        """Every local value of the day, by key."""
        keys = sorted({value.key for value in _our_values() if value.in_force(self.as_of)})
        return tuple(self.local_value(key) for key in keys)

    def wording(self, name: str, version: str | None = None, language: str = "en") -> Wording:
        """The words of the day, or a named version for a record made under it; the council's before ours.

        Raises `LookupError` when there is none, `Trouble` when a shipped wording was altered.
        """
        for wordings in (self.council_wordings, _our_wordings()):
            for words in reversed(wordings):
                if words.id != name or words.language != language:
                    continue
                if words.version == version or (version is None and words.in_force(self.as_of)):
                    return words
        raise LookupError(f"no wording {name} {version or ''} in {language}")

    def wordings(self) -> tuple[Wording, ...]:
        """Every version of every wording, ours first."""
        return _our_wordings() + self.council_wordings

    def phones(self) -> tuple[Phone, ...]:
        """Whom to call about a child, most urgent first; a number that the council has not given is empty."""
        council = {phone.code: phone for phone in self.council_phones}
        return tuple(council.get(phone.code, phone) for phone in _our_phones())

    def _begun(self, rules: RuleSet, on: date) -> bool:
        if not rules.commences:
            return True
        since = self.day(rules.commences)
        return since is not None and since <= on

    def bank_holidays(self) -> tuple[BankHoliday, ...]:
        """The bank holidays of England that FieldKit knows, in order."""
        return _bank_holidays()


def sample_council() -> Path:
    """The file of local values of Fenmarch, the fictional council of the demonstration."""
    return asset("resources", "reference", "fenmarch.toml")


def _content(local: Path) -> bytes:
    """A council's file as it lies there; one that cannot be read is told where it is parsed."""
    try:
        return local.read_bytes()
    except OSError:
        return b""


@lru_cache(maxsize=4)
def _of_council(
    local: Path, _as_it_lies: bytes
) -> tuple[tuple[LocalValue, ...], tuple[Wording, ...], tuple[Phone, ...]]:
    """What a council's file says, parsed once while it stays as it lies."""
    parsed = read_toml(local)
    values = tuple(read_council(local, parsed, _our_values()))
    return values, tuple(read_wordings(local, parsed)), tuple(_phones(local, parsed))


@cache
def _our_values() -> tuple[LocalValue, ...]:
    return tuple(read_local(asset("resources", "reference", "local.toml"), shipped("local.toml")))


@cache
def _our_wordings() -> tuple[Wording, ...]:
    return tuple(
        words
        for name in ("wordings.toml", "letters.toml")
        for words in read_wordings(asset("resources", "reference", name), shipped(name))
    )


@cache
def _our_phones() -> tuple[Phone, ...]:
    return tuple(_phones(asset("resources", "reference", "phones.toml"), shipped("phones.toml")))


@cache
def _bank_holidays() -> tuple[BankHoliday, ...]:
    return tuple(BankHoliday(entry["day"], entry["name"]) for entry in shipped("bank-holidays.toml")["days"])


def _phones(path: Path, parsed: dict[str, Any]) -> Iterator[Phone]:
    for row in rows(path, parsed, "phone", "code"):
        yield Phone(row.text("code"), row.text("label"), row.text("number"), row.text("hint", ""))
