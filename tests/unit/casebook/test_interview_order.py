"""The order of an interview holds at every door, and nothing of it changes once it is sealed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.unit.casebook.conftest import Clock
from tests.unit.casebook.interviewing import (
    INK,
    JUNO,
    ROWAN,
    TO_QUESTIONS,
    WRITTEN,
    approved,
    begun,
    cautioned,
    ms,
    proposed,
    put,
)
from tests.unit.casebook.sweeping import exchange

from fieldkit.casebook.answers import Problems
from fieldkit.casebook.casebook import Casebook
from fieldkit.casebook.interviews.room import step_id, version
from fieldkit.errors import Trouble
from fieldkit.keys.certificates import Holder
from fieldkit.ledger.canonical import Json
from fieldkit.ledger.chain import Act
from fieldkit.ledger.revision import Type
from fieldkit.store import records, revisions

Of = Callable[[Holder], Casebook]
STEPS = (
    "approval", "plan", "invitation", "vulnerability", "place", "start", "free-to-leave", "legal-advice",
    "interpreter", "recording", "offence", "caution", "significant", "agreement", "questions", "breaks",
    "anything-to-add", "close", "read-over", "refusal", "comments", "seal",
)  # fmt: skip


@pytest.fixture(autouse=True)
def on_the_day_of_the_panel(clock: Clock) -> None:
    clock.set("2026-11-16 10:00")


def _line(casebook: Casebook, number: int, at: str = "19 11 2026 13:55") -> dict[str, object]:
    """What a shell would type to put a question by itself."""
    return {"number": number, "asked_at": at, "question": "Did you know?"}


def _ended(rowan: Casebook, juno: Casebook, clock: Clock) -> str:
    made = cautioned(rowan, juno, clock)
    put(rowan, clock, made, "Who gets Lorcan ready?", "He gets himself ready.")
    rowan.interviews.step(made, "questions")
    rowan.interviews.not_applicable(made, "breaks", "It was short")
    rowan.interviews.step(made, "anything-to-add")
    rowan.interviews.conclude(made)
    return made


def test_no_step_is_taken_before_the_one_that_comes_now(casebook_of: Of, clock: Clock) -> None:
    rowan, juno = casebook_of(ROWAN), casebook_of(JUNO)
    made = cautioned(rowan, juno, clock)
    there = [step.code for step in rowan.interviews.page(made).steps if step.status == "done"]
    assert there == list(STEPS[:14])
    for code in STEPS[:14]:
        with pytest.raises(Trouble, match="recorded already"):
            rowan.interviews.step(made, code)
        with pytest.raises(Trouble, match="recorded already"):
            rowan.records.new(
                "interview-step", {"step": code, "applies": "yes", "done_at": "13:59"}, parent=made
            )
    for code in STEPS[15:]:
        for act in (
            rowan.interviews.step,
            lambda one, name: rowan.interviews.not_applicable(one, name, "No"),
        ):
            with pytest.raises(Trouble, match="Step 15, questions, comes first"):
                act(made, code)
        with pytest.raises(Trouble, match="Step 15, questions, comes first"):
            rowan.records.new(
                "interview-step", {"step": code, "applies": "yes", "done_at": "13:59"}, parent=made
            )


def test_nothing_is_asked_before_the_caution_by_desk_or_shell(casebook_of: Of, clock: Clock) -> None:
    rowan, juno = casebook_of(ROWAN), casebook_of(JUNO)
    made = begun(rowan, juno, clock)
    for code, typed in ((None, {}), *TO_QUESTIONS[:-1]):
        if code:
            rowan.interviews.step(made, code, typed)
        cautioned_now = code in ("caution", "significant")
        match = "Questions come at step 15" if cautioned_now else "Nothing is asked before the caution"
        with pytest.raises(Trouble, match=match):
            rowan.questioning.ask(made, "Did you know?", ms(clock))
        with pytest.raises(Trouble, match=match):
            rowan.records.new("interview-line", _line(rowan, 1), parent=made)
    rowan.interviews.step(made, "agreement", {"answer": "not-agreed"})
    with pytest.raises(Trouble, match="did not agree"):
        rowan.questioning.ask(made, "Did you know?", ms(clock))


def test_the_caution_is_given_in_its_exact_words_and_never_left_out(casebook_of: Of, clock: Clock) -> None:
    rowan, juno = casebook_of(ROWAN), casebook_of(JUNO)
    made = begun(rowan, juno, clock)
    for code, typed in TO_QUESTIONS[:5]:
        rowan.interviews.step(made, code, typed)
    said = {"step": "caution", "done_at": "19 11 2026 13:52", "applies": "yes", "understood": "yes"}
    with pytest.raises(Problems, match="never left out"):
        rowan.interviews.not_applicable(made, "caution", "She knows it")
    with pytest.raises(Trouble, match="prescribed ones"):
        rowan.records.new("interview-step", said, parent=made)
    with pytest.raises(Trouble, match="prescribed ones"):
        rowan.records.new("interview-step", said | {"wording": "caution 0"}, parent=made)
    with pytest.raises(Problems, match="until it is understood"):
        rowan.interviews.step(made, "caution", {"understood": "no"})
    with pytest.raises(Problems, match="at or after the step before"):
        rowan.records.new("interview-step", said | {"done_at": "19 11 2026 13:00"}, parent=made)
    rowan.records.new("interview-step", said | {"wording": version(rowan, "caution")}, parent=made)
    assert rowan.interviews.page(made).caution_version == "caution 1"
    step = rowan.interviews.page(made).step_of("caution").record
    for change in ({"wording": "caution 9"}, {"done_at": "13:40"}, {"applies": "no"}):
        with pytest.raises(Trouble):
            rowan.records.correct(step, change, "Because")
    with pytest.raises(Trouble, match="never taken back"):
        rowan.records.withdraw(step, "Because")


def test_it_is_not_begun_out_of_order_from_any_state(casebook_of: Of, clock: Clock) -> None:
    rowan, juno = casebook_of(ROWAN), casebook_of(JUNO)
    made = proposed(rowan)
    for to in ("panel_approved", "invited", "confirmed", "in_progress", "concluded", "signed", "refused"):
        with pytest.raises(Trouble):
            rowan.records.move(made, to)
    with pytest.raises(Trouble, match="without the Legal Panel"):
        rowan.interviews.begin(made, WRITTEN)
    made = approved(rowan, juno)
    rowan.interviews.invite(made, {"invited_how": "letter"})
    rowan.interviews.reply(made, "confirmed")
    with pytest.raises(Trouble, match="cannot begin yet"):
        rowan.interviews.begin(made, WRITTEN)
    # Nothing of it was kept: what it was to be recorded by is asked for again.
    assert not rowan.held(made).text("record_mode")
    rowan.records.correct(made, WRITTEN)
    with pytest.raises(Trouble, match="cannot begin yet"):
        rowan.records.move(made, "in_progress")
    for act in (rowan.questioning.take_break, rowan.questioning.wants_solicitor):
        with pytest.raises(Trouble, match="does not run"):
            act(made)
    with pytest.raises(Trouble, match="while the interview runs"):
        rowan.records.new(
            "interview-break", {"break_reason": "rest", "began_at": "19 11 2026 13:00"}, parent=made
        )


def test_while_it_is_stopped_nothing_is_asked_and_it_goes_on_only_under_caution(
    casebook_of: Of, clock: Clock
) -> None:
    rowan, juno = casebook_of(ROWAN), casebook_of(JUNO)
    made = cautioned(rowan, juno, clock)
    row, _ = rowan.questioning.ask(made, "Who gets Lorcan ready?", ms(clock))
    rowan.questioning.wants_solicitor(made, "I want a solicitor.")
    for act in (
        lambda: rowan.questioning.ask(made, "Did you know?", ms(clock)),
        lambda: rowan.questioning.answer(row.line, "Yes", ms(clock)),
        lambda: rowan.records.new("interview-line", _line(rowan, 2), parent=made),
        lambda: rowan.interviews.step(made, "anything-to-add"),
        lambda: rowan.records.move(made, "in_progress"),
        lambda: rowan.questioning.resume(made, reminded=False, words="I go on."),
        lambda: rowan.questioning.resume(made, reminded=True),
    ):
        with pytest.raises(Trouble):
            act()
    clock.ahead(minutes=20)
    stopped = rowan.interviews.page(made).breaks[0].record
    rowan.records.correct(stopped, {"ended_at": f"{clock.at:%d %m %Y %H:%M}"})
    with pytest.raises(Trouble, match="Remind the person"):
        rowan.records.move(made, "in_progress")
    with pytest.raises(Trouble, match="stay as they were pressed"):
        rowan.records.correct(stopped, {"began_at": "19 11 2026 13:00"}, "Because")
    rowan.questioning.resume(made, reminded=True, words="I have had the advice.")
    with pytest.raises(Trouble, match="no answer yet"):
        rowan.questioning.ask(made, "Did you know?", ms(clock))
    rowan.questioning.answer(row.line, "He does.", ms(clock))


def test_a_question_keeps_its_number_its_time_and_its_place(casebook_of: Of, clock: Clock) -> None:
    rowan, juno = casebook_of(ROWAN), casebook_of(JUNO)
    made = cautioned(rowan, juno, clock)
    line = put(rowan, clock, made, "Who gets Lorcan ready?", "He does.")
    for number in (1, 3, 0):
        with pytest.raises(Problems, match="The next question is number 2"):
            rowan.records.new("interview-line", _line(rowan, number), parent=made)
    with pytest.raises(Problems, match="after the caution"):
        rowan.records.new("interview-line", _line(rowan, 2, "19 11 2026 13:51"), parent=made)
    for change in ({"number": "7"}, {"asked_at": "19 11 2026 13:40"}, {"answered_at": "19 11 2026 13:40"}):
        with pytest.raises(Trouble, match="stay as they were pressed"):
            rowan.records.correct(line, change, "Because")
    with pytest.raises(Problems, match="Say why the words"):
        rowan.records.correct(line, {"answer": "He never does."})
    with pytest.raises(Trouble, match="stays on record"):
        rowan.records.withdraw(line, "Because")
    with pytest.raises(Trouble, match="stays on record"):
        rowan.records.withdraw(made, "Because")
    with pytest.raises(Trouble, match="cannot change once it has begun"):
        rowan.records.correct(made, {"offences": ["s444-1"]}, "Because")
    with pytest.raises(Trouble, match="stays as it is"):
        rowan.records.correct(made, {"started_at": "19 11 2026 10:00"}, "Because")


def test_nothing_is_signed_or_sealed_before_its_time(casebook_of: Of, clock: Clock) -> None:
    rowan, juno = casebook_of(ROWAN), casebook_of(JUNO)
    made = cautioned(rowan, juno, clock)
    for act in (
        lambda: rowan.signing.sign(made, "suspect", "Agnieszka Ebbage", INK),
        lambda: rowan.signing.refuse(made, "suspect", "Agnieszka Ebbage", "No."),
        lambda: rowan.signing.read_over(made, "read-by-person"),
        lambda: rowan.signing.seal(made),
        lambda: rowan.records.seal(made),
        lambda: rowan.records.move(made, "concluded"),
    ):
        with pytest.raises(Trouble):
            act()
    made = _ended(rowan, juno, clock)
    with pytest.raises(Trouble, match="does not run now"):
        rowan.questioning.ask(made, "One more?", ms(clock))
    with pytest.raises(Trouble, match="after it is read over"):
        rowan.signing.sign(made, "suspect", "Agnieszka Ebbage", INK)
    rowan.signing.read_over(made, "read-by-person")
    unsigned = {"name": "Agnieszka Ebbage", "room_role": "suspect", "signed_at": "14:20", "refused": "no"}
    with pytest.raises(Problems, match="Sign in the box"):
        rowan.records.new("interview-signature", unsigned, parent=made)
    with pytest.raises(Trouble, match="has not signed"):
        rowan.signing.finish(made)
    signed = {"name": "Agnieszka Ebbage", "room_role": "suspect", "signed_at": "14:20", "refused": "no"}
    with pytest.raises(Trouble, match="prescribed endorsement"):
        rowan.records.new("interview-signature", signed | {"ink": "1 2 3 4"}, parent=made)
    with pytest.raises(Trouble):
        rowan.records.seal(made)
    rowan.signing.sign(made, "suspect", "Agnieszka Ebbage", INK)
    with pytest.raises(Trouble, match="signed or refused already"):
        rowan.signing.refuse(made, "suspect", "Agnieszka Ebbage", "No.")
    with pytest.raises(Trouble, match="interviewing officer has not signed"):
        rowan.signing.finish(made)
    mark = rowan.interviews.page(made).signatures[0].record
    with pytest.raises(Trouble, match="never changed"):
        rowan.records.withdraw(mark, "Because")


def test_what_another_laptop_wrote_out_of_order_is_told_and_opens_nothing(
    casebook_of: Of, clock: Clock
) -> None:
    rowan, juno = casebook_of(ROWAN), casebook_of(JUNO)
    made = begun(rowan, juno, clock)
    exchange(rowan, juno)
    home = rowan.held(made).home

    def stray(kind: str, record: str, fields: dict[str, Json]) -> None:
        act = Act(type=Type.EDIT, kind=kind, record=record, home=home, fields={"parent": made, **fields})
        juno.notebook.write([act], juno.now())

    # Past every desk: a question before the caution, a caution before its turn, a break that never began.
    asked = {"number": 1, "asked_at": "2026-11-19T13:49:00+00:00", "question": "Did you know?"}
    stray("interview-line", juno.new_id(), asked)
    stray("interview-step", step_id(made, "caution"), {"step": "caution", "applies": "yes", "wording": ""})
    exchange(juno, rowan)
    page = rowan.interviews.page(made)
    assert page.step == "free-to-leave"
    assert page.caution_at == ""
    told = {one.rule: str(one.verdict) for one in page.findings}
    assert told["PACE-01"] == "fail"
    with pytest.raises(Trouble, match="Nothing is asked before the caution"):
        rowan.questioning.ask(made, "And then?", ms(clock))
    with pytest.raises(Trouble, match="No statement is taken before the caution"):
        rowan.caution_statements.begin(made, "by-officer")
    # A step that both took at once meets in one record, and stands in dispute until it is settled.
    rowan.interviews.step(made, "free-to-leave", {"understood": "yes"})
    stray("interview-step", step_id(made, "free-to-leave"), {"step": "free-to-leave", "understood": "no"})
    exchange(juno, rowan)
    assert rowan.held(step_id(made, "free-to-leave")).disputed


def test_a_crash_while_typing_loses_nothing_that_was_saved(casebook_of: Of, clock: Clock) -> None:
    rowan, juno = casebook_of(ROWAN), casebook_of(JUNO)
    made = cautioned(rowan, juno, clock)
    begun_ms = ms(clock)
    rowan.questioning.type_question(made, "Did any", begun_ms)
    rowan.questioning.type_question(made, "Did anyone offer you help?", begun_ms)
    typing = rowan.interviews.page(made).typing
    assert typing is not None
    assert (typing.number, typing.part, typing.words) == (1, "question", "Did anyone offer you help?")
    clock.ahead(minutes=2)
    row, _ = rowan.questioning.ask(made, typing.words, typing.begun_ms)
    assert (row.number, row.asked_at[11:16]) == (1, "13:52")
    assert rowan.interviews.page(made).typing is None
    rowan.questioning.type_answer(row.line, "A lady", ms(clock))
    typing = rowan.interviews.page(made).typing
    assert typing is not None
    assert (typing.line, typing.part) == (row.line, "answer")


def test_three_hundred_questions_cost_no_more_than_the_first(casebook_of: Of, clock: Clock) -> None:
    rowan, juno = casebook_of(ROWAN), casebook_of(JUNO)
    made = cautioned(rowan, juno, clock)
    read: list[int] = []
    kept = records.listed

    def counted(*given: object, **more: object) -> list[records.Held]:
        found = kept(*given, **more)  # type: ignore[arg-type]
        read.append(len(found))
        return found

    for _ in range(30):
        put(rowan, clock, made, "Who gets Lorcan ready?", "He does.")
    patch = pytest.MonkeyPatch()
    with patch.context() as patched:
        patched.setattr(records, "listed", counted)
        put(rowan, clock, made, "Who gets Lorcan ready?", "He does.")
    # Neither a question nor an answer reads the ones before it.
    assert max(read) <= len(STEPS)
    with rowan.notebook.reading() as book:
        assert len(revisions.of_record(book, made)) < 20


def test_a_break_says_what_it_is_for_once_the_clock_has_stopped(casebook_of: Of, clock: Clock) -> None:
    rowan, juno = casebook_of(ROWAN), casebook_of(JUNO)
    made = cautioned(rowan, juno, clock)
    rowan.questioning.take_break(made)
    rowan.questioning.name_break(made, "meal")
    assert rowan.interviews.page(made).suspended == "meal"
    with pytest.raises(Trouble, match="stay as they were pressed"):
        rowan.questioning.name_break(made, "solicitor")
    clock.ahead(minutes=30)
    rowan.questioning.resume(made, reminded=True)
    with pytest.raises(Trouble, match="No break"):
        rowan.questioning.name_break(made, "health")
    stopped = rowan.interviews.page(made).breaks[-1].record
    with pytest.raises(Trouble, match="stay as they were pressed"):
        rowan.records.correct(stopped, {"break_reason": "health"}, "Afterwards")


def test_a_solicitor_is_asked_for_in_the_meal_break_too(casebook_of: Of, clock: Clock) -> None:
    rowan, juno = casebook_of(ROWAN), casebook_of(JUNO)
    made = cautioned(rowan, juno, clock)
    rowan.questioning.take_break(made, "meal")
    clock.ahead(minutes=12)
    rowan.questioning.wants_solicitor(made, "I want a solicitor after all.")
    rowan.questioning.wants_solicitor(made)
    page = rowan.interviews.page(made)
    assert [one.reason for one in page.breaks] == ["meal", "solicitor"]
    assert page.breaks[0].ended_at == page.breaks[1].began_at
    assert page.suspended == "solicitor"
    with pytest.raises(Trouble, match="what they said on coming back"):
        rowan.questioning.resume(made, reminded=True)
    with pytest.raises(Trouble, match="while the interview runs"):
        rowan.records.new(
            "interview-break", {"break_reason": "leave", "began_at": "19 11 2026 13:00"}, parent=made
        )
