"""The invitation to an interview and the notice of rights: prescribed words with their places filled."""

from __future__ import annotations

from datetime import date

from fieldkit.casebook.desk import Desk
from fieldkit.casebook.interviews.page import Letter
from fieldkit.casebook.pathway.letters import Letters
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


def places_of(desk: Desk, held: Held, child: Held | None, *, figures: bool = False) -> dict[str, str]:
    """What fills the places of a letter about an interview; days in figures, for another language."""
    book, office = desk.reference(), desk.beside(Letters).office()
    when, first = held.text("planned_for"), held.text("invited_on")
    school = child.value("school") if child else None
    offences = held.value("offences")
    labels = [book.label("offence", str(code)) for code in offences] if isinstance(offences, list) else []
    days = [_day(day, figures) for day in (held.text("period_from"), held.text("period_to"))]
    at = local(when) if when else None
    beside = ", " if figures else " at "
    return {
        "child": child.title if child else "",
        "school": str(school["name"]) if isinstance(school, dict) else "",
        "offence": " and ".join(label[0].lower() + label[1:] for label in labels),
        "period": (" - " if figures else " to ").join(days) if all(days) else "",
        "grounds": held.text("grounds"),
        "caution": book.wording("caution").text,
        "when": f"{_day(at.date().isoformat(), figures)}{beside}{at:%H:%M}" if at else "",
        "place": held.text("venue"),
        "officer": desk.me.name,
        "council": office.council if office.council != desk.me.name else "the council",
        "phone": held.text("contact_phone") or office.phone,
        "first": _day(first, figures),
    }


def _day(day: str, figures: bool) -> str:
    if not day:
        return ""
    found = date.fromisoformat(day)
    return f"{found:%d.%m.%Y}" if figures else day_in_words(found)
