"""Officers of the demonstration with notebooks that meet without a server."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from fieldkit.casebook.casebook import Casebook
from fieldkit.casebook.desk import new_id
from fieldkit.demo import court, interview, notices, referrals, register, single_justice
from fieldkit.demo.people import OFFICERS
from fieldkit.demo.story_clock import StoryClock
from fieldkit.demo.teller import Teller
from fieldkit.keys.certificates import Holder
from fieldkit.keys.signing import SigningKey
from fieldkit.store import certificates, revisions
from fieldkit.store.notebook import Notebook
from fieldkit.store.vault import open_by_root


def meet(books: Collection[Casebook]) -> None:
    """Each hands the others everything, as the server would."""
    for sender in books:
        with sender.notebook.reading() as book:
            told, _ = revisions.everything(book, limit=10_000)
            known = certificates.all_of(book)
        for receiver in books:
            if receiver is not sender:
                with receiver.notebook.writing() as book:
                    for certificate in known.values():
                        certificates.put(book, certificate)
                receiver.notebook.receive(told, receiver.now().wall_ms)


@contextmanager
def teller(folder: Path) -> Iterator[Teller]:
    """A story that has not begun."""
    clock = StoryClock()
    clock.set("2026-08-31 09:00")
    books: dict[str, Casebook] = {}
    for number, who in enumerate(OFFICERS, 1):
        root = bytes([number] * 32)
        notebook = Notebook(open_by_root(folder / who.short, root, SigningKey(root), create=True))
        holder = Holder(f"o-{who.short}", who.name, who.initials, who.roles, who.team, f"L{number:02}")
        notebook.begin(holder, clock().wall_ms, new_id)
        books[who.short] = Casebook(notebook, clock)
    yield Teller(books, clock, lambda *who: meet([books[one.short] for one in who or OFFICERS]))
    for book in books.values():
        book.notebook.close()


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Teller]:
    """One that has not begun."""
    with teller(tmp_path) as made:
        yield made


@pytest.fixture(scope="module")
def in_court(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Teller, str]]:
    """Cases 11 and 12 told to their end, with the words in which a sanction was refused."""
    with teller(tmp_path_factory.mktemp("court")) as made:
        register.tell(made)
        made.meet()
        referrals.tell(made)
        referrals.decide(made)
        interview.tell(made)
        refused = notices.warn(made)
        court.decide(made)
        court.charge(made)
        notices.fine(made)
        court.hear(made)
        notices.paid(made)
        court.close(made)
        single_justice.forms(made)
        single_justice.charge(made)
        yield made, refused
