"""What the page of a stop reads and says beside its questions: schools at hand, the clock, what is next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fieldkit.gui import clock
from fieldkit.gui.bases.page import Page, Place
from fieldkit.gui.jobs import Lane
from fieldkit.gui.stop.steps import Standing
from fieldkit.gui.widgets.banner import Notice
from fieldkit.gui.widgets.keypad import KeyFace
from fieldkit.reference import Reference

ALSO = {"sex": "Sex (optional)", "register_code": "Register code now (optional)"}
_MOST_SCHOOLS = 17
_NEW, _GROUP, _REFER, _TELL, _SWEEP = "new", "group", "refer", "tell", "sweep"


@dataclass(frozen=True)
class ToStop:
    """What the page opens on."""

    opened: Any
    page: Any
    reference: Reference
    schools: tuple[tuple[str, str], ...]


def read(book: Any, stop: str) -> ToStop | None:
    """A stop that was begun, as its page shows it; None for one that is confirmed."""
    if book.write_ups.is_here(stop):
        return None
    opened = book.stops.open(stop)
    told = book.held(opened.operation).text("school_contacts").casefold()
    known = [(held.text("school_urn") or held.record, held.title) for held in book.schools.list()]
    near = [each for each in known if each[1].casefold() in told] or known
    schools = tuple((f"{urn} {name}", name) for urn, name in near[:_MOST_SCHOOLS])
    return ToStop(opened, book.stops.page(opened, opened.typed), book.reference(), schools)


def closed(why: str) -> Notice:
    """Why no stop can be saved yet; what is typed is kept all the same."""
    return Notice("closed", why, "What you type is kept as a draft.", "amber", "warning")


def spent(begun_ms: int) -> tuple[str, str]:
    """How long the officer has been on this stop, in words and in brief: the target is a minute."""
    seconds = max(0, int(clock.now().timestamp()) - begun_ms // 1000)
    brief = f"{seconds // 60}:{seconds % 60:02}"
    return f"{brief} on this stop", brief


def toggled(chosen: Sequence[str], key: str, standing: Standing | None) -> list[str]:
    """What is chosen after a press; one that stands alone takes the others out, and they it."""
    if standing is None:
        return list(chosen)
    codes = standing.reference.codes("stop-action")
    alone = {code.code for code in codes if code.has("alone")}
    if key in chosen:
        return [each for each in chosen if each != key]
    kept = [] if key in alone else [each for each in chosen if each not in alone]
    order = [code.code for code in codes]
    return sorted([*kept, key], key=order.index)


def after(standing: Standing) -> list[KeyFace]:
    """What can be done once a stop is saved; a child on no roll is referred in one act (SWP-23)."""
    refer = bool(standing.marked("classification", "stop-class", "cme"))
    faces = [
        KeyFace(_NEW, "New stop", voice="act", icon="plus"),
        KeyFace(_GROUP, "Another in this group", voice="act", icon="users"),
    ]
    if refer:
        words = "The child may be missing education (SWP-23)"
        faces.append(KeyFace(_REFER, "Open a CME referral", note=words, voice="act", icon="folder-open"))
    if "referred-mash" in (standing.typed.get("actions") or []):
        faces.append(KeyFace(_TELL, "Tell MASH", note="What to say", voice="act", icon="first-aid-kit"))
    return [*faces, KeyFace(_SWEEP, "Back to the sweep", voice="act", icon="users-three")]


def follow(page: Any, key: str) -> None:
    """Do what was chosen after a stop was saved."""
    operation, stop = page.standing.opened.operation, page.made
    if key == _REFER:
        book = page.kit.book
        page.kit.jobs.start(
            lambda _progress: book.stops.open_referral(stop),
            lambda draft: page.go.emit(Place("referral", draft.record)),
            page.show_trouble,
            Lane.DRAFTS,
            page,
        )
    elif key == _TELL:
        page.go.emit(Place("worried", stop))
    elif key == _SWEEP:
        page.go.emit(Place("sweep", operation))
    else:
        begin(page, operation, stop if key == _GROUP else "")


def begin(page: Page, operation: str, with_stop: str = "") -> None:
    """Begin a stop on a sweep, of the same group as `with_stop` where one is named, and go to it."""
    book = page.kit.book
    page.kit.jobs.start(
        lambda _progress: book.stops.begin(operation, with_stop=with_stop),
        lambda opened: page.go.emit(Place("stop", opened.record)),
        page.show_trouble,
        Lane.DRAFTS,
        page,
    )
