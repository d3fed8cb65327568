"""The form of a referral: its pages, and the answers of several records beside each other in one draft."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from fieldkit.kinds.record import Question, question
from fieldkit.kinds.registry import kind_named
from fieldkit.store.drafts import Typed

MOST_PEOPLE = 12


@dataclass(frozen=True, slots=True)
class Part:
    """What a page asks about one record; an answer is named by the part and the record's own field."""

    name: str
    kind: str
    fields: tuple[str, ...]

    def asked(self) -> tuple[Question, ...]:
        """The record's questions under their names on this form."""
        return tuple(self._renamed(question(kind_named(self.kind), field)) for field in self.fields)

    def typed(self, answers: Mapping[str, Typed]) -> dict[str, Typed]:
        """What was answered, by the record's own fields."""
        found = {field: answers.get(self.answer(field), "") for field in self.fields}
        return {field: said for field, said in found.items() if said not in ("", [])}

    def answer(self, field: str) -> str:
        """The name that an answer has on this form."""
        return f"{self.name}_{field}"

    def _renamed(self, item: Question) -> Question:
        when = item.ask.when
        if when is not None:
            when = (self.answer(when[0]), when[1])
        return replace(item, name=self.answer(item.name), ask=replace(item.ask, when=when))


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of the form; `person` counts the family from 1 and is 0 on the other pages."""

    name: str
    parts: tuple[Part, ...]
    person: int = 0

    def asked(self) -> tuple[Question, ...]:
        """The questions of the page, at most five."""
        return tuple(item for part in self.parts for item in part.asked())

    def begun(self, answers: Mapping[str, Typed]) -> bool:
        """Whether anything on it is answered."""
        return any(part.typed(answers) for part in self.parts)


CHILD = Part("child", "child", ("forenames", "surname", "known_as", "other_names"))
BIRTH = Part("child", "child", ("dob", "dob_verified_by", "upn", "school", "year_group"))
CASE = Part("case", "case", ("case_type", "received_at", "referrer_kind", "referrer", "reason"))


def person(number: int) -> Part:
    """One of the family."""
    return Part(f"person_{number}", "person", ("forenames", "surname", "phone"))


def tie(number: int) -> Part:
    """What that person is to the child."""
    return Part(f"tie_{number}", "relationship", ("relationship", "lives_with_child"))


def address(number: int) -> Part:
    """Where that person lives."""
    fields = ("address_kind", "lines", "town", "postcode", "confidential_address")
    return Part(f"address_{number}", "address", fields)


def leaves(people: int) -> tuple[Leaf, ...]:
    """Every page, with those of so many of the family."""
    made = [Leaf("The child", (CHILD,)), Leaf("Birth and school", (BIRTH,)), Leaf("The referral", (CASE,))]
    for number in range(1, people + 1):
        made.append(Leaf(f"Family: person {number}", (person(number), tie(number)), number))
        made.append(Leaf(f"Where person {number} lives", (address(number),), number))
    return tuple(made)


def people_in(answers: Mapping[str, Typed]) -> int:
    """How many of the family the answers speak of; one is always asked about."""
    spoken = [
        number
        for number in range(1, MOST_PEOPLE + 1)
        if any(part.typed(answers) for part in (person(number), tie(number), address(number)))
    ]
    return max(spoken, default=1)


def title(answers: Mapping[str, Typed]) -> str:
    """The name of a referral that is still being written."""
    names = (str(answers.get(CHILD.answer(field), "")) for field in ("forenames", "surname"))
    child = " ".join(filter(None, names))
    return f"Referral: {child}" if child else "Referral"
