"""How an officer tells of meeting people: an interview under caution, a stop of a sweep, a workplace."""

from __future__ import annotations

from collections.abc import Sequence

from fieldkit.casebook.evidence.account import label_of, speech
from fieldkit.casebook.evidence.recollections import HEARSAY, Memory, at, line_of
from fieldkit.kinds.times import day_in_words, local, read_day
from fieldkit.store.records import Held

#: More questions than these are not told one by one: the record, an exhibit, has them all.
MOST_LINES = 12
_STOP_ACTS = {
    "advice": "I gave advice.",
    "phoned-parent": "A parent was telephoned.",
    "words-with-adult": "I spoke to the adult about it.",
    "handed-to-parent": "The child was handed to a parent.",
    "escorted-by-parent": "A parent took the child to school.",
    "no-action": "No action was taken.",
    "excluded-letter": "A letter about the exclusion was sent.",
    "pn-considered": "A penalty notice was considered.",
}
_REMOVED = {"removed-to-school": "to school", "removed-to-premises": "to the premises that the council names"}
_SAYS = {
    "expected-in": "that the child was expected in school",
    "authorised": "that the absence was authorised",
    "suspended": "that the child was suspended or excluded",
    "not-on-roll": "that the child was not on its roll",
    "home-educated": "that the child was not on its roll and was educated at home",
    "educated-elsewhere": "that the child was educated elsewhere",
    "closed": "that it was closed that day",
}
_ENTRY = {
    "public": "I was in the part that is open to the public.",
    "order": "I was there under an order of a justice.",
    "performance": "I was there as an authorised officer at a place of a licensed performance.",
}


def of_interview(told: Memory) -> list[str]:
    """An interview under caution: when, where, what was explained, and the answers that go to a point."""
    held, person = told.held, told.person or "the person"
    place = told.text("venue")
    where = f" at {place}" if place else ""
    first = [f"{at(held)} I began an interview under caution with {person}{where}."]
    people = [one for one in told.parts if one.kind == "interview-person"]
    first += [
        f"{line_of(one, 'name')} interpreted."
        for one in people
        if one.text("room_role") == "interpreter" and one.text("name")
    ]
    if held.text("record_mode") == "written":
        why = label_of("record-mode-reason", held.text("mode_reason"))
        first.append(f"I kept a written record at the time{f' ({why.lower()})' if why else ''}.")
    lines = [one for one in told.parts if one.kind == "interview-line"]
    steps = {one.text("step"): one for one in told.parts if one.kind == "interview-step"}
    last = []
    if ended := held.text("ended_at"):
        last.append(f"The interview ended at {local(ended):%H:%M}.")
    if held.state == "refused":
        last.append(f"I offered the record to {person} to read and sign. The offer was refused.")
    last += [f"I produce the record as exhibit {mark}." for mark in told.marks]
    return [" ".join(first), _explained(person, steps), *_answers(person, lines), " ".join(last)]


def _explained(person: str, steps: dict[str, Held]) -> str:
    """The rights and the caution, each as it was taken."""
    said = []
    if "free-to-leave" in steps:
        said.append(f"I told {person} that they were not under arrest and were free to leave.")
    if advice := steps.get("legal-advice"):
        said.append(f"I told {person} that they could have legal advice.")
        said += [f"{person} said, {words}"] if (words := speech(advice.value("words"))) else []
    if caution := steps.get("caution"):
        said.append(f"I cautioned {person} at {local(caution.text('done_at')):%H:%M}.")
        said += [f"{person} said, {words}"] if (words := speech(caution.value("words"))) else []
    return " ".join(said)


def _answers(person: str, lines: Sequence[Held]) -> list[str]:
    """Each answer in the words that were used; of a long interview those that go to a point."""
    pointed = [one for one in lines if one.text("point")]
    told = pointed or (list(lines) if len(lines) <= MOST_LINES else [])
    said = []
    for line in told:
        words = speech(line.value("answer"))
        answered = f"{person} said, {words}" if words else ""
        if line.value("no_comment") == "yes":
            answered = f"{person} made no comment."
        said.append(f"I asked, {speech(line.value('question'))} {answered}".strip())
    if left := len(lines) - len(told):
        number = "The other questions" if told else f"I asked {left} questions, which"
        rest = "and answers stand in the record" if told else "stand in the record with their answers"
        said.append(f"{number} {rest}.")
    return said


