"""The desk for referrals: typed page by page, checked as it goes, taken in as one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fieldkit.casebook import answers
from fieldkit.casebook.answers import Problem, Problems
from fieldkit.casebook.cases import referral_form
from fieldkit.casebook.cases.cases import Cases
from fieldkit.casebook.cases.referral_form import Leaf, Part
from fieldkit.casebook.desk import Desk
from fieldkit.errors import Trouble
from fieldkit.kinds.answers import Unfit
from fieldkit.kinds.record import Question
from fieldkit.kinds.registry import kind_named
from fieldkit.ledger.canonical import Json
from fieldkit.ledger.chain import Act
from fieldkit.ledger.revision import Type
from fieldkit.store import drafts, records
from fieldkit.store.changes import Changes
from fieldkit.store.drafts import Typed


@dataclass(frozen=True, slots=True)
class Told:
    """An answer of the form in words; `name` is the question's on the form."""

    name: str
    label: str
    words: str
    voice: str


class Referrals(Desk):
    """A referral is a draft until it is taken in; then it is a case with its child and its family."""

    def check(self, leaf: Leaf, typed: Mapping[str, Typed]) -> None:
        """Raises `Problems` for one page; a page of the family that says nothing is skipped."""
        if leaf.person and not leaf.begun(typed) and not self._needed(leaf, typed):
            return
        problems = [problem for part in leaf.parts for problem in self._problems(part, typed)]
        if problems:
            raise Problems(problems)

    def told(self, typed: Mapping[str, Typed]) -> Sequence[tuple[str, Sequence[Told]]]:
        """Every page with its answers in words, as they will be kept."""
        pages = referral_form.leaves(referral_form.people_in(typed))
        return [(leaf.name, [self._told(item, typed) for item in leaf.asked()]) for leaf in pages]

    def take_in(self, record: str, typed: Mapping[str, Typed]) -> tuple[str, Changes]:
        """Make the case, its child and its family of the answers, all or nothing; `record` becomes the case.

        Raises `Problems`, and `Trouble` when it was taken in before.
        """
        with self.notebook.reading() as book:
            if records.get(book, record) is not None:
                raise Trouble("This referral was taken in already.", "Open the case.")
        people = range(1, referral_form.people_in(typed) + 1)
        problems: list[Problem] = []
        for leaf in referral_form.leaves(len(people)):
            try:
                self.check(leaf, typed)
            except Problems as wrong:
                problems += wrong.problems
        if problems:
            raise Problems(problems)
        child, family, places = self.new_id(), list[Act](), dict[str, str]()
        for number in people:
            family += self._person(number, typed, record, child, places)
        family += self._from_stop(record)
        about = referral_form.CHILD.typed(typed) | referral_form.BIRTH.typed(typed)
        case = referral_form.CASE.typed(typed)
        return self.beside(Cases).new(case, about, ids=(record, child), family=family)

    def _from_stop(self, case: str) -> list[Act]:
        """The stop that a referral was opened from names the case that came of it (SWP-23)."""
        with self.notebook.reading() as book:
            kept = drafts.get(book, case)
            stop = records.get(book, kept.parent) if kept and kept.parent else None
        if stop is None or stop.kind != "stop" or stop.locked:
            return []
        return [
            Act(
                type=Type.EDIT,
                kind=stop.kind,
                record=stop.record,
                home=stop.home,
                fields={"case_made": case},
                bases=stop.folded.heads,
            )
        ]

    def _person(
        self, number: int, typed: Mapping[str, Typed], home: str, child: str, places: dict[str, str]
    ) -> list[Act]:
        """One of the family with what they are to the child and where they live.

        `places` holds the addresses made so far, so that two who live together live at one address.
        """
        who, tie, where = (part(number) for part in _FAMILY)
        if not any(part.typed(typed) for part in (who, tie, where)):
            return []
        person = self.new_id()
        made = [
            self._act(who, typed, home, person, {}),
            self._act(tie, typed, home, self.new_id(), {"person": person, "parent": child}),
        ]
        if not where.typed(typed):
            return made
        same = repr(sorted(where.typed(typed).items()))
        if same not in places:
            places[same] = self.new_id()
            made.append(self._act(where, typed, home, places[same], {}))
        stay = Part("", "residence", ())
        return [
            *made,
            self._act(stay, typed, home, self.new_id(), {"address": places[same], "parent": person}),
        ]

    def _act(
        self, part: Part, typed: Mapping[str, Typed], home: str, record: str, machine: Mapping[str, Json]
    ) -> Act:
        model = kind_named(part.kind)
        values = answers.read(model, part.typed(typed), self.context()) | dict(machine)
        given = {name: value for name, value in values.items() if value is not None}
        return Act(type=Type.EDIT, kind=part.kind, record=record, home=home, fields=given)

    def _problems(self, part: Part, typed: Mapping[str, Typed]) -> Sequence[Problem]:
        model = kind_named(part.kind)
        try:
            values = answers.read(model, part.typed(typed), self.context())
            answers.check(model, values, page=part.fields, fields=part.fields)
        except Problems as wrong:
            return [Problem(part.answer(each.field), each.say) for each in wrong.problems]
        return ()

    @staticmethod
    def _needed(leaf: Leaf, typed: Mapping[str, Typed]) -> bool:
        """Whether a page about a person must be answered, because another page speaks of that person."""
        asks_who = leaf.parts[0].kind == "person"
        return asks_who and any(part(leaf.person).typed(typed) for part in _FAMILY)

    def _told(self, item: Question, typed: Mapping[str, Typed]) -> Told:
        said = typed.get(item.name, "")
        words = ", ".join(said) if isinstance(said, list) else said
        if words and not isinstance(said, list):
            try:
                words = answers.words_of(item, item.answer.parse(said, self.context()))
            except Unfit:
                words = said
        return Told(item.name, item.short, words, item.ask.voice)


_FAMILY = (referral_form.person, referral_form.tie, referral_form.address)
