"""An officer who saves without end, told of each draft and record once it is durable, until killed.

Run by test_durability.py in a process of its own, with folder and connection as the global `given`.
"""

from __future__ import annotations

import itertools
from multiprocessing.connection import Connection
from pathlib import Path

from fieldkit.keys.signing import SigningKey
from fieldkit.ledger.chain import Act, Moment
from fieldkit.ledger.revision import Type
from fieldkit.store import drafts, revisions
from fieldkit.store.notebook import Notebook
from fieldkit.store.vault import open_by_root

folder: Path
told: Connection
folder, told = globals()["given"]
ROOT = bytes(range(32))

notebook = Notebook(open_by_root(folder, ROOT, SigningKey(ROOT)))
with notebook.reading() as book:
    first = revisions.count(book)
told.send(("open", first))
for number in itertools.count(first):
    record, typed = f"p{number}", f"Rook {number}"
    with notebook.writing() as book:
        drafts.save(book, drafts.Draft(record, "person", "h", typed={"surname": typed}, saved_ms=number))
    told.send(("draft", number))
    act = Act(type=Type.EDIT, kind="person", record=record, home="h", fields={"surname": typed})
    notebook.write([act], Moment(wall_ms=1_000 + number), confirmed=[record])
    told.send(("record", number))
