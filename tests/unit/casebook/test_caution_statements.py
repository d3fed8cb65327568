"""Statements under caution: the exact words of Annex D before and after, and what was said between them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.unit.casebook.conftest import Clock
from tests.unit.casebook.interviewing import INK, JUNO, ROWAN, TO_QUESTIONS, begun, cautioned, put
from tests.unit.casebook.recording import signed

from fieldkit.casebook.answers import Problems
from fieldkit.casebook.casebook import Casebook
from fieldkit.errors import Trouble
from fieldkit.keys.certificates import Holder

Of = Callable[[Holder], Casebook]


@pytest.fixture(autouse=True)
def on_the_day_of_the_panel(clock: Clock) -> None:
    clock.set("2026-11-16 10:00")


def test_one_written_down_by_the_officer_stands_between_the_prescribed_words(
    casebook_of: Of, clock: Clock
) -> None:
    rowan = casebook_of(ROWAN)
    made = cautioned(rowan, casebook_of(JUNO), clock)
    put(rowan, clock, made, "Who gets Lorcan ready?", "I want to say it in my own words.")
    statement, _ = rowan.caution_statements.begin(made, "by-officer")
    (row,) = rowan.caution_statements.of(made)
    assert row.opening.startswith("I, Agnieszka Ebbage, wish to make a statement. I want someone to write")
    assert row.closing.endswith("This statement is true. I have made it of my own free will.")
    assert (row.needs, row.written_by) == ("Write down what they say", "Rowan Quillon")
    with pytest.raises(Problems, match="word for word"):
        rowan.caution_statements.sign(statement, INK)
    rowan.caution_statements.write(statement, "He leaves before I wake.")
    with pytest.raises(Problems, match="put right"):
        rowan.caution_statements.write(statement, "He left before I woke.")
    rowan.caution_statements.write(statement, "He left before I woke.", "Her words, read back")
    signed(rowan, made)
    assert rowan.interviews.page(made).seal_needs.startswith("Have the statement under caution signed")
    with pytest.raises(Trouble, match="not whole"):
        rowan.signing.seal(made)


def test_signed_it_stands_and_the_interview_is_sealed_with_it(casebook_of: Of, clock: Clock) -> None:
    rowan = casebook_of(ROWAN)
    made = cautioned(rowan, casebook_of(JUNO), clock)
    statement, _ = rowan.caution_statements.begin(made, "by-officer")
    rowan.caution_statements.write(statement, "He left before I woke.")
    rowan.caution_statements.sign(statement, INK)
    for act in (
        lambda: rowan.caution_statements.write(statement, "Other", "Because"),
        lambda: rowan.caution_statements.refuse(statement, "No."),
        lambda: rowan.records.withdraw(statement, "Because"),
    ):
        with pytest.raises(Trouble):
            act()
    refused, _ = rowan.caution_statements.begin(made, "by-officer")
    rowan.caution_statements.write(refused, "And more.")
    with pytest.raises(Problems, match="when they refused"):
        rowan.caution_statements.refuse(refused, " ")
    rowan.caution_statements.refuse(refused, "I said enough.")
    put(rowan, clock, made, "Is that all?", "Yes.")
    signed(rowan, made)
    rowan.signing.seal(made)
    first, second = rowan.interviews.page(made).statements
    assert (first.refused, len(first.ink), first.needs) == (False, 2, "")
    assert (second.refused, second.refusal_words) == (True, "I said enough.")
    assert rowan.held(statement).locked
    with pytest.raises(Trouble, match="sealed"):
        rowan.caution_statements.begin(made, "by-officer")


def test_one_in_their_own_hand_is_scanned(casebook_of: Of, clock: Clock) -> None:
    rowan = casebook_of(ROWAN)
    made = cautioned(rowan, casebook_of(JUNO), clock)
    statement, _ = rowan.caution_statements.begin(made, "own-hand")
    with pytest.raises(Problems, match="scanned paper"):
        rowan.caution_statements.sign(statement)
    home = rowan.held(made).home
    said = {
        "exhibit_kind": "paper",
        "description": "Statement",
        "reason": "other",
        "reason_note": "A statement",
    }
    exhibit, _ = rowan.records.new("exhibit", said, parent=made, home=home, machine={"mark": "RQ/3"})
    rowan.caution_statements.scanned(statement, exhibit)
    rowan.caution_statements.sign(statement)
    (row,) = rowan.caution_statements.of(made)
    assert (row.exhibit_mark, row.on_paper, row.closing, row.needs) == ("RQ/3", True, "", "")
    assert row.opening.startswith("I make this statement of my own free will.")


def test_none_is_taken_before_the_caution_or_under_other_words(casebook_of: Of, clock: Clock) -> None:
    rowan = casebook_of(ROWAN)
    made = begun(rowan, casebook_of(JUNO), clock)
    with pytest.raises(Trouble, match="before the caution"):
        rowan.caution_statements.begin(made, "by-officer")
    for code, typed in TO_QUESTIONS:
        rowan.interviews.step(made, code, typed)
    for opening in (None, "statement-own-hand 0", "statement-by-officer 1"):
        with pytest.raises(Trouble, match="prescribed words"):
            rowan.records.new(
                "caution-statement", {"hand": "own-hand"}, parent=made, machine={"opening": opening}
            )
