"""The verbs behind the buttons of an interview: one press, one act at the desk."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from fieldkit.casebook.answers import Problem, Problems
from fieldkit.gui.interview.reading import OFFICER, SUSPECT
from fieldkit.store.changes import Changes

_NO_BREAK = "No break was taken"
_NOBODY = "Nobody refused"


@dataclass(frozen=True)
class Given:
    """What a press has to go on: the interview as it was read, the answers in front, the reason typed."""

    interview: str
    seen: Any
    typed: Mapping[str, Any] = field(default_factory=dict)
    why: str = ""

    def said(self, name: str) -> str:
        """One answer, as typed."""
        found = self.typed.get(name, "")
        return found.strip() if isinstance(found, str) else ""

    def filled(self) -> dict[str, Any]:
        """What was answered."""
        return {name: said for name, said in self.typed.items() if said not in ("", [])}


def _reason(given: Given) -> str:
    if not given.why.strip():
        raise Problems([Problem("why", "Say why")])
    return given.why


def _step(book: Any, given: Given) -> Any:
    return book.interviews.step(given.interview, given.seen.step, given.filled())


def _skip(book: Any, given: Given) -> Any:
    return book.interviews.not_applicable(given.interview, given.seen.step, _reason(given))


def _breaks(book: Any, given: Given) -> Any:
    if given.seen.breaks:
        return _step(book, given)
    return book.interviews.not_applicable(given.interview, "breaks", given.said("note") or _NO_BREAK)


def _conclude(book: Any, given: Given) -> Any:
    changed = book.interviews.step(given.interview, "close", given.filled())
    return changed | book.interviews.conclude(given.interview)


def _end_here(book: Any, given: Given) -> Any:
    """From a stop: what was said is kept, and the steps that are left are not taken, for the reason."""
    why = _reason(given)
    said = given.said("words")
    changed = book.questioning.say_on_break(given.interview, said) if said else Changes()
    return changed | book.interviews.conclude(given.interview, why)


def _resume(book: Any, given: Given) -> Any:
    reminded = bool(given.seen.caution_at)
    return book.questioning.resume(given.interview, reminded=reminded, words=given.said("back_words"))


def _say(book: Any, given: Given) -> Any:
    said = given.said("words")
    same = said == given.seen.breaks[-1].said
    return Changes() if not said or same else book.questioning.say_on_break(given.interview, said)


def _read_over(book: Any, given: Given) -> Any:
    how = given.said("read_over")
    if not how:
        raise Problems([Problem("read_over", "Choose how it was read over")])
    return book.signing.read_over(given.interview, how)


def _refuse_reading(book: Any, given: Given) -> Any:
    return book.signing.refuse(given.interview, SUSPECT, given.seen.person, _reason(given))


def _signed(book: Any, given: Given) -> Any:
    """Everybody has signed, or refused: step 19 is over."""
    state = given.seen.held.state
    changed = book.signing.finish(given.interview) if state == "read_over" else Changes()
    if given.seen.held.text("read_over"):
        return changed | book.interviews.step(given.interview, "read-over")
    why = "Refused to read it or to have it read"
    return changed | book.interviews.not_applicable(given.interview, "read-over", why)


def _refusal(book: Any, given: Given) -> Any:
    if any(one.refused for one in given.seen.signatures):
        return _step(book, given)
    return book.interviews.not_applicable(given.interview, "refusal", _NOBODY)


def _details(book: Any, given: Given) -> Any:
    """When, where and whom to ring are on record before the letters that say so are printed."""
    typed = {name: said for name, said in given.filled().items() if name != "invited_how"}
    return book.records.correct(given.interview, typed) if typed else Changes()


def _reply(to: str) -> Callable[[Any, Given], Any]:
    return lambda book, given: book.interviews.reply(given.interview, to, given.said("reply"))


ACTS: Mapping[str, Callable[[Any, Given], Any]] = {
    "step": _step,
    "questions": lambda book, given: book.interviews.conclude(
        given.interview, "The person did not agree to be interviewed"
    ),
    "skip": _skip,
    "breaks": _breaks,
    "conclude": _conclude,
    "end_here": _end_here,
    "say": _say,
    "resume": _resume,
    "begin": lambda book, given: book.interviews.begin(given.interview, given.filled()),
    "invite": lambda book, given: book.interviews.invite(given.interview, given.filled()),
    "details": _details,
    "confirmed": _reply("confirmed"),
    "declined": _reply("declined"),
    "no_reply": _reply("no_reply"),
    "request_panel": lambda book, given: book.interviews.request_panel(given.interview),
    "except": lambda book, given: book.interviews.except_urgently(given.interview, _reason(given)),
    "read_over": _read_over,
    "refuse_reading": _refuse_reading,
    "signed": _signed,
    "refusal": _refusal,
    "comment": lambda book, given: book.signing.comment(given.interview, given.said("words")),
    "seal": lambda book, given: book.signing.seal(given.interview),
}

#: Acts for which a reason is asked first: verb -> its question.
ASKED_WHY: Mapping[str, str] = {
    "skip": "Why does it not apply?",
    "end_here": "Why does the interview end here?",
    "except": "Why could the panel not be asked in time?",
    "refuse_reading": "What did they say when they refused, word for word?",
}


#: Steps at which a statement under caution is offered: what the person wants to add may be one.
_STATING = ("anything-to-add", "close", "read-over")


def offers(seen: Any, manager: bool, decides: bool) -> list[tuple[str, str]]:
    """What else can be done now, beside the main act: (verb or page, words)."""
    state = seen.held.state
    if state in ("proposed", "panel_refused"):
        return [("plan_interview", "Change the plan")]
    if state == "panel_requested":
        found = [("sign_off", "Decide for the Legal Panel")] if decides else []
        return [*found, ("except", "Record an urgent exception")] if manager else found
    if seen.step in _STATING and state in ("in_progress", "concluded", "read_over"):
        found = [("box/statement", "Take a statement under caution")]
        if seen.step == "read-over" and state == "concluded":
            found.insert(0, ("refuse_reading", "They refuse to read or sign it"))
        return found
    if seen.step != "invitation":
        return []
    papers = [("print/invitation", "Print the invitation"), ("print/notice", "Print the notice of rights")]
    listed = {
        "panel_approved": papers,
        "no_reply": [("confirmed", "They confirmed after all"), *papers],
        "invited": [("declined", "They declined"), ("no_reply", "No reply came"), *papers],
        "confirmed": papers,
    }
    return listed.get(state, [])


def may_finish(seen: Any) -> str:
    """Why the signing is not over yet; empty when it is."""
    roles = {one.role for one in seen.signatures}
    if SUSPECT not in roles:
        return "The person interviewed has not signed or refused"
    return "" if OFFICER in roles else "The interviewing officer has not signed"
