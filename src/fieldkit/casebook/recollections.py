"""Turns what was recorded in a case into paragraphs of a statement: one record after another, facts alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fieldkit.casebook.account import speech
from fieldkit.kinds.times import day_in_words, local
from fieldkit.store.records import Held

KINDS = ("visit", "note", "school-told", "register-extract", "interview", "exhibit")
HEARSAY = "I do not know of my own knowledge whether that is so."


def of_note(note: Held) -> list[str]:
    """A call, meeting or message: what was said in their words, what was told marked as hearsay."""
    who, about = note.text("with_whom"), _line(note, "subject")
    spoke = {"phone-call": "spoke by telephone", "meeting": "met"}.get(note.text("note_kind"), "made a note")
    link = {"met": " ", "made a note": " of what came from "}.get(spoke, " to ")
    said = [f"{_at(note.happened)} I {spoke}{f'{link}{who}' if who else ''} about the following: {about}."]
    if words := speech(note.value("words")):
        said.append(f"{who or 'The person'} said, {words}")
    if fact := _line(note, "facts"):
        said += [f"I recorded the following: {fact}.", *([HEARSAY] if who else [])]
    return [" ".join(said)]


def of_school_told(told: Held) -> list[str]:
    """That the school was told how the case goes on."""
    return [f"{_at(told.happened)} I told the school how the case went on."]


def of_register(extract: Held, marks: Sequence[str]) -> list[str]:
    """A register as it was received; the figures are those that the school states."""
    school = extract.value("school")
    where = f" of {school['name']}" if isinstance(school, dict) else ""
    sender = extract.text("received_from")
    said = [
        f"{_at(extract.happened)} I received a register extract{where}{f' from {sender}' if sender else ''}."
    ]
    stated = [extract.value(name) for name in ("stated_possible", "stated_authorised", "stated_unauthorised")]
    if all(isinstance(number, int) for number in stated):
        possible, authorised, unauthorised = stated
        said.append(
            f"The school states {possible} possible sessions, {authorised} authorised absences and "
            f"{unauthorised} unauthorised absences. {HEARSAY}"
        )
    said += [f"I produce it as exhibit {mark}." for mark in marks]
    return [" ".join(said)]


def of_interview(interview: Held, person: str, lines: Sequence[Held], marks: Sequence[str]) -> list[str]:
    """An interview under caution: when, where, each answer in the words that were used."""
    place = interview.text("venue")
    where = f" at {place.rstrip('. ')}" if place else ""
    told = [f"{_at(interview.text('started_at'))} I began an interview under caution with {person}{where}."]
    for line in lines:
        words = speech(line.value("answer"))
        answered = f"{person} said, {words}" if words else ""
        if line.value("no_comment") == "yes":
            answered = f"{person} made no comment."
        told.append(f"I asked, {speech(line.value('question'))} {answered}".strip())
    if ended := interview.text("ended_at"):
        told.append(f"The interview ended at {local(ended):%H:%M}.")
    return told + [f"I produce the record as exhibit {mark}." for mark in marks]


def of_exhibit(exhibit: Held) -> list[str]:
    """An exhibit produced by itself."""
    return [f"I produce the following as exhibit {exhibit.text('mark')}: {_line(exhibit, 'description')}."]


def _at(moment: str) -> str:
    return (
        f"On {day_in_words(local(moment).date())} at {local(moment):%H:%M}" if "T" in moment else "On a day"
    )


def _line(held: Held, name: str) -> str:
    value: Any = held.value(name)
    return " ".join(value.split()).rstrip(". ") if isinstance(value, str) else ""
