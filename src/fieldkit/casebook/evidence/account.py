"""Turns what a locked visit records into the paragraphs of a statement: in order, and facts alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from fieldkit.kinds.answers import Choice
from fieldkit.kinds.record import Values
from fieldkit.kinds.times import LONDON, day_in_words

_INNER = re.compile(r'"([^"]*)"')
_HEAD = re.compile(r"(acting |executive |interim )?(head ?teacher|headmaster|headmistress|head|principal)")
_PLACES = {
    "home": "the family’s home",
    "former": "a former address of the family",
    "relative": "the home of a relative",
    "temporary": "the family’s temporary address",
    "refuge": "the place where the family was staying",
}
_ADMITTED = {
    "consent": "I was let in by consent.",
    "doorstep": "I was not let in and spoke on the doorstep.",
    "refused": "I was refused entry.",
}
_CARDS = {
    "handed-over": "I handed over a calling card.",
    "posted": "I put a calling card through the door.",
    "refused": "I offered a calling card, which was refused.",
}


@dataclass(frozen=True, slots=True)
class Produced:
    """An exhibit as a statement produces it; `at` is when it was made, in words, or empty."""

    mark: str
    description: str
    at: str
    photograph: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """All that a draft is made from. Times and answers are those of the locked visit, never a judgement.

    `exhibits` come by mark; `present` are the names of others who were there;
    `pupil` says what is known of the child in words ("born 2 May 2011"), `sealed` when and on which notebook
    line the record was signed.
    """

    officer: str
    office: str
    council: str
    child: str
    first_name: str
    pupil: str
    place_kind: str
    visit: Values
    second: str = ""
    present: Sequence[str] = ()
    exhibits: Sequence[Produced] = ()
    sealed: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """An answer in one line, without the full stop at its end."""
        value = self.visit.get(name)
        return " ".join(value.split()).rstrip(". ") if isinstance(value, str) else ""


def paragraphs(told: Told) -> list[str]:
    """The numbered paragraphs, in the order in which things happened (EVD-02)."""
    parts = (
        _who(told),
        _going(told),
        _door(told),
        _child(told),
        _accounts(told),
        _exhibits(told),
        _end(told),
    )
    return [" ".join(sentences) for part in parts for sentences in part if sentences]


def _who(told: Told) -> Iterator[list[str]]:
    council = f" by {told.council}" if told.council else ""
    yield [f"I am employed{council} as {a_or_an(told.office)}."]
    about = f"I make this statement about {told.child}"
    yield [f"{about}, {told.pupil}." if told.pupil else f"{about}."]


def _going(told: Told) -> Iterator[list[str]]:
    place = _PLACES.get(told.place_kind, "an address that the council holds")
    purpose = told.labels.get("purpose", "")
    why = f" My purpose was to {purpose[:1].lower()}{purpose[1:]}." if purpose else ""
    with_whom = f" with {told.second}" if told.second else ""
    arrived = _moment(told.visit.get("arrived_at"))
    when = f"On {day_in_words(arrived.date())} at {arrived:%H:%M} I arrived" if arrived else "I went"
    yield [f"{when}{with_whom} at {place}.{why}"]
    light = told.labels.get("light", "")
    seen = [f"The light was {light[:1].lower()}{light[1:]}."] if light else []
    seen += _noted("As I came I saw the following", told.text("approach_notes"))
    seen += _noted("I saw the outside of the premises", told.text("exterior"))
    yield seen


def _door(told: Told) -> Iterator[list[str]]:
    who = told.visit.get("answered_by")
    if who == "nobody":
        yield ["Nobody answered the door."]
        return
    if not who:
        return
    label = told.labels.get("answered_by", "")
    name = told.text("answered_name")
    said = [f"{label} answered the door{f' and gave the name {name}' if name else ''}."]
    said += _noted("I describe them as follows", told.text("answered_description"))
    if told.visit.get("id_shown") == "yes":
        said.append("I showed my identity card.")
    if told.visit.get("purpose_explained") == "yes":
        said.append("I explained why I had come.")
    said += [_ADMITTED[str(told.visit["admitted"])]] if told.visit.get("admitted") in _ADMITTED else []
    if told.present:
        said.append(f"Also there: {', '.join(told.present)}.")
    yield said


def _child(told: Told) -> Iterator[list[str]]:
    spoken, seen = told.visit.get("child_spoken_to"), _moment(told.visit.get("child_seen_at"))
    at = f"At {seen:%H:%M} " if seen else ""
    where = f" ({told.text('child_seen_where')})" if told.text("child_seen_where") else ""
    how = {
        "alone": f"I spoke to {told.first_name} alone{where}.",
        "with-adult": f"I spoke to {told.first_name} with an adult there{where}.",
        "only-seen": f"I saw {told.first_name} but did not speak to {told.first_name}{where}.",
        "not-seen": f"I did not see {told.first_name}.",
    }.get(str(spoken), "")
    said = [f"{at}{how}"] if how else []
    said += _noted("The reason was this", told.text("not_seen_reason"))
    if words := speech(told.visit.get("child_words")):
        said.append(f"{told.first_name} said, {words}")
    yield said
    yield _noted(f"I recorded what I saw of {told.first_name}", told.text("child_condition"))
    yield _noted("Inside I saw the following", told.text("home_facts"))


def _accounts(told: Told) -> Iterator[list[str]]:
    name = told.text("answered_name") or "The person who answered"
    if words := speech(told.visit.get("parent_words")):
        yield [f"{name} said, {words}"]
    heard = _noted("I was told the following about education", told.text("education_account"))
    if told.text("forwarding_address"):
        heard.append("I was told of a new address or travel, which is in my record of the visit.")
    if heard:
        yield [*heard, "I do not know of my own knowledge whether that is so."]
    if neighbour := told.text("neighbour_account"):
        yield [
            f"A neighbour told me the following: {neighbour}.",
            "I do not know of my own knowledge whether that is so.",
        ]
    yield _noted("I was shown the following papers", told.text("documents_seen"))


def _exhibits(told: Told) -> Iterator[list[str]]:
    for made in told.exhibits:
        what = made.description.rstrip(". ")
        if made.photograph:
            at = f" on {made.at}" if made.at else ""
            yield [f"I took a photograph{at}: {what}.", f"I produce it as exhibit {made.mark}."]
        else:
            yield [f"I produce the following as exhibit {made.mark}: {what}."]


def _end(told: Told) -> Iterator[list[str]]:
    card = _CARDS.get(str(told.visit.get("card")))
    yield [card] if card else []
    yield _noted("I also recorded the following", told.text("facts"))
    left = _moment(told.visit.get("departed_at"))
    said = [f"I left at {left:%H:%M}."] if left else []
    if outcome := told.labels.get("outcome_code", ""):
        said.append(f"I recorded the outcome of the visit as follows: {outcome[:1].lower()}{outcome[1:]}.")
    said += _noted("The reason was this", told.text("outcome_reason"))
    yield said
    made = _moment(told.visit.get("made_up_at"))
    wrote = (
        [f"I wrote up my record of the visit on {day_in_words(made.date())} at {made:%H:%M}."] if made else []
    )
    yield [*wrote, f"I signed and locked it {told.sealed}."] if told.sealed else wrote


def speech(words: object) -> str:
    """Somebody's words as direct speech in curly quotes, whatever quotes they were typed in."""
    if not isinstance(words, str) or not words.strip():
        return ""
    bare = " ".join(words.split())
    if bare[0] in "“\"'‘" and bare[-1] in "”\"'’":
        bare = bare[1:-1].strip()
    inside = _INNER.sub("‘\\1’", bare).replace("“", "‘").replace("”", "’")
    stop = "" if inside.endswith((".", "!", "?", "…")) else "."
    return f"“{inside}{stop}”"


def introduced(occupation: str) -> str:
    """How another witness begins: "Head teacher, Quayside High" is the head teacher of Quayside High.

    Of an occupation that names no place the draft does not claim an employer.
    """
    role, _, place = (part.strip() for part in occupation.strip().rstrip(".").partition(","))
    if role[1:].islower():
        role = f"{role[:1].lower()}{role[1:]}"
    if not role:
        return "I am a witness."
    if not place:
        return f"I am {a_or_an(role)}."
    if _HEAD.fullmatch(role.lower()):
        return f"I am the {role} of {place}."
    return f"I am employed as {a_or_an(role)} at {place}."


def a_or_an(noun: str) -> str:
    """A noun with its article."""
    return f"{'an' if noun[:1].lower() in 'aeiou' else 'a'} {noun}"


def label_of(codes: str, value: object) -> str:
    """A code in words."""
    return Choice(codes=codes).show(str(value)) if value else ""


def _noted(start: str, fact: str) -> list[str]:
    return [f"{start}: {fact}."] if fact else []


def _moment(value: object) -> datetime | None:
    return datetime.fromisoformat(value).astimezone(LONDON) if isinstance(value, str) and value else None
