"""The invitation to an interview and the notice of rights: prescribed words with their places filled."""

from __future__ import annotations

from datetime import date

from fieldkit.casebook.desk import Desk
from fieldkit.casebook.interview_page import Letter
from fieldkit.casebook.interview_reading import period
from fieldkit.casebook.letters import Letters
from fieldkit.errors import Trouble
from fieldkit.kinds.times import day_in_words, local
from fieldkit.reference import Wording
from fieldkit.store import records
from fieldkit.store.records import Held


def invitation(desk: Desk, held: Held) -> Letter:
    """The invitation as it stands: the second once the first had no reply."""
    words = desk.reference().wording(invitation_words(held))
    sent = held.text("invited_on") or desk.today().isoformat()
    return _letter(desk, held, words, "Voluntary interview under caution", sent)


def invitation_words(held: Held) -> str:
    """The id of the wording that an interview’s invitation has as it stands."""
    again = bool(held.text("second_invitation_on")) or held.state == "no_reply"
    return "interview-invitation-again" if again else "interview-invitation"


def notice(desk: Desk, held: Held) -> Letter:
    """The notice of rights of this person for this interview."""
    words = desk.reference().wording("notice-of-rights")
    return _letter(desk, held, words, "Notice of rights", held.text("invited_on"))


def _letter(desk: Desk, held: Held, words: Wording, title: str, sent: str) -> Letter:
    with desk.notebook.reading() as book:
        case = records.get(book, held.home)
        child = records.get(book, case.text("child")) if case else None
    places = places_of(desk, held, child)
    to = desk.beside(Letters).addressee(held.text("person"))
    if missing := [name for name in words.places() if not places.get(name)]:
        raise Trouble(
            f"The letter still needs: {', '.join(missing)}.", "Answer that of the interview, then print it."
        )
    text = words.filled(**{name: places[name] for name in words.places()})
    day = date.fromisoformat(sent) if sent else desk.today()
    return Letter(
        title=title,
        wording=f"{words.id} {words.version}",
        paragraphs=tuple(part.strip() for part in text.split("\n\n")),
        to_name=to.name,
        to_address=to.lines,
        day=day_in_words(day),
        reference=case.text("reference") if case else "",
    )


def places_of(desk: Desk, held: Held, child: Held | None) -> dict[str, str]:
    """What fills the places of a letter about an interview."""
    book, when, first = desk.reference(), held.text("planned_for"), held.text("invited_on")
    school = child.value("school") if child else None
    offences = held.value("offences")
    labels = [book.label("offence", str(code)) for code in offences] if isinstance(offences, list) else []
    return {
        "child": child.title if child else "",
        "school": str(school["name"]) if isinstance(school, dict) else "",
        "offence": " and ".join(label[0].lower() + label[1:] for label in labels),
        "period": period(held),
        "grounds": held.text("grounds"),
        "caution": book.wording("caution").text,
        "when": f"{day_in_words(local(when).date())} at {local(when):%H:%M}" if when else "",
        "place": held.text("venue"),
        "officer": desk.me.name,
        "council": desk.me.council_name or "the council",
        "phone": held.text("contact_phone") or desk.beside(Letters).office().phone,
        "first": day_in_words(date.fromisoformat(first)) if first else "",
    }