def of_stop(told: Memory) -> list[str]:
    """A child met on a sweep: no questions about guilt were asked, and none stand here (SWP-24)."""
    held = told.held
    place, name = told.text("place"), told.text("child_name")
    whom = f"a child who gave the name {name}" if name else "a child who gave no name"
    first = [f"{at(held)}, on a truancy sweep{f' at {place}' if place else ''}, I met {whom}."]
    if born := held.text("dob"):
        first.append(f"The date of birth given was {day_in_words(read_day(born))}.")
    first += [f"I describe the child as follows: {line}."] if (line := told.text("description")) else []
    with_whom = held.text("with_adult")
    if with_whom == "none":
        first.append("No adult was with the child.")
    elif with_whom:
        adult = told.text("adult_name")
        kind = label_of("stop-with", with_whom).lower()
        first.append(f"With the child was an adult ({kind}){f' who gave the name {adult}' if adult else ''}.")
    if police := told.text("police_name"):
        first.append(f"{police} of the police was with me.")
    said = []
    if reason := held.text("reason"):
        said.append(f"The reason given was this: {label_of('stop-reason', reason).lower()}.")
    said += [f"The words were, {words}"] if (words := speech(held.value("words"))) else []
    said += _school_says(told)
    return [" ".join(first), " ".join(said), " ".join([*_stop_acts(told), *told.produces()])]


def _school_says(told: Memory) -> list[str]:
    """What the school answered, which is hearsay."""
    says = _SAYS.get(told.held.text("school_says"))
    if says is None:
        return []
    school = told.held.value("school")
    name = str(school["name"]) if isinstance(school, dict) else "the school"
    person = told.text("school_person")
    who = f"{person} of {name}" if person else name
    code = told.held.text("register_code")
    register = f" and that the register code was {code}" if code else ""
    return [f"{who[:1].upper()}{who[1:]} said {says}{register}.", HEARSAY]


def _stop_acts(told: Memory) -> list[str]:
    acts = told.held.value("actions")
    said = [_STOP_ACTS[str(act)] for act in acts if act in _STOP_ACTS] if isinstance(acts, list) else []
    for act, where in _REMOVED.items():
        if isinstance(acts, list) and act in acts:
            said.append(f"{told.text('removed_by') or 'A constable'} removed the child {where}.")
    return said


def of_premises(told: Memory) -> list[str]:
    """A visit to a workplace: what was seen and said there, and the children met at work."""
    held = told.held
    name = told.text("trading_name") or told.text("premises_name") or "the premises"
    first = [f"{at(held)} I arrived at {name}, a place of work."]
    first += ["I showed my identity card."] if held.value("id_shown") == "yes" else []
    if held.text("entry_basis") == "consent":
        first.append(f"I was let in by consent of {told.text('consent_of') or 'the person in charge'}.")
    else:
        first += filter(None, [_ENTRY.get(held.text("entry_basis"), "")])
    charge, role = told.text("in_charge"), told.text("in_charge_role")
    first += [f"{charge}{f' ({role})' if role else ''} was in charge."] if charge else []
    seen = [f"I saw the following: {fact}."] if (fact := told.text("seen")) else []
    if words := speech(held.value("words")):
        seen.append(f"{charge or 'The person in charge'} said, {words}")
    if papers := told.text("papers_facts"):
        seen.append(f"The papers that I was shown say the following: {papers}.")
    children = [_at_work(one) for one in told.parts if one.kind == "child-at-work"]
    last = [f"I left at {local(held.text('departed_at')):%H:%M}."] if held.text("departed_at") else []
    advice = [f"I gave this advice: {given}."] if (given := told.text("advice")) else []
    return [" ".join(first), " ".join(seen), *children, " ".join([*advice, *last, *told.produces()])]


def _at_work(child: Held) -> str:
    name = line_of(child, "name")
    said = [f"I met {name or 'a child'} there."]
    if born := child.text("dob"):
        said.append(f"The date of birth given was {day_in_words(read_day(born))}.")
    said += [f"I saw this work being done: {task}."] if (task := line_of(child, "task")) else []
    said += [f"{name or 'The child'} said, {words}"] if (words := speech(child.value("words"))) else []
    if seen := line_of(child, "condition"):
        said.append(f"I recorded the condition that I saw: {seen}.")
    return " ".join(said)
