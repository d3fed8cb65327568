"""Who is a parent, and what may go to which parent (rules PAR-01 to PAR-03)."""

from __future__ import annotations

from dataclasses import dataclass

from fieldkit.reference import Reference
from fieldkit.rules.finding import Finding, counted
from fieldkit.rules.registry import rule


@dataclass(frozen=True, slots=True)
class Parent:
    """One person's relationship to a child. Answers are "yes", "no", "unknown" or None.

    `override` is the officer's own answer to "is this a liable parent", which counts only with its reason;
    `natural` says whether they are the parent by birth where the relationship alone does not.
    """

    relationship: str | None = None
    has_pr: str | None = None
    has_care: str | None = None
    override: str | None = None
    override_reason: str | None = None
    natural: str | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """A parent who is written to, or whose address or phone a document shows."""

    person: str
    confidential_address: bool | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """A document that leaves the service: to whom, and whose address or phone stands in it."""

    addressed_to: tuple[Named, ...] | None = None
    shows: tuple[Named, ...] | None = None


def liable_parent(facts: Parent, book: Reference) -> bool | None:
    """Whether somebody is a parent by responsibility, care or birth; an override with its reason decides."""
    if facts.override in ("yes", "no") and (facts.override_reason or "").strip():
        return facts.override == "yes"
    natural = _known(facts.natural)
    if natural is None and facts.relationship is not None:
        natural = _is_natural(facts.relationship, book)
    answers = {_known(facts.has_pr), _known(facts.has_care), natural}
    return True if True in answers else None if None in answers else False


@rule("PAR-01", about="person", authority="Education Act 1996 s.576; DfE guidance [V]")
def is_a_parent(facts: Parent, book: Reference) -> Finding:
    """The person is a parent of the child.

    Anyone with parental responsibility, anyone who has care of the child, and every natural parent, married
    or not, resident or not.
    """
    used = {
        "relationship": facts.relationship and book.label("relationship", facts.relationship),
        "parental_responsibility": facts.has_pr,
        "care": facts.has_care,
        "override": facts.override,
    }
    if facts.override in ("yes", "no") and not (facts.override_reason or "").strip():
        return Finding.cannot_tell("Give the reason for deciding who is a parent.", **used)
    answer = liable_parent(facts, book)
    if answer is None:
        says = "Find out about parental responsibility, care and relationship to the child."
        return Finding.cannot_tell(says, **used)
    if answer:
        return Finding.passed("Counts as a parent.", **used)
    return Finding.failed("Does not count as a parent.", **used)


@rule("PAR-02", about="letter", authority="Education Act 1996 s.576; FieldKit PAR-02")
def one_parent_a_letter(facts: Letter, _book: Reference) -> Finding:
    """A letter is addressed to one parent.

    Each liable parent is a separate suspect with a separate notice, interview, charge and file.
    """
    if not facts.addressed_to:
        return Finding.cannot_tell("Say to whom the letter goes.", addressed_to=None)
    number = len({named.person for named in facts.addressed_to})
    if number > 1:
        return Finding.failed("Write to each parent separately.", addressed_to=counted(number, "person"))
    return Finding.passed("The letter goes to one person.", addressed_to=counted(number, "person"))


@rule("PAR-03", about="letter", authority="UK GDPR Art.5(1)(f); FieldKit PAR-03")
def confidential_address_kept(facts: Letter, _book: Reference) -> Finding:
    """A letter does not give away a confidential address.

    One parent's address or phone never stands on a document to the other when either has one.
    """
    if not facts.addressed_to or facts.shows is None:
        return Finding.cannot_tell("Say to whom the letter goes and whose address or phone it shows.")
    pairs = [(to, of) for to in facts.addressed_to for of in facts.shows if to.person != of.person]
    marks = [{to.confidential_address, of.confidential_address} for to, of in pairs]
    used = {"shows_details_of_others": bool(pairs)}
    if any(True in mark for mark in marks):
        return Finding.failed(
            "Take the other person's address and phone out: one of them is confidential.", **used
        )
    if any(None in mark for mark in marks):
        return Finding.cannot_tell("Say whether each address is confidential.", **used)
    return Finding.passed("The letter shows no confidential address or phone.", **used)


def _known(answer: str | None) -> bool | None:
    return {"yes": True, "no": False}.get(answer or "")


def _is_natural(relationship: str, book: Reference) -> bool | None:
    known = {code.code: code.has("natural_parent") for code in book.codes("relationship")}
    return known.get(relationship)
