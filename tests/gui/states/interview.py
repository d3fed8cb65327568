"""The states of an interview: before the panel, each step, the questions, a stop, read over, sealed."""

from __future__ import annotations

from collections.abc import Iterator

import interviews
from sitting import sitting

from fieldkit.gui.bases.page import Page
from fieldkit.gui.kit import Kit


def states(kit: Kit) -> Iterator[tuple[str, Page]]:
    """An interview from its proposal to its seal, each state as an officer meets it."""
    with sitting(kit) as at:
        yield "proposed", at.open("interview", interviews.proposed(at.load))
    with sitting(kit) as at:
        yield "panel asked", at.open("interview", interviews.requested(at.load))
    with sitting(kit) as at:
        made = interviews.approved(at.load)
        yield "approval", at.open("interview", made)
        for code in ("approval", "plan"):
            at.load.book.interviews.step(made, code)
        yield "to be invited", at.open("interview", made)
        at.load.book.interviews.invite(made, {"invited_how": "letter"})
        yield "waits for the reply", at.open("interview", made)
        at.load.book.interviews.reply(made, "confirmed", "I will come.")
        for code in ("invitation", "vulnerability", "place"):
            yield code, at.open("interview", made)
            at.load.book.interviews.step(made, code)
        for person in interviews.PEOPLE:
            at.load.book.interviews.add_person(made, person)
        yield "start", at.open("interview", made)
        at.load.clock.set("2026-11-19 13:48")
        at.load.book.interviews.begin(made, interviews.WRITTEN)
        for code, typed in interviews.TO_QUESTIONS:
            page = at.open("interview", made)
            yield code, page
            if code == "caution":
                page.form.block("understood").set_value("no")
                page.form.block("understood").changed.emit()
                yield "caution explained", page
            at.load.book.interviews.step(made, code, typed)
        yield "no question yet", at.open("interview", made)
    with sitting(kit) as at:
        made = interviews.asking(at.load, 4)
        page = at.open("interview", made)
        yield "questions", page
        page.strip.link.click()
        yield "words of the caution", page
        page.choose_point()
        at.wait()
        yield "which point", page
        at.load.book.questioning.take_break(made)
        yield "what the break is for", at.open("interview", made)
        at.load.book.questioning.wants_solicitor(made)
        page = at.open("interview", made)
        yield "wants a solicitor", page
        page.go_button.click()
        at.wait()
        yield "back", page
    with sitting(kit) as at:
        made = interviews.concluded(at.load)
        page = at.open("interview", made)
        yield "to be read over", page
        page._correct(at.load.book.interviews.page(made).lines[0].line)
        yield "a line put right", page
        page.leave_line()
        page.settle()
        at.wait()
        at.load.book.signing.read_over(made, "read-to-person")
        yield "to be signed", at.open("interview", made)
        for role, name in (("suspect", "Agnieszka Ebbage"), ("interviewer", "Dilys Farthing")):
            at.load.book.signing.sign(made, role, name, interviews.INK)
        at.load.book.signing.finish(made)
        at.load.book.interviews.step(made, "read-over")
        yield "nobody refused", at.open("interview", made)
        at.load.book.interviews.not_applicable(made, "refusal", "Nobody refused")
        yield "comments", at.open("interview", made)
        at.load.book.signing.comment(made, "")
        yield "to be sealed", at.open("interview", made)
        at.load.book.signing.seal(made)
        yield "sealed", at.open("interview", made)
    with sitting(kit) as at:
        made = interviews.stating(at.load)
        page = at.open("interview", made)
        page.open_box("statement_words")
        yield "a statement written", page
    with sitting(kit) as at:
        made = interviews.sealed_in_sound(at.load)
        page = at.open("interview", made)
        yield "sealed in sound", page
        page.open_box("custody")
        page.under_way.begin("Attaching interview.wav", "Stop attaching")
        yield "a row of custody, while a file is attached", page
