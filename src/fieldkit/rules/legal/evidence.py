"""Statements, exhibits, notes and the classing of material, as rules (EVD-01 to 05, 10, 11, 20 to 23, 30)."""

from __future__ import annotations

from dataclasses import dataclass

from fieldkit.reference import Reference
from fieldkit.rules.elements import Element, weighed, yes_no
from fieldkit.rules.finding import Finding, counted
from fieldkit.rules.legal.statement_text import (
    in_first_person,
    opinions,
    out_of_order,
    unclosed,
    unmarked_hearsay,
)
from fieldkit.rules.registry import rule

_S9 = "Criminal Justice Act 1967 s.9; CrimPR r.16.2-16.4 [V]"
_CPIA = "CPIA 1996 s.23 Code"


@dataclass(frozen=True, slots=True)
class StatementPaper:
    """A witness statement as it is about to be printed or served.

    `pages_stated` stand in the declaration, `pages_printed` come out of the printer. `declaration` and
    `pinned` are the SHA-256 of its words and of those in the reference. `kept` says of each redraft that
    differs whether it is still there. `signed_pages` counts the pages signed and dated. `unresolved` are the
    exhibit marks that name no exhibit of the case. `read_over` says of a maker who cannot read whether the
    declaration of who read it to them is signed; True for one who can.
    """

    pages_stated: int | None = None
    pages_printed: int | None = None
    paragraphs: tuple[str, ...] | None = None
    declaration: str | None = None
    pinned: str | None = None
    signed_pages: int | None = None
    shows_home: bool | None = None
    kept: tuple[bool, ...] | None = None
    unresolved: tuple[str, ...] | None = None
    read_over: bool | None = True


@dataclass(frozen=True, slots=True)
class FileExhibit:
    """A file held as an exhibit: SHA-256 on coming in and as read now; of a photograph, what its label says.

    `metadata_kept` and `photograph` are None while nobody looked.
    """

    hashed: str | None = None
    found: str | None = None
    photograph: bool | None = None
    metadata_kept: bool | None = None
    officer: str | None = None
    taken_at: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class NotePages:
    """A notebook of notes as checked: what was changed or is broken in it, and with whom notes were made up.

    - `silent_changes` are changes that left no struck-out version, `after_lock` those after the lock that are
      no addendum, `faults` the gaps and breaks of its chain.
    - `clock_changes` of the device were noticed, of which `clock_recorded` are in the record.
    - `made_up_together` is "yes", "no" or "unknown", `with_whom` the other officers.
    """

    silent_changes: int | None = None
    after_lock: int | None = None
    faults: int | None = None
    clock_changes: int | None = None
    clock_recorded: int | None = None
    made_up_together: str | None = None
    with_whom: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Classed:
    """One item of a case: a code of `disclosure-class` and its reason; `item` is how it is named."""

    item: str
    disclosure: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Material:
    """Every item of a case; None while the list is not to hand."""

    items: tuple[Classed, ...] | None = None


@rule("EVD-01", about="statement", authority=_S9)
def page_count_stated(facts: StatementPaper, _book: Reference) -> Finding:
    """The declaration states as many pages as are printed."""
    used = {"stated": facts.pages_stated, "printed": facts.pages_printed}
    if facts.pages_stated is None or facts.pages_printed is None:
        return Finding.cannot_tell("Lay the statement out to count its pages.", **used)
    if facts.pages_stated != facts.pages_printed:
        says = f"The declaration states {counted(facts.pages_stated, 'page')}, {facts.pages_printed} print."
        return Finding.failed(says, **used)
    return Finding.passed(f"The declaration states {counted(facts.pages_stated, 'page')}.", **used)


@rule("EVD-02", about="statement", authority=_S9)
def paragraphs_numbered(facts: StatementPaper, _book: Reference) -> Finding:
    """A statement is in numbered paragraphs, in the first person and in order, without opinion.

    Speech stands in quotes, hearsay is marked, each exhibit that is named is there. Whether words are
    opinion, hearsay or out of order is for the maker to say, so those are "cannot tell".
    """
    if facts.paragraphs is None:
        return Finding.cannot_tell("Write the statement first.", paragraphs=None)
    used = {"paragraphs": len(facts.paragraphs)}
    empty = [number for number, words in enumerate(facts.paragraphs, 1) if not words.strip()]
    if not facts.paragraphs or empty:
        says = f"Paragraph {empty[0]} is empty." if empty else "The statement has no paragraphs."
        return Finding.failed(says, **used)
    return weighed(
        _wording(facts, facts.paragraphs), f"{counted(len(facts.paragraphs), 'numbered paragraph')}.", used
    )


