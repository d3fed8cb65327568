"""Officers at whole notebooks of their own, enrolled with a real council server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from fieldkit.casebook.casebook import Casebook
from fieldkit.casebook.desk import new_id, system_clock
from fieldkit.keys.certificates import Holder
from fieldkit.keys.signing import SigningKey
from fieldkit.store import revisions
from fieldkit.store.notebook import Notebook
from fieldkit.store.vault import open_by_root
from fieldkit.wire.messages import Officer


class Desk:
    """An officer at a notebook of their own, enrolled with the council."""

    def __init__(self, council: Any, folder: Path, name: str, *roles: str) -> None:
        self.officer: Officer = council.officer(name, *roles)
        key = SigningKey.generate()
        self.notebook = Notebook(open_by_root(folder / name, bytes(32), key, create=True))
        holder = Holder("o-local", name, "XX", ("CME",), "", "")
        self.notebook.begin(holder, system_clock().wall_ms, new_id)
        self.book = Casebook(self.notebook)
        self.book.council.enrol(council.url, council.code(self.officer))

    def ids(self) -> set[str]:
        with self.notebook.reading() as book:
            return {revision.id for revision in revisions.everything(book)[0]}


@pytest.fixture
def desk(council: Any, tmp_path: Path) -> Iterator[Callable[..., Desk]]:
    made: list[Desk] = []

    def make(name: str, *roles: str, at: Any = None) -> Desk:
        made.append(Desk(at or council, tmp_path, name, *roles))
        return made[-1]

    yield make
    for one in made:
        one.notebook.close()
