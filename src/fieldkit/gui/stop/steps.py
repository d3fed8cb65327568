"""What is asked at a stop, in order: one thing at a time, each with its keys or its fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fieldkit.casebook.sweeps.stop_page import CHILD, CLASS, DONE, PLACE, PROOF, REASON, SCHOOL, WITH
from fieldkit.gui.widgets.keypad import KeyFace
from fieldkit.reference import Reference

Typed = Mapping[str, str | list[str]]

OTHER_PLACE, CHANGE_TIME, TOGETHER = "other_place", "change_time", "together"
BORN, OTHER_SCHOOL, WORDS, WHO, GROUP = "dob", "other_school", "their_words", "who_answered", "save_group"
MORE_CODES, MORE_CHILD = "more_codes", "more_child"
#: What a school says most of a child who ought to be in; the rest of the list is one key further.
_CODES = ("O", "N", "G")
_AGES = range(5, 17)
_SKIP = "Skip: not asked"


@dataclass(frozen=True)
class Standing:
    """What the steps lean on: what is typed, the page as the desk reads it, and what does not change."""

    typed: Typed
    opened: Any
    page: Any
    reference: Reference
    schools: tuple[tuple[str, str], ...] = ()

    def said(self, name: str) -> str:
        """A single answer as typed."""
        found = self.typed.get(name, "")
        return found if isinstance(found, str) else ""

    def marked(self, name: str, codes: str, mark: str) -> str:
        """What the code list says of the answer under this name."""
        found = [code for code in self.reference.codes(codes) if code.code == self.said(name)]
        return found[0].mark(mark) if found else ""


@dataclass(frozen=True)
class Step:
    """One screen of a stop.

    It has keys for `field` (`many` may be chosen) or `fields` to type in. `also` is a second row of keys that
    may be left out and does not move on. `skip` names the way on without an answer. A step that is not
    `asked` comes only on request and leads back to `returns`.
    """

    name: str
    line: str
    title: str
    field: str = ""
    also: str = ""
    fields: tuple[str, ...] = ()
    skip: str = ""
    many: bool = False
    asked: bool = True
    returns: str = ""
    when: Callable[[Standing], bool] = lambda _standing: True
    #: The answers of other steps that say as much.
    or_said: tuple[str, ...] = ()

    def answered(self, standing: Standing) -> bool:
        """Whether anything is said to it."""
        return any(standing.typed.get(name) for name in (self.field, *self.fields, *self.or_said) if name)


def _adult_named(standing: Standing) -> bool:
    return bool(standing.marked("with_adult", "stop-with", "asks"))


def _suspended(standing: Standing) -> bool:
    return "days" in standing.marked("school_says", "school-says", "asks")


def _differs(standing: Standing) -> bool:
    suggested = standing.page.suggested if standing.page is not None else ""
    said = standing.said("classification")
    return bool(suggested and said and suggested != said)


def _elsewhere(standing: Standing) -> bool:
    place = standing.said("place").casefold()
    return bool(place) and place not in [street.casefold() for street in standing.opened.streets]


def _done_with(standing: Standing, mark: str) -> bool:
    done = standing.typed.get("actions") or []
    return any(code.has(mark) and code.code in done for code in standing.reference.codes("stop-action"))


def _removed(standing: Standing) -> bool:
    return _done_with(standing, "removes") and not _elsewhere(standing)


def _removed_by_nobody(standing: Standing) -> bool:
    return _done_with(standing, "removes") and not standing.opened.police


def _notices(standing: Standing) -> bool:
    return _done_with(standing, "penalty")


STEPS = (
    Step("place", PLACE, "Where is it?", "place"),
    Step("place_typed", PLACE, PLACE, fields=("place",), asked=False),
    Step("time", PLACE, PLACE, fields=("stopped_at",), asked=False, returns="place"),
    Step(
        "area",
        PLACE,
        "Is it part of the sweep?",
        fields=("in_area", "public_place"),
        skip="Not known",
        when=_elsewhere,
    ),
    Step("together", PLACE, "How many children together?", "group_size", asked=False, returns="place"),
    Step("name", CHILD, CHILD, fields=("child_name",), skip="No name given"),
    Step("described", CHILD, CHILD, fields=("description",), asked=False),
    Step("age", CHILD, "How old are they?", "age", also="sex", skip="Not said", or_said=("dob",)),
    Step("born", CHILD, CHILD, fields=("dob",), asked=False),
    Step("year", CHILD, "Which school year?", "year_group", skip="Not said"),
    Step("school", CHILD, "Which school?", "school", skip="Not said"),
    Step(
        "more_child",
        CHILD,
        "More about the child",
        fields=("address_stated", "identity_verified", "description"),
        asked=False,
        returns="school",
    ),
    Step("school_typed", CHILD, "Which school?", fields=("school", "school_stated"), asked=False),
    Step("with", WITH, "Who are they with?", "with_adult"),
    Step("adult", WITH, "Who is the adult?", fields=("adult_name", "adult_relation"), skip="Not said",
         when=_adult_named),
    Step("reason", REASON, "What reason was given?", "reason"),
    Step("words", REASON, REASON, fields=("words",), asked=False),
    Step("proof", PROOF, "What proof is shown?", "proof", skip=_SKIP),
    Step("says", SCHOOL, "What does the school say?", "school_says", also="register_code"),
    Step("who", SCHOOL, SCHOOL, fields=("school_person",), asked=False, returns="says"),
    Step("code", SCHOOL, SCHOOL, fields=("register_code",), asked=False, returns="says"),
    Step("suspended", SCHOOL, "Suspended or excluded: since when?",
         fields=("suspended_from", "suspended_until", "s104_notice_seen"), skip="Not known", when=_suspended),
    Step("class", CLASS, "What is this stop?", "classification"),
    Step("class_why", CLASS, CLASS, fields=("classified_why",), skip="No more to say",
         when=_differs),
    Step("done", DONE, "What was done?", "actions", many=True),
    Step("public", DONE, DONE, fields=("public_place",), skip="Not known", when=_removed),
    Step("notices", DONE, DONE, fields=("notices",), skip="None yet", when=_notices),
    Step("removed_by", DONE, DONE, fields=("removed_by",),
         when=_removed_by_nobody),
)  # fmt: skip
_BY_NAME = {step.name: step for step in STEPS}


def step(name: str) -> Step:
    """A step by its name."""
    return _BY_NAME[name]


def first_of(line: str) -> Step:
    """The step that a line of the record so far leads back to."""
    return next(each for each in STEPS if each.line == line)


def of_field(name: str) -> Step | None:
    """The step that asks for an answer, the one with keys first."""
    return next((each for each in STEPS if name in (each.field, each.also, *each.fields)), None)


def ahead(here: Step, standing: Standing, passed: Sequence[str]) -> Step | None:
    """The next step that is asked and not yet passed; what was done when all are; None after that."""
    if here.returns:
        return step(here.returns)
    later = [each for each in STEPS[STEPS.index(here) + 1 :] if each.asked and each.when(standing)]
    open_ones = [each for each in later if each.name not in passed and not each.answered(standing)]
    last = [step("done")] if here.line != DONE else []
    return next(iter(open_ones or last), None)


def behind(here: Step, standing: Standing) -> Step | None:
    """The step before, as the questions stand; None before the first."""
    if here.returns:
        return step(here.returns)
    before = [each for each in STEPS[: STEPS.index(here)] if each.asked and each.when(standing)]
    return before[-1] if before else None


def start(standing: Standing) -> Step:
    """Where a stop begins, or goes on: the first thing not said yet."""
    asked = [each for each in STEPS if each.asked and each.when(standing)]
    return next((each for each in asked if not each.answered(standing)), step("done"))


def keys_of(here: Step, standing: Standing) -> list[KeyFace]:
    """The keys of a step."""
    made = _MADE.get(here.name)
    return made(standing) if made is not None else []


def also_of(here: Step, standing: Standing) -> list[KeyFace]:
    """The second row of keys of a step."""
    if here.also == "sex":
        return [KeyFace(code.code, code.label) for code in standing.reference.codes("sex")]
    if here.also == "register_code":
        reference, said = standing.reference, standing.said("register_code")
        shown = [*_CODES, said] if said and said not in _CODES else [*_CODES]
        labels = {code: reference.label("attendance-code", code) for code in shown}
        more = (
            []
            if len(shown) > len(_CODES)
            else [KeyFace(MORE_CODES, "Another code", voice="act", icon="plus")]
        )
        return [*(KeyFace(code, f"{code}: {label}") for code, label in labels.items()), *more]
    return []


def _of_codes(name: str) -> Callable[[Standing], list[KeyFace]]:
    def made(standing: Standing) -> list[KeyFace]:
        return [
            KeyFace(code.code, code.label, code.mark("letter"), code.hint)
            for code in standing.reference.codes(name)
        ]

    return made


def _places(standing: Standing) -> list[KeyFace]:
    last = standing.said("place")
    streets = [*standing.opened.streets[:18]]
    if last and last not in streets:
        streets.append(last)
    at, together = standing.said("stopped_at"), standing.said("group_size")
    words = f"Together: {together} children" if together and together != "1" else "One child alone"
    return [
        *(KeyFace(street, street) for street in streets),
        KeyFace(OTHER_PLACE, "Another place", voice="act", icon="pencil-simple"),
        KeyFace(CHANGE_TIME, f"Time: {at[-5:]}", note="Change", voice="act", icon="clock"),
        KeyFace(TOGETHER, words, note="Change", voice="act", icon="users"),
    ]


def _ages(standing: Standing) -> list[KeyFace]:
    keys = [KeyFace(str(age), str(age)) for age in _AGES]
    return [
        *keys,
        KeyFace("17", "17 or over"),
        KeyFace(BORN, "Date of birth", note=standing.said("dob"), voice="act", icon="calendar-blank"),
    ]


def _years(standing: Standing) -> list[KeyFace]:
    """Only the years that go with the age, where it is known: a child of 13 is in Year 8 or 9."""
    age = standing.page.age if standing.page is not None else None
    codes = standing.reference.codes("year-group")
    if age is None and standing.said("age").isdigit():
        age = int(standing.said("age"))
    near = {str(age - 6), str(age - 5), str(age - 4)} if age else set()
    fits = [code for code in codes if code.code in near] or list(codes)
    return [KeyFace(code.code, code.label) for code in fits]


def _schools(standing: Standing) -> list[KeyFace]:
    said = standing.said("school")
    known = [KeyFace(typed, name) for typed, name in standing.schools[:17]]
    if said and said not in [typed for typed, _name in standing.schools]:
        known.append(KeyFace(said, said.partition(" ")[2] or said))
    return [
        *known,
        KeyFace(OTHER_SCHOOL, "Another school", voice="act", icon="magnifying-glass"),
        KeyFace(MORE_CHILD, "More about the child", voice="act", icon="identification-card"),
    ]


def _reasons(standing: Standing) -> list[KeyFace]:
    return [
        *_of_codes("stop-reason")(standing),
        KeyFace(WORDS, "Their words, as spoken", voice="verbatim", icon="quotes"),
    ]


def _answers(standing: Standing) -> list[KeyFace]:
    who = standing.said("school_person")
    return [
        *_of_codes("school-says")(standing),
        KeyFace(WHO, "Who answered", note=who, voice="act", icon="phone"),
    ]


def _classes(standing: Standing) -> list[KeyFace]:
    page = standing.page
    suggested, why = (page.suggested, page.suggested_why) if page is not None else ("", "")
    return [
        KeyFace(
            code.code,
            code.label,
            code.mark("letter"),
            f"Suggested: {why}" if code.code == suggested else code.hint,
        )
        for code in standing.reference.codes("stop-class")
    ]


def _actions(standing: Standing) -> list[KeyFace]:
    allowed = standing.page.allowed if standing.page is not None else {}
    codes = standing.reference.codes("stop-action")
    return [
        *(
            KeyFace(code.code, code.label, code.mark("letter"), code.hint, allowed.get(code.code, ""))
            for code in codes
        ),
        KeyFace(GROUP, "Save and add another in this group", voice="act", icon="users"),
    ]


_MADE: dict[str, Callable[[Standing], list[KeyFace]]] = {
    "place": _places,
    "together": _of_codes("stop-group"),
    "age": _ages,
    "year": _years,
    "school": _schools,
    "with": _of_codes("stop-with"),
    "reason": _reasons,
    "proof": _of_codes("stop-proof"),
    "says": _answers,
    "class": _classes,
    "done": _actions,
}