def _wording(facts: StatementPaper, said: tuple[str, ...]) -> list[Element]:
    """What EVD-02 asks of the words, each with what to do about it."""
    open_at, heard, back = unclosed(said), unmarked_hearsay(said), out_of_order(said)
    thought = opinions(said)
    missing = next(iter(facts.unresolved or ()), "")
    return [
        Element(
            None if facts.unresolved is None else not missing,
            f"Attach exhibit {missing}, or take it out of the statement"
            if missing
            else "Look whether every exhibit named is there",
        ),
        Element(in_first_person(said), "Write it in the first person: I saw, I heard"),
        Element(not open_at, f"Close the quotation marks in paragraph {open_at[0]}" if open_at else ""),
        Element(
            None if thought else True,
            f"Paragraph {thought[0][0]} says “{thought[0][1]}”: take it out unless it is what you perceived"
            if thought
            else "",
        ),
        Element(
            None if heard else True,
            f"Paragraph {heard[0]} tells what you heard: quote it, or say that it is not your own knowledge"
            if heard
            else "",
        ),
        Element(
            None if back else True,
            f"Paragraph {back[0]} goes back in time: put it in order unless it reads best there"
            if back
            else "",
        ),
    ]


@rule("EVD-03", about="statement", authority="Criminal Justice Act 1967 s.9(2)")
def declaration_as_pinned(facts: StatementPaper, _book: Reference) -> Finding:
    """The declaration has the pinned words."""
    used = {"words": facts.declaration, "pinned": facts.pinned}
    if not facts.declaration or not facts.pinned:
        return Finding.cannot_tell("There is no declaration to compare.", **used)
    if facts.declaration != facts.pinned:
        return Finding.failed("The declaration differs from the pinned words: do not use it.", **used)
    return Finding.passed("The declaration has the pinned words.", **used)


@rule("EVD-04", about="statement", authority=_S9)
def every_page_signed(facts: StatementPaper, _book: Reference) -> Finding:
    """Every page is signed and dated, and the home address of the witness is on none."""
    home, signed, pages = facts.shows_home, facts.signed_pages, facts.pages_printed
    whole = None if signed is None or pages is None else signed >= pages > 0
    used = {"signed_pages": signed, "pages": pages, "home_address": home, "read_over": facts.read_over}
    elements = [
        Element(
            None if home is None else not home,
            "Take the home address and telephone out" if home else "Say whether the home address is in it",
        ),
        Element(whole, "Sign and date every page"),
        Element(facts.read_over, "Have whoever read it to the maker sign the declaration (s.9(3)(b))"),
    ]
    return weighed(elements, "Every page is signed, with no home address.", used)


@rule("EVD-05", about="statement", authority=_CPIA)
def redrafts_kept(facts: StatementPaper, _book: Reference) -> Finding:
    """Each redraft that differs is kept."""
    if facts.kept is None:
        return Finding.cannot_tell("The redrafts are not on this laptop.", redrafts=None)
    used = {"redrafts": len(facts.kept), "kept": sum(facts.kept)}
    if not all(facts.kept):
        return Finding.failed("A redraft is gone: say so to the disclosure officer.", **used)
    return Finding.passed("Every redraft is kept.", **used)


@rule("EVD-10", about="exhibit", authority="FieldKit EVD-10; CrimPR r.16.3")
def file_as_it_came(facts: FileExhibit, _book: Reference) -> Finding:
    """A file is as it came: it was hashed before anything else, and still has that hash."""
    used = {"on_coming_in": facts.hashed, "now": facts.found}
    if not facts.hashed or not facts.found:
        return Finding.cannot_tell("The file or its hash is not on this laptop.", **used)
    if facts.hashed != facts.found:
        return Finding.failed("The file is not the one that came in: do not use it.", **used)
    return Finding.passed("The file is as it came in.", **used)


