"""What a power is made of: each element is so, is not so or is not known, and together they decide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from fieldkit.rules.finding import Finding


@dataclass(frozen=True, slots=True)
class Element:
    """One thing that has to be so: `holds` is None when it is not known, and `says` speaks when it fails.

    `says` is without its full stop, because it is also shown on a key.
    """

    holds: bool | None
    says: str


def lacking(elements: Iterable[Element]) -> Element | None:
    """The first element that does not hold, else the first that is not known, else None."""
    unmet = [element for element in elements if not element.holds]
    return next((element for element in unmet if element.holds is False), unmet[0] if unmet else None)


def weighed(elements: Iterable[Element], says: str, used: Mapping[str, object]) -> Finding:
    """Pass with these words when every element holds; fail when one does not; else cannot tell."""
    unmet = lacking(elements)
    if unmet is None:
        return Finding.passed(says, **used)
    answer = Finding.cannot_tell if unmet.holds is None else Finding.failed
    return answer(f"{unmet.says}.", **used)


def yes_no(answer: str | None) -> bool | None:
    """A code of `yes-no-unknown` as True, False or None."""
    return {"yes": True, "no": False}.get(answer or "")
