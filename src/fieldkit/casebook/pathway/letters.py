"""The desk for letters to parents: whose address, in which format, and nothing of the other parent on it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fieldkit.casebook.desk import Desk
from fieldkit.casebook.facts import day_of
from fieldkit.casebook.pathway.notice_words import Office
from fieldkit.errors import Trouble
from fieldkit.reference import Wording
from fieldkit.store import records
from fieldkit.store.records import Held

if TYPE_CHECKING:
    from fieldkit.bundle.sheets.letter import LetterPart
    from fieldkit.bundle.sheets.letterhead import Letterhead
    from fieldkit.bundle.sheets.print_size import PrintSize

STANDARD, LARGE, EASY, TRANSLATED = "standard", "large", "easy", "translated"
_WORDS = {STANDARD: "Standard", LARGE: "Large print", EASY: "Easy read", TRANSLATED: "Translated"}
_NEEDS = {"easy-read": EASY, "large-print": LARGE}
#: Languages that no letter is written in.
_NOT_WRITTEN = ("", "en", "bsl", "other")
_BY_HAND = "To be given by hand"
#: The letters from which a street, postcode or number is looked for in a text.
_TELLING = 5


@dataclass(frozen=True, slots=True)
class Addressee:
    """One parent behind the window: name and lines. `warning` says why it cannot be posted and what to do."""

    name: str
    lines: tuple[str, ...]
    warning: str = ""


@dataclass(frozen=True, slots=True)
class Format:
    """A format of a letter; `missing` says what to do where it cannot be printed in it."""

    form: str
    words: str
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Formats:
    """The formats of one letter, the one that suits the parent's record, and what else is to be known.

    `warning` says why it cannot be posted.
    """

    offers: tuple[Format, ...]
    proposed: str
    why: str = ""
    warning: str = ""
    notes: tuple[str, ...] = ()

    def wanted(self, form: str) -> Format:
        """The format of that name, the proposed one without a name. Raises `Trouble`."""
        found = next((one for one in self.offers if one.form == (form or self.proposed)), None)
        if found is None:
            raise Trouble(f"There is no format {form}.", f"Choose {', '.join(_WORDS)}.")
        if found.missing:
            raise Trouble(f"{found.words} cannot be printed.", found.missing)
        return found


class Letters(Desk):
    """Each letter is to one parent (PAR-02) at their own address; a refuge is never printed (domain 2.5)."""

    def office(self) -> Office:
        """The council as its letters name it."""
        with self.notebook.reading() as book:
            found = records.listed(book, kinds=["council"])
        held, values = found[-1] if found else None, self.reference()
        return Office(
            council=(held.text("name") if held else "") or self.me.council_name or self.me.name,
            service=held.text("service") if held else "",
            address=str(values.local("council.address")),
            phone=held.text("service_phone") if held else "",
            pay_at=str(values.local("penalty.pay_at")),
            proper_officer=str(values.local("council.proper_officer")),
            officer=self.me.name,
        )

    def addressee(self, person: str) -> Addressee:
        """Where a letter to somebody goes; who lives at a refuge is handed it, whatever else is recorded."""
        held = self.held(person)
        name = " ".join(filter(None, (held.text("prefix"), held.text("forenames"), held.text("surname"))))
        places = self._places(person)
        hidden = next((place for place in places if place.text("address_kind") == "refuge"), None)
        if hidden is not None:
            through = f"{_BY_HAND}: {hidden.text('alias') or 'through the caseworker'}"
            say = f"{name} lives at a refuge: no address is printed. Hand it over, or through {hidden.title}."
            return Addressee(name, (through,), say)
        homes = [place for place in places if place.text("address_kind") == "home"] or places
        if not homes:
            say = f"No address of {name} is recorded, so it cannot be posted. Record where they live, or "
            return Addressee(name, (_BY_HAND,), f"{say}hand it over and write down when.")
        last = homes[-1]
        lines = (*last.text("lines").splitlines(), last.text("town"), last.text("postcode"))
        warning = "" if last.text("postcode") else f"The address of {name} has no postcode: find it out."
        return Addressee(name, tuple(line.strip() for line in lines if line.strip()), warning)

    def head(self, case: Held, person: str, day: str) -> Letterhead:
        """The head of a letter to one parent of a case."""
        from fieldkit.bundle.sheets.letterhead import Letterhead

        office, to = self.office(), self.addressee(person)
        return Letterhead(
            council=office.council,
            service=office.service,
            office=tuple(filter(None, (office.address, office.phone))),
            to=(to.name, *to.lines),
            day=day,
            reference=case.text("reference"),
        )

    def formats(self, person: str, wording: str) -> Formats:
        """In which formats a letter of these words may go to somebody, and which their record asks for."""
        held, book = self.held(person), self.reference()
        language, told = held.text("interpreter_language"), held.value("communication_needs")
        needs = [str(need) for need in told] if isinstance(told, list) else []
        offers = [Format(STANDARD, _WORDS[STANDARD]), Format(LARGE, _WORDS[LARGE]), self._easy(wording)]
        wanted = {_NEEDS[need]: book.label("communication-need", need) for need in needs if need in _NEEDS}
        if language not in _NOT_WRITTEN:
            offers.append(self._translated(wording, language))
            wanted[TRANSLATED] = book.label("language", language)
        able = [form for form in (TRANSLATED, EASY, LARGE) if form in wanted and _can(offers, form)]
        notes = [one.missing for one in offers if one.form in wanted and one.missing]
        if len(able) > 1:
            others = ", ".join(_WORDS[form].lower() for form in able[1:])
            notes.append(f"The record also asks for: {others}. Print it a second time.")
        other = [book.label("communication-need", need) for need in needs if need not in _NEEDS]
        if other:
            notes.append(f"The record also asks for: {', '.join(other)}. A letter alone does not do.")
        if said := held.text("literacy_note"):
            notes.append(f"Reading and writing: {said}")
        why = f"Proposed from the parent’s record: {wanted[able[0]]}." if able else ""
        warning, proposed = self.addressee(person).warning, able[0] if able else STANDARD
        return Formats(tuple(offers), proposed, why, warning, tuple(notes))

    def whole(self, wording: str, form: str, person: str, places: Mapping[str, str]) -> Sequence[LetterPart]:
        """The parts of a letter that is one wording, with its places filled. Raises `Trouble`."""
        from fieldkit.bundle.sheets.letter import LetterPart

        words = self.wording_of(wording, form, person)
        if missing := [name for name in words.places() if not places.get(name)]:
            raise Trouble(f"The letter still needs: {', '.join(missing)}.", "Record that, then print it.")
        text = words.filled(**{name: places[name] for name in words.places()})
        found: list[LetterPart] = []
        for said in filter(None, map(str.strip, text.split("\n\n"))):
            heading, _, rest = said.partition("\n") if said.startswith("# ") else ("", "", said)
            if heading or not found:
                found.append(LetterPart(heading.removeprefix("# "), (rest,) if rest else ()))
            else:
                found[-1] = LetterPart(found[-1].heading, (*found[-1].paragraphs, said))
        return found

    def wording_of(self, wording: str, form: str, person: str) -> Wording:
        """The stored words of a format: easy read or the parent's language. Raises `LookupError`."""
        book = self.reference()
        if form == EASY:
            return book.wording(f"{wording}-easy")
        return book.wording(wording, language=self.held(person).text("interpreter_language"))

    def foot(self, wording: str, form: str, person: str) -> str:
        """What stands at the foot of a letter in a format: for whom it is, or whose translation it is."""
        if form != TRANSLATED:
            return "Personal: to this parent alone"
        words = self.wording_of(wording, form, person)
        return f"With its translation, version {words.version}: {words.translator}"

    def keep_apart(self, case: str, person: str, text: str) -> None:
        """Raises `Trouble` when a letter shows where another person of the case lives or their number.

        PAR-03, and no refuge is ever printed (domain 2.5).
        """
        with self.notebook.reading() as book:
            people = records.listed(book, kinds=["person"], home=case)
        me, squeezed = self.held(person), _squeezed(text)
        own = set(_details(me, self._places(person, refuges=False)))
        for other in people:
            shown = [part for part in _details(other, self._places(other.record)) if part in squeezed]
            if set(shown) - own:
                raise Trouble(
                    f"The letter shows where {other.title} lives or how to reach them (PAR-03).",
                    "Take it out of what was written, then print it.",
                )

    def size(self, form: str) -> PrintSize:
        """The size of print of a format; easy read is large too."""
        from fieldkit.bundle.sheets.print_size import LARGE as LARGE_SIZE
        from fieldkit.bundle.sheets.print_size import NORMAL

        return LARGE_SIZE if form in (LARGE, EASY) else NORMAL

    def _places(self, person: str, *, refuges: bool = True) -> list[Held]:
        """Where somebody lives now, the latest last."""
        today = self.today()
        with self.notebook.reading() as book:
            stays = records.listed(book, kinds=["residence"], parent=person, order="made_ms")
            now = [stay for stay in stays if (day_of(stay, "date_to") or today) >= today]
            found = records.some(book, [stay.text("address") for stay in now])
        places = [found[name] for stay in now if (name := stay.text("address")) in found]
        return [place for place in places if refuges or place.text("address_kind") != "refuge"]

    def _easy(self, wording: str) -> Format:
        try:
            self.reference().wording(f"{wording}-easy")
        except LookupError:
            say = "There is no easy read text of this letter. Ask the council for one, or read it out."
            return Format(EASY, _WORDS[EASY], say)
        return Format(EASY, _WORDS[EASY])

    def _translated(self, wording: str, language: str) -> Format:
        book = self.reference()
        name = book.label("language", language)
        try:
            words = book.wording(wording, language=language)
        except LookupError:
            say = (
                f"There is no {name} translation of this letter. Ask the council for one, or have an "
                "interpreter read it out. FieldKit never translates by machine."
            )
            return Format(TRANSLATED, f"Translated: {name}", say)
        return Format(TRANSLATED, f"Translated: {name}, version {words.version}")


def _can(offers: Sequence[Format], form: str) -> bool:
    return any(one.form == form and not one.missing for one in offers)


def _details(person: Held, places: Sequence[Held]) -> list[str]:
    """The street, postcode and numbers of somebody, as they are looked for in a text."""
    told = [place.text("postcode") for place in places]
    told += [place.text("lines").partition("\n")[0] for place in places]
    told += [person.text("phone"), person.text("other_phone")]
    return [part for part in map(_squeezed, told) if len(part) >= _TELLING]


def _squeezed(text: str) -> str:
    return re.sub(r"\W", "", text).casefold()
