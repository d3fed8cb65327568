"""Plays the demonstration from an empty folder to a verified bundle: the real server, notebooks, sync and
paper.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from fieldkit.bundle.workshop import Workshop
from fieldkit.casebook.bundles.plan import Built
from fieldkit.casebook.casebook import Casebook
from fieldkit.casebook.notebooks import create
from fieldkit.demo import caseload, corin, court, notices, single_justice
from fieldkit.demo.people import DILYS, OFFICERS, OMAR, PETRA, ROWAN, SUNIL, Officer
from fieldkit.demo.screens import (
    BARRED,
    CAFE,
    CHECKS,
    COURT,
    DESK,
    DRAFTED,
    FINED,
    INTERVIEW,
    KERB,
    MORNING,
    PANEL,
    PLAN,
    PLANNED,
    POSTED,
    STREET,
    WRITING,
)
from fieldkit.demo.server import Server
from fieldkit.demo.story_clock import StoryClock
from fieldkit.demo.teller import Teller
from fieldkit.errors import Trouble
from fieldkit.reference.book import sample_council
from fieldkit.store import records

Say = Callable[[str], None]
Shots = tuple[tuple[str, str, str], ...]


class Look(Protocol):
    """Called when there is something new to see, on the laptop of an officer."""

    def __call__(self, shots: Shots, officer: Officer = ...) -> None: ...


MARKER = "fieldkit-demo"
PASSPHRASE = "seven herons wade along the quiet fen"  # noqa: S105 - of the demonstration, printed at its end
_BEGINS = "2026-08-31 09:00"


@dataclass
class Played:
    """Where everything of a played demonstration lies, and what was seen."""

    folder: Path
    bundle: Path | None = None
    packs: list[Path] = field(default_factory=list)
    verdict: str = ""
    altered: str = ""
    pictures: list[Path] = field(default_factory=list)
    notebooks: dict[str, Path] = field(default_factory=dict)


class Demonstration:
    """One run of it in one folder.

    Use it as a context manager, so that the server and notebooks are let go.
    """

    def __init__(self, folder: Path, say: Say) -> None:
        self.folder = folder
        self.say = say
        self.clock = StoryClock(folder / "story-clock.json")
        self.played = Played(folder)
        self._books: dict[str, Casebook] = {}
        self._server: Server | None = None
        self._met: set[str] = set()

    def __enter__(self) -> Demonstration:
        return self

    def __exit__(self, *_: object) -> None:
        for book in self._books.values():
            book.notebooks.let_go()
        if self._server is not None:
            self._server.stop()

    def prepare(self) -> Teller:
        """An empty folder, the council's server, the officers' notebooks, enrolled. Raises `Trouble`."""
        self._clear()
        passphrase = self.folder / "passphrase.txt"
        passphrase.write_text(f"{PASSPHRASE}\n", encoding="utf-8")
        self.say("Setting up the server of Fenmarch County Council")
        self.clock.set(_BEGINS)
        self._server = Server(self.folder / "council", passphrase, self.folder / "story-clock.json")
        self._server.make()
        address = self._server.start()
        for officer in OFFICERS:
            self.say(f"Making the notebook of {officer.name} and enrolling it")
            self._enrol(officer, address)
        return Teller(self._books, self.clock, self.meet)

    def meet(self, *officers: Officer) -> None:
        """These officers, or everybody, send and receive twice, so that what one sends the other has; cases
        go to whom they concern.
        """
        met = officers or OFFICERS
        for officer in met:
            self._books[officer.short].council.sync()
        # Whoever was last has all that the others sent, but not what was allocated since.
        for officer in met if self._allocate(met) else met[:-1]:
            self._books[officer.short].council.sync()

    def tell(self, story: Teller, look: Look) -> None:
        """The caseload, then the day of the visit: offline until it is locked, then sent.

        `look` is called when there is something new to see.
        """
        self.say("Telling the caseload: twelve cases, four schools, sent and received on the way")
        seen = caseload.Onlookers(
            at_the_checks=lambda: look(CHECKS, ROWAN),
            at_the_panel=lambda: look(PANEL, PETRA),
            at_the_plan=lambda: look(PLAN, ROWAN),
            at_the_proposal=lambda: look(PLANNED, ROWAN),
            at_the_kerb=lambda: look(KERB, ROWAN),
            in_the_cafe=lambda: look(CAFE, ROWAN),
            at_the_interview=lambda: look(INTERVIEW, ROWAN),
        )
        caseload.tell(story, seen)
        look(STREET, ROWAN)
        look(MORNING)
        self.say("Friday 20 November: the visit to Sluice Lane, offline from the risk flag to the lock")
        corin.visit(story)
        look(WRITING)
        corin.lock(story)
        waiting = story.book(DILYS).queue.status()
        self.say(f"  {waiting.words}")
        story.meet()
        self.say(f"  {story.book(DILYS).queue.status().words}")
        self._settle(story)

    def print_bundle(self, story: Teller) -> None:
        """Statement, bundle, proof; then one byte changed and found."""
        self.say("Printing: a statement from the visit, and the bundle")
        desk = story.book(DILYS)
        story.at("2026-11-20 16:10")
        story.ids["statement"], _ = desk.statements.draft(story.id("visit"))
        desk.statements.sign(story.id("statement"))
        built, _ = desk.bundles.build(story.id("corin_case"), recipient="Legal services")
        out = self.folder / "exported"
        out.mkdir()
        self.played.bundle, _ = desk.bundles.export(built, out, reason="Demonstration")
        self.say(f"  {built.pages} pages: {self.played.bundle.name}")
        story.meet()
        self._prove(self.played.bundle.read_bytes())

    def go_to_court(self, story: Teller, look: Look) -> None:
        """Cases 11 and 12 to their end: a sanction refused, a prosecution charged, listed and heard."""
        self.say("Case 11: each parent is warned apart, and a sanction while early help is six weeks old")
        self.say(f"  {notices.warn(story)}")
        look(BARRED, ROWAN)
        self.say("Case 12: decided, charged within the deadline, and every item classed for disclosure")
        court.decide(story, lambda: look(DRAFTED, ROWAN))
        court.charge(story)
        look(DESK, ROWAN)
        notices.fine(story)
        look(FINED, ROWAN)
        self._let_out(story, court.file(story))
        court.hear(story, lambda: look(COURT, SUNIL))
        page = story.book(ROWAN).pathway.page(story.id("action"))
        self.say(f"  {page.result_words}, {', '.join(page.orders).lower()}")
        notices.paid(story)
        court.close(story)
        self.say("Case 11: early help had its time; a second notice is paid, a first is not")
        single_justice.forms(story)
        single_justice.charge(story)
        self._let_out(story, single_justice.build(story))
        look(POSTED, ROWAN)

    def _let_out(self, story: Teller, built: Built) -> None:
        """Export a pack for a court, and verify it against the council's public keys."""
        path, _ = story.book(ROWAN).bundles.export(built, self.folder / "exported", reason="Demonstration")
        story.meet(ROWAN, SUNIL)
        self.played.packs.append(path)
        self.say(f"  {built.pages} pages: {path.name}")
        with Workshop() as shop:
            self.say(f"  {shop.verify(path.read_bytes(), {}, self._keys()).verdict}")

    def _keys(self) -> bytes:
        return (self.folder / "council" / "council-keys.json").read_bytes()

    def _prove(self, pdf: bytes) -> None:
        """Verify the bundle against the council's public keys, then once more with one byte changed."""
        keys = self._keys()
        with Workshop() as shop:
            self.played.verdict = shop.verify(pdf, {}, keys).verdict
            self.say(f"Verifying it on its own: {self.played.verdict}")
            changed = bytearray(pdf)
            changed[len(pdf) // 2] ^= 1
            self.played.altered = shop.verify(bytes(changed), {}, keys).verdict
            self.say(f"The same with one bit changed: {self.played.altered}")

    def hand_over(self, officer: Officer) -> Path:
        """Close the notebooks and leave the server running; gives the notebook of one officer, for the
        desktop.
        """
        for book in self._books.values():
            book.notebooks.close()
        self._books = {}
        return self.played.notebooks[officer.short]

    def _settle(self, story: Teller) -> None:
        """Omar settles which number is right, having rung both."""
        story.at("2026-11-20 15:50")
        why = "She answered on 101 today at 13:20 and gave it as her own"
        keep = "07700 900101"
        story.book(OMAR).records.resolve(story.id("isolde"), "phone", keep, why, also="07700 900118")
        for field_name in story.book(OMAR).held(story.id("isolde")).disputed:
            told = story.book(OMAR).held(story.id("isolde")).folded.fields[field_name]
            story.book(OMAR).records.resolve(story.id("isolde"), field_name, told[-1].value, why)
        story.meet()

    def _allocate(self, met: Sequence[Officer]) -> bool:
        """The officers work on the same cases and sweeps: the server lets each have what another began.

        Whether there was any to allocate.
        """
        before = len(self._met)
        shared = (
            (DILYS, "case", (OMAR, PETRA)),
            (ROWAN, "operation", (DILYS, PETRA)),
            (ROWAN, "case", (PETRA,)),
        )
        for author, kind, others in (one for one in shared if one[0] in met):
            with self._books[author.short].notebook.reading() as book:
                homes = {held.home for held in records.listed(book, kinds=[kind])}
            for home in sorted(homes - self._met):
                for officer in others:
                    if self._server is not None:
                        self._server.allocate(home, self._books[officer.short].me.officer)
            self._met |= homes
        return len(self._met) > before

    def _enrol(self, officer: Officer, address: str) -> None:
        if self._server is None:
            raise RuntimeError("the server comes first")
        ident = self._server.add(officer)
        place = self.folder / f"notebook-{officer.short}"
        notebook = create(place, PASSPHRASE, None, name=officer.name, roles=officer.roles, clock=self.clock)
        shutil.copyfile(sample_council(), place / "council.toml")
        book = Casebook(notebook, self.clock, council_values=place / "council.toml")
        book.council.enrol(address, self._server.code(ident))
        self._books[officer.short] = book
        self.played.notebooks[officer.short] = place

    def _clear(self) -> None:
        marker = self.folder / MARKER
        if self.folder.exists() and any(self.folder.iterdir()):
            if not marker.exists():
                raise Trouble(
                    f"The folder {self.folder} holds something else.", "Name an empty folder for the demo."
                )
            shutil.rmtree(self.folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        marker.write_text("Made by fieldkit demo; it may be deleted.\n", encoding="utf-8")
