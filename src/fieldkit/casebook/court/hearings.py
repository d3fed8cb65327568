"""The desk for hearings: what is listed and what is not ready, and what a presenter is asked in court."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

from fieldkit.casebook.bundles.bundles import Bundles
from fieldkit.casebook.bundles.making import Making
from fieldkit.casebook.bundles.plan import Built
from fieldkit.casebook.court import presenter_reading
from fieldkit.casebook.court.presenter_page import LatestBundle, Presenter
from fieldkit.casebook.court.presenter_reading import Told
from fieldkit.casebook.court.ready import Around, missing
from fieldkit.casebook.desk import Desk
from fieldkit.casebook.pathway import reading as pathway_reading
from fieldkit.casebook.pathway.file import Way, Ways
from fieldkit.casebook.pathway.page import HearingRow
from fieldkit.casebook.pathway.pathway import Pathway
from fieldkit.casebook.records import Records
from fieldkit.errors import Trouble
from fieldkit.kinds.times import day_in_words
from fieldkit.reference import Reference
from fieldkit.store import journal, records
from fieldkit.store.changes import Changes
from fieldkit.store.progress import Say, silent
from fieldkit.store.records import Held

_AROUND = ("bundle-build", "release", "service", "interview")


class Hearings(Desk):
    """All of it is read from this laptop: a court has no network to lean on."""

    def list_hearing(self, action: str, typed: Mapping[str, Any]) -> tuple[str, Changes]:
        """List a hearing of one parent's proceedings. Raises `Problems`, `Trouble` before any charge."""
        return self.beside(Records).new("hearing", typed, parent=action)

    def list(self, *, case: str = "") -> Sequence[HearingRow]:
        """The hearings on this laptop, the next first; the list is logged once, with its ids."""
        home = self.held(case).home if case else ""
        with self.notebook.reading() as book:
            held = records.listed(book, kinds=["hearing"], home=home)
            actions = records.some(book, [one.parent for one in held])
            cases = records.some(book, list({one.home for one in held}))
            people = records.some(book, [action.text("person") for action in actions.values()])
            parts = records.listed(book, kinds=_AROUND, home=home, order="made_ms") if held else []
        labels, rows = self.reference(), []
        for one in held:
            if one.parent in actions and one.home in cases:
                action = actions[one.parent]
                person = people.get(action.text("person"))
                name, reference = person.title if person else "", cases[one.home].text("reference")
                row = pathway_reading.hearing_row(one, action, name, reference, labels)
                lacks = missing(one, action, _around(action, parts), labels)
                result = pathway_reading.result_words(action, labels)
                rows.append(replace(row, not_ready=lacks, result=result))
        with self.notebook.writing() as book:
            journal.note(book, self.now().wall_ms, ["list", *(row.hearing for row in rows)])
        return rows

    def presenter(self, record: str) -> Presenter:
        """What is asked in court about one parent; `record` is their action, a hearing of it, or the case.

        Raises `Trouble` for a case with the ways of two parents: each is presented alone (PAR-02).
        """
        action = self._action(record)
        held, way = self.beside(Ways).of(action)
        told = self._told(held, way)
        found = presenter_reading.figures(way, held)
        due = told.page.deadline
        return Presenter(
            action=action,
            case=held.home,
            reference=told.page.reference,
            title=f"{told.council} v {told.page.parent}",
            possible=found.possible if found else None,
            absent=found.absent if found else None,
            unauthorised=found.unauthorised if found else None,
            lay_by=day_in_words(due.cautious) if due else "",
            laid_on=day_in_words(due.laid_on) if due and due.laid_on else "",
            bundle=_latest(way, action, told.book),
            answers=presenter_reading.answers(told),
        )

    def bundle(self, presenter: Presenter, *, say: Say = silent) -> Built:
        """The bundle that was built last, made again from the notebook, page for page.

        Raises `Trouble` when none was built, or its papers no longer lie on the same pages.
        """
        if presenter.bundle is None:
            raise Trouble("No bundle of this case was built yet.", "Build it on the page of its bundle.")
        build = self.held(presenter.bundle.build)
        bundles, pack = self.beside(Bundles), build.text("pack")
        about = presenter.action if pack else presenter.case
        plan = bundles.plan(about, build.text("recipient"), pack=pack)
        made = self.beside(Making).made(plan, "full copy", "", self.now().wall_ms // 1000 * 1000, say)
        then = cast("list[dict[str, Any]]", build.value("documents") or [])
        pages = [(str(one["source"]), int(one["first"]), int(one["pages"])) for one in then]
        if [(one.source, one.first, one.pages) for one in made.documents] != pages:
            raise Trouble(
                f"The papers changed since version {presenter.bundle.version} was built.",
                "Its page numbers are shown; build it again to see the pages here.",
            )
        return made

    def _action(self, record: str) -> str:
        held = self.held(record)
        if held.kind == "hearing":
            return held.parent
        if held.kind != "case":
            return record
        with self.notebook.reading() as book:
            found = records.listed(book, kinds=["legal-action"], home=held.home, order="made_ms")
        if len(found) != 1:
            say = (
                "There is no legal action in this case."
                if not found
                else "Two parents have a way of their own."
            )
            raise Trouble(say, "Open the pathway of the parent.")
        return found[0].record

    def _told(self, held: Held, way: Way) -> Told:
        with self.notebook.reading() as book:
            council = records.listed(book, kinds=["council"])
            statements = records.listed(book, kinds=["statement"], home=held.home, order="made_ms")
            said = [
                (
                    one,
                    tuple(records.listed(book, kinds=["interview-line"], parent=one.record, order="made_ms")),
                )
                for one in way.of("interview", held.text("person"))
            ]
        return Told(
            way=way,
            page=self.beside(Pathway).page(held.record),
            council=council[-1].text("name") if council else self.me.council_name or self.me.name,
            said=tuple((one, tuple(filter(_admits, lines))) for one, lines in said),
            statements=tuple(statements),
            hearings=tuple(self.beside(Ways).parts(held.record, "hearing")),
            pages=pathway_reading.pages_of(way, held.record),
            book=self.reference(),
        )


def _around(action: Held, parts: Sequence[Held]) -> Around:
    """What of one parent's matter a hearing leans on."""
    own = [one for one in parts if one.home == action.home]
    person = action.text("person")
    return Around(
        builds=[one for one in own if one.kind == "bundle-build"],
        services=[one for one in own if one.kind == "service" and one.parent == action.record],
        interviews=[one for one in own if one.kind == "interview" and one.text("person") == person],
        released=frozenset(one.parent for one in own if one.kind == "release"),
    )


def _admits(line: Held) -> bool:
    """Whether an answer goes to a point, as the interviewer marked it."""
    return bool(line.text("point") and line.text("answer")) and line.value("no_comment") != "yes"


def _latest(way: Way, action: str, book: Reference) -> LatestBundle | None:
    last = pathway_reading.pages_of(way, action).build
    if last is None:
        return None
    version, pages = (int(str(last.value(name) or 0)) for name in ("version", "pages"))
    pack = last.text("pack")
    words = book.label("court-pack", pack) if pack else "Bundle"
    return LatestBundle(last.record, version, pages, last.text("built_at"), pack, words)
