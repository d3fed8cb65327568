"""Turns what was recorded in a case into paragraphs of a statement: one record after another, facts alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fieldkit.casebook.evidence.account import label_of, speech
from fieldkit.kinds.registry import kind_named
from fieldkit.kinds.times import day_in_words, local, read_day
from fieldkit.reference.codes import code_list
from fieldkit.store.records import Held

#: The day of a kind that names no moment of its own.
_DAYS = ("began_on", "issued_on", "served_on")
HEARSAY = "I do not know of my own knowledge whether that is so."
RECORDS = "I know this from the records of the council, which I have read."


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """One record with what its paragraphs lean on.

    `by` is another officer who made it, empty when the maker of the statement did; `person` and `child` are
    names; `marks` are of the exhibits attached to it; `parts` are its questions, steps or children at work.
    """

    held: Held
    me: str = ""
    by: str = ""
    person: str = ""
    child: str = "the child"
    marks: Sequence[str] = ()
    parts: Sequence[Held] = ()

    @property
    def who(self) -> str:
        """Who did it, as a sentence begins."""
        return self.by or "I"

    def text(self, name: str) -> str:
        """An answer in one line, without the full stop at its end."""
        return line_of(self.held, name)

    def produces(self) -> list[str]:
        """That each exhibit attached to it is produced."""
        return [f"I produce it as exhibit {mark}." for mark in self.marks]


def read_of(told: Memory, said: Sequence[str]) -> list[str]:
    """The paragraphs of a record without the empty ones; what another officer made was only read."""
    kept = [words for words in said if words]
    if kept and told.by:
        kept[-1] = f"{kept[-1]} {RECORDS}"
    return kept


def of_note(told: Memory) -> list[str]:
    """A call, meeting or message: what was said in their words, what was told marked as hearsay."""
    note, who = told.held, told.text("with_whom")
    spoke = {"phone-call": "spoke by telephone", "meeting": "met"}.get(note.text("note_kind"), "made a note")
    link = {"met": " ", "made a note": " of what came from "}.get(spoke, " to ")
    about = told.text("subject")
    said = [f"{at(note)} {told.who} {spoke}{f'{link}{who}' if who else ''} about the following: {about}."]
    if words := speech(note.value("words")):
        said.append(f"{who or 'The person'} said, {words}")
    if fact := told.text("facts"):
        said += [f"{told.who} recorded the following: {fact}.", *([HEARSAY] if who else [])]
    return [" ".join([*said, *told.produces()])]


def of_school_told(told: Memory) -> list[str]:
    """What the school was told, by whom and how."""
    how = label_of("how-told", told.held.text("how"))
    way = {"phone": " by telephone", "in-person": " in person"}.get(
        told.held.text("how"), f" by {how.lower()}" if how else ""
    )
    whom = told.text("told_to") or "the school"
    what = told.text("text_sent")
    tail = f" the following: {what}." if what else " how the case went on."
    return [" ".join([f"{at(told.held)} {told.who} told {whom}{way}{tail}", *told.produces()])]


def of_enquiry(told: Memory) -> list[str]:
    """A check and what came of it, also when nothing did (CPIA 1996 s.23 Code)."""
    held, title = told.held, told.held.title
    asked = told.text("source")
    said = [f"{at(held)} {told.who} made this enquiry: {title[:1].lower()}{title[1:]}."]
    said += [f"{told.who} asked {asked}."] if asked else []
    result = held.text("result")
    if result in ("not-possible", "refused", "no-access"):
        why = told.text("reason")
        said.append(f"It could not be made{f': {why}' if why else ''}.")
    if found := told.text("result_notes"):
        said += [f"The result was the following: {found}.", HEARSAY]
    elif result == "done":
        said.append("Nothing was found.")
    return [" ".join([*said, *told.produces()])]


def of_support(told: Memory) -> list[str]:
    """What was offered or done to help."""
    held, what = told.held, told.held.title
    ended = held.text("ended_on")
    until = f" and ended on {_day(ended)}" if ended else ""
    taken = {"yes": "The family took it up.", "no": "The family did not take it up."}
    said = [f"{at(held)} the following support began{until}: {what[:1].lower()}{what[1:]}."]
    said += filter(None, [taken.get(held.text("engaged"), "")])
    said += [f"The outcome was the following: {out}."] if (out := told.text("outcome")) else []
    return [" ".join([*said, *told.produces()])]


def of_notice(told: Memory) -> list[str]:
    """A notice: to whom, for which days, when it was received, and what came of it."""
    held = told.held
    what = label_of("notice-kind", held.text("notice_kind"))
    first, last = held.text("period_from"), held.text("period_to")
    about = f" about the absence of {told.child} from school"
    days = f" from {_day(first)} to {_day(last)}" if first and last else ""
    said = [f"{at(held)} the council issued a {_inner(what)} to {told.person or 'the parent'}{about}{days}."]
    if kept := held.text("received_on"):
        said.append(f"It was received on {_day(kept)}.")
    if held.text("improve_from") and held.text("improve_to"):
        span = f"from {_day(held.text('improve_from'))} to {_day(held.text('improve_to'))}"
        said.append(f"The improvement period runs {span}.")
    if paid := held.text("paid_on"):
        said.append(f"It was paid on {_day(paid)}.")
    elif gone := held.text("withdrawn_on"):
        said.append(f"It was withdrawn on {_day(gone)}.")
    elif held.text("notice_kind").startswith("penalty"):
        said.append("The records of the council show no payment.")
    return [" ".join([*said, *told.produces()])]


def of_referral(told: Memory) -> list[str]:
    """That the school referred the child, and for which days."""
    held, by = told.held, told.text("referred_by")
    school = held.value("school")
    where = f" of {school['name']}" if isinstance(school, dict) else ""
    first, last = held.text("period_from"), held.text("period_to")
    days = f", for the time from {_day(first)} to {_day(last)}" if first and last else ""
    what = f"a referral about the attendance of {told.child}{days}"
    from_ = f" from {by}{where}" if by else f" from {school['name']}" if isinstance(school, dict) else ""
    return [" ".join([f"{at(held)} the council received{from_} {what}.", *told.produces()])]


def of_service(told: Memory) -> list[str]:
    """Papers that were served on one person: what, how and when; never the address."""
    held = told.held
    what = told.text("described") or label_of("served-papers", held.text("served_papers")).lower()
    server = held.value("served_by")
    who = str(server["name"]) if isinstance(server, dict) and server["name"] != told.me else "I"
    way = next(
        (one.mark("words") for one in code_list("served-how") if one.code == held.text("served_how")), ""
    )
    how = f" {way}" if way else ""
    said = [f"{at(held)} {who} served the following on {told.person or 'the parent'}{how}: {what}."]
    if proof := told.text("proof"):
        said.append(f"The number of the proof of posting is {proof}.")
    if back := held.text("came_back_on"):
        said.append(f"They came back undelivered on {_day(back)}.")
    return [" ".join([*said, *told.produces()])]


def of_letter(told: Memory) -> list[str]:
    """A paper that was given or sent to somebody."""
    what, whom = told.text("what"), told.text("recipient")
    return [f"{at(told.held)} {told.who} made out the following for {whom}: {what}."]


def of_hearing(told: Memory) -> list[str]:
    """What a court did."""
    held, what = told.held, told.held.title
    court = told.text("court")
    said = [f"{at(held)} the case was listed{f' at {court}' if court else ''}: {_inner(what)}."]
    if told_by := told.text("outcome"):
        said.append(f"The following happened: {told_by}.")
    return [" ".join([*said, *told.produces()])]


def of_register(told: Memory) -> list[str]:
    """A register as it was received; the figures are those that the school states."""
    extract, sender = told.held, told.text("received_from")
    school = extract.value("school")
    where = f" of {school['name']}" if isinstance(school, dict) else ""
    source = f" from {sender}" if sender else ""
    said = [f"{at(extract)} I received a register extract{where}{source}{_span(extract)}."]
    said += [*_figures(extract, "The school states"), *told.produces()]
    return [" ".join(said)]


def of_own_register(told: Memory) -> list[str]:
    """The same from whoever keeps the register: what it shows is of their own knowledge."""
    extract = told.held
    mark = f", which I produce as exhibit {told.marks[0]}" if told.marks else ""
    said = [f"I have the attendance register of the school{_span(extract)} before me{mark}."]
    figures = _figures(extract, f"For {told.child} it shows")
    return [" ".join([*said, *(words for words in figures if words != HEARSAY)])]


def _span(extract: Held) -> str:
    """From which day to which, by its marks."""
    marks: Any = extract.value("marks")
    days = sorted(str(row[0]) for row in marks) if isinstance(marks, list) and marks else []
    return f" for {_day(days[0])} to {_day(days[-1])}" if days else ""


def _figures(extract: Held, start: str) -> list[str]:
    stated = [extract.value(name) for name in ("stated_possible", "stated_authorised", "stated_unauthorised")]
    if not all(isinstance(number, int) for number in stated):
        return []
    possible, authorised, unauthorised = stated
    return [
        f"{start} {possible} possible sessions, {authorised} authorised absences and "
        f"{unauthorised} unauthorised absences.",
        HEARSAY,
    ]


def of_exhibit(told: Memory) -> list[str]:
    """An exhibit produced by itself."""
    return [f"I produce the following as exhibit {told.held.text('mark')}: {told.text('description')}."]


def at(held: Held) -> str:
    """On 22 October 2026, with the time where it is known."""
    moment = moment_of(held)
    if "T" in moment:
        return f"On {day_in_words(local(moment).date())} at {local(moment):%H:%M}"
    return f"On {_day(moment)}" if moment else "On a day that is not recorded"


def moment_of(held: Held) -> str:
    """When the thing that a record tells of happened, a time in UTC or a day; when it was made otherwise."""
    told = kind_named(held.kind).happened
    if told and held.text(told):
        return held.happened
    return next((day for name in _DAYS if (day := held.text(name))), held.happened)


def line_of(held: Held, name: str) -> str:
    """An answer in one line, without the full stop at its end."""
    value: Any = held.value(name)
    return " ".join(value.split()).rstrip(". ") if isinstance(value, str) else ""


def _inner(words: str) -> str:
    """As it stands within a sentence: a Notice to Improve keeps its capital, a penalty notice has none."""
    return words if words.startswith("Notice to") else f"{words[:1].lower()}{words[1:]}"


def _day(day: str) -> str:
    return day_in_words(read_day(day))
