"""How a rule about a child at work is declared: whom it is about, and under which law, are settled first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from fieldkit.reference import Code, Reference, RuleSet
from fieldkit.rules.age import ChildAge, birthday, compulsory_school_age_not_over
from fieldkit.rules.employment.facts import ChildAtWork
from fieldkit.rules.finding import Finding, Verdict
from fieldkit.rules.registry import rule

Answer = Finding | None

NOT_A_CHILD = "Not a child for this purpose"
NOT_EMPLOYMENT = "Not employment for these checks"
A_CHILD = "A child for this purpose"


@dataclass(frozen=True, slots=True)
class Work:
    """A child's work on one day under the law of that day; `age` is in years on it, `book` is of it."""

    facts: ChildAtWork
    day: date
    age: int
    law: RuleSet
    book: Reference


def age_on(born: date, day: date, book: Reference) -> int:
    """Whole years on a day; a birthday counts from its morning."""
    years = day.year - born.year
    return years if birthday(born, years, book) <= day else years - 1


def scope(facts: ChildAtWork, book: Reference) -> Finding:
    """Whether the employment rules are about somebody at all (EMP-00): "pass" also when they are not.

    A person over compulsory school age breaks no rule here, and an officer keeps no more of them.
    """
    if facts.day is None:
        return Finding.cannot_tell("Enter the day of the work.", born=facts.born)
    if facts.born is not None and facts.born > facts.day:
        says = "Check the date of birth: it is after the day of the work."
        return Finding.cannot_tell(says, born=facts.born, day=facts.day)
    found = compulsory_school_age_not_over(ChildAge(facts.born, facts.day, facts.calendar), book)
    if found.verdict is Verdict.FAIL:
        says = f"{found.says} Stop the checks and keep no more."
        return Finding(Verdict.PASS, says, found.facts).titled(NOT_A_CHILD)
    if found.verdict is Verdict.PASS and (outside := _outside(facts, book)):
        labels = tuple(code.label for code in outside)
        return Finding.passed(f"{labels[0]}: outside these checks.", work=labels).titled(NOT_EMPLOYMENT)
    return replace(found, authority="", title=A_CHILD if found.verdict is Verdict.PASS else "")


def in_scope(facts: ChildAtWork, book: Reference) -> bool | None:
    """Whether the other employment rules have anything to say; None while it cannot be told."""
    found = scope(facts, book)
    return None if found.verdict is Verdict.CANNOT_TELL else found.title == A_CHILD


def work_of(facts: ChildAtWork, book: Reference) -> Work | None:
    """The work to be looked at; None when it is outside the rules or cannot be placed yet."""
    if facts.day is None or facts.born is None or not in_scope(facts, book):
        return None
    of_day = replace(book, as_of=facts.day)
    law = book.employment_law(facts.day)
    return Work(facts, facts.day, age_on(facts.born, facts.day, of_day), law, of_day)


def check(
    id: str, *, authority: str
) -> Callable[[Callable[[Work], Answer]], Callable[[ChildAtWork, Reference], Answer]]:
    """Declare a rule about a child at work, which is asked only of somebody whom the rules are about.

    Where the day or the age is missing no such rule can be told. The finding names the rule set of the day,
    and carries that set's authority where it differs from `authority`, which is that of the law now in force.
    """

    def declare(function: Callable[[Work], Answer]) -> Callable[[ChildAtWork, Reference], Answer]:
        def answer(facts: ChildAtWork, book: Reference) -> Answer:
            work = work_of(facts, book)
            if work is None:
                outside = in_scope(facts, book) is False
                return None if outside else replace(scope(facts, book), title="")
            found = function(work)
            if found is None:
                return None
            used = (*found.facts, ("rule set", work.law.name))
            return replace(found, facts=used, authority=work.law.authority(id))

        answer.__doc__, answer.__name__ = function.__doc__, function.__name__
        return rule(id, about="child-at-work", authority=authority)(answer)

    return declare


@rule("EMP-00", about="child-at-work", authority="Education Act 1996 s.558, s.560")
def about_a_child(facts: ChildAtWork, book: Reference) -> Finding:
    """The rules are about children at work.

    Up to the end of compulsory school age, a child under five too. Over it no rule is broken and no more is
    kept. Work experience arranged by the school, private odd jobs and volunteering are not employment.
    """
    return scope(facts, book)


def _outside(facts: ChildAtWork, book: Reference) -> tuple[Code, ...]:
    """The jobs, when every one of them is outside the rules."""
    of_list = {code.code: code for code in book.codes("employment-occupation")}
    jobs = [of_list.get(job) for job in facts.occupations or ()]
    outside = tuple(job for job in jobs if job is not None and job.has("not_employment"))
    return outside if len(outside) == len(jobs) else ()