@rule("EVD-11", about="exhibit", authority="FieldKit EVD-11")
def photograph_labelled(facts: FileExhibit, _book: Reference) -> Finding | None:
    """A photograph keeps its metadata and has a label with officer, time and reason."""
    if facts.photograph is False:
        return None
    used = {
        "photograph": facts.photograph,
        "metadata_kept": facts.metadata_kept,
        "officer": facts.officer,
        "taken": facts.taken_at,
        "reason": facts.reason,
    }
    if facts.photograph is None:
        return Finding.cannot_tell("Say whether it is a photograph.", **used)
    elements = [
        Element(facts.metadata_kept, "The photograph has lost its metadata"),
        _written(facts.officer, "Enter the officer who took it"),
        _written(facts.taken_at, "Enter when it was taken"),
        _written(facts.reason, "Enter why it was taken"),
    ]
    return weighed(elements, "The photograph is labelled and keeps its metadata.", used)


@rule("EVD-20", about="notebook", authority="FieldKit EVD-20")
def changes_show(facts: NotePages, _book: Reference) -> Finding:
    """Every change of a note shows, and after the lock there are addenda only."""
    used = {"silent": facts.silent_changes, "after_lock": facts.after_lock}
    if facts.silent_changes is None or facts.after_lock is None:
        return Finding.cannot_tell("The notes have not been checked.", **used)
    if facts.silent_changes or facts.after_lock:
        number = facts.silent_changes + facts.after_lock
        return Finding.failed(f"{counted(number, 'change')} of the notes cannot be seen.", **used)
    return Finding.passed("Every change of the notes shows.", **used)


@rule("EVD-21", about="notebook", authority="FieldKit EVD-21")
def chain_unbroken(facts: NotePages, _book: Reference) -> Finding:
    """The notes are one unbroken chain."""
    if facts.faults is None:
        return Finding.cannot_tell("The notes have not been checked.", faults=None)
    if facts.faults:
        return Finding.failed(
            f"{counted(facts.faults, 'gap or break', 'gaps or breaks')}.", faults=facts.faults
        )
    return Finding.passed("No gap and no break.", faults=0)


@rule("EVD-22", about="notebook", authority="FieldKit EVD-22")
def clock_changes_recorded(facts: NotePages, _book: Reference) -> Finding:
    """Changes of the laptop's clock are recorded."""
    used = {"noticed": facts.clock_changes, "recorded": facts.clock_recorded}
    if facts.clock_changes is None or facts.clock_recorded is None:
        return Finding.cannot_tell("The notes have not been checked.", **used)
    if facts.clock_recorded < facts.clock_changes:
        return Finding.failed("A change of the clock is not in the record.", **used)
    return Finding.passed(f"{counted(facts.clock_changes, 'change')} of the clock, all recorded.", **used)


@rule("EVD-23", about="notebook", authority="FieldKit EVD-23")
def pooling_recorded(facts: NotePages, _book: Reference) -> Finding:
    """Notes that officers made up together say so, and with whom."""
    together = yes_no(facts.made_up_together)
    used = {"together": facts.made_up_together, "with": facts.with_whom}
    if together is None or (together and facts.with_whom is None):
        return Finding.cannot_tell("Say whether the notes were made up together, and with whom.", **used)
    if together and not facts.with_whom:
        return Finding.failed("Enter with whom the notes were made up.", **used)
    return Finding.passed("Made up together, and recorded." if together else "Made up alone.", **used)


@rule("EVD-30", about="case", authority=f"{_CPIA}; FieldKit EVD-30")
def every_item_classed(facts: Material, book: Reference) -> Finding:
    """Every item of the case is classed once for disclosure.

    Used, unused, unused and sensitive, or clearly not relevant with the reason, before a bundle is complete.
    """
    if facts.items is None:
        return Finding.cannot_tell("List the items of the case.", items=None)
    classes = {code.code: code for code in book.codes("disclosure-class")}
    names = [item.item for item in facts.items]
    lacking = [
        item.item
        for item in facts.items
        if item.disclosure not in classes
        or (classes[item.disclosure].has("asks_reason") and not (item.reason or "").strip())
    ]
    twice = len(names) - len(set(names))
    used = {"items": len(names), "not_classed": len(lacking), "twice": twice}
    if lacking:
        return Finding.failed(f"{counted(len(lacking), 'item')} to class or to give a reason for.", **used)
    if twice:
        return Finding.failed(f"{counted(twice, 'item')} classed more than once.", **used)
    return Finding.passed(f"{counted(len(names), 'item')}, each classed once.", **used)


def _written(words: str | None, says: str) -> Element:
    return Element(None if words is None else bool(words.strip()), says)
