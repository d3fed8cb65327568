"""Laws of the projection: what is folded while acts arrive is what the ledger adds up to, in any order."""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from fieldkit.keys.certificates import Holder
from fieldkit.keys.signing import SigningKey
from fieldkit.ledger.chain import Act, Moment
from fieldkit.ledger.revision import Revision, Type
from fieldkit.store import certificates, projection, records, revisions
from fieldkit.store.check import check
from fieldkit.store.notebook import Notebook
from fieldkit.store.vault import open_by_root

KINDS = {"v": "visit", "a": "person-present", "b": "person-present", "p": "person"}
FIELDS = {"visit": "facts", "person-present": "name", "person": "surname"}
ACTS = (
    "edit",
    "edit",
    "edit",
    "state",
    "seal",
    "addendum",
    "withdraw",
    "resolve",
    "erase",
    "erase one",
    "send",
)


class Officers:
    """Two officers, each with a notebook, who write without seeing each other and then exchange lines."""

    def __init__(self, folder: Path) -> None:
        self.both = [self._made(folder / name, number) for number, name in enumerate("ab")]
        for one, other in (self.both, self.both[::-1]):
            with one.writing() as book, other.reading() as there:
                for certificate in certificates.all_of(there).values():
                    certificates.put(book, certificate)
        self._clock = itertools.count(10_000)

    def _made(self, folder: Path, number: int) -> Notebook:
        holder = Holder(f"o-{number}", "Somebody", "SB", ("MGR",), "North", f"L{number}")
        seed = bytes([number]) * 32
        notebook = Notebook(open_by_root(folder, seed, SigningKey(seed), create=True))
        ids = itertools.count()
        notebook.begin(holder, 1_000, lambda: f"{number}-{next(ids)}")
        return notebook

    def act(self, who: int, what: str, record: str, value: str, pick: int) -> None:
        """Do one thing, if it can be done in this notebook as it stands."""
        notebook = self.both[who]
        with notebook.reading() as book:
            held = records.some(book, list(KINDS))
            told = revisions.of_record(book, record)
        if what == "send":
            self._send(who, pick)
        elif what in ("edit", "state") or not told:
            self._write(notebook, held, record, Type.EDIT, self._fields(record, what, value))
        elif what == "seal":
            heads = tuple(head for part in held.values() for head in part.folded.heads)
            self._write(notebook, held, "v" if "v" in held else record, Type.SEAL, {}, heads)
        elif what in ("erase", "erase one"):
            target = told[pick % len(told)]
            names = [FIELDS[KINDS[record]]] if what == "erase one" else None
            fields: dict[str, Any] = {"@ground": "SWP-22"} | ({"@fields": names} if names else {})
            self._write(notebook, held, record, Type.ERASE, fields, (target.id,))
        else:
            fields = {"@text": value} if what == "addendum" else self._fields(record, "edit", value)
            self._write(notebook, held, record, Type(what), {} if what == "withdraw" else fields)

    def _fields(self, record: str, what: str, value: str) -> dict[str, Any]:
        if what == "state":
            return {"@state": value}
        parent = {"parent": "v"} if record in "ab" else {}
        return {FIELDS[KINDS[record]]: value} | parent

    def _write(
        self,
        notebook: Notebook,
        held: dict[str, records.Held],
        record: str,
        type: Type,
        fields: dict[str, Any],
        targets: tuple[str, ...] = (),
    ) -> None:
        bases = held[record].folded.heads if record in held else ()
        act = Act(
            type=type,
            kind=KINDS[record],
            record=record,
            home="h",
            fields=fields,
            bases=bases,
            targets=targets,
        )
        notebook.write([act], Moment(wall_ms=next(self._clock)))

    def _send(self, who: int, pick: int) -> None:
        """Some of what one has goes to the other, the latest first or last."""
        sent = self.lines(who)
        sent = sent[pick % (len(sent) + 1) :]
        self.both[1 - who].receive(sent[::-1] if pick % 2 else sent, next(self._clock))

    def lines(self, who: int) -> list[Revision]:
        with self.both[who].reading() as book:
            return revisions.everything(book, limit=10_000)[0]

    def current(self, who: int) -> dict[str, dict[str, Any]]:
        """Everything in `current` and the search words."""
        with self.both[who].reading() as book:
            return projection.held(book, revisions.records_of(book))


@contextmanager
def officers() -> Iterator[Officers]:
    with tempfile.TemporaryDirectory(prefix="fieldkit-law-", ignore_cleanup_errors=True) as folder:
        two = Officers(Path(folder))
        try:
            yield two
        finally:
            for notebook in two.both:
                notebook.close()


DONE = st.tuples(
    st.integers(0, 1),
    st.sampled_from(ACTS),
    st.sampled_from(sorted(KINDS)),
    st.sampled_from(["Isolde", "Bram", "Corin"]),
    st.integers(0, 11),
)


@settings(max_examples=40)
@given(st.lists(DONE, min_size=1, max_size=16), st.randoms(use_true_random=False))
def test_live_equals_rebuilt_and_two_notebooks_with_the_same_lines_say_the_same(
    done: list[tuple[int, str, str, str, int]], chance: Any
) -> None:
    with officers() as two:
        for what in done:
            two.act(*what)
        for who in (0, 1):
            live = two.current(who)
            two.both[who].rebuild()
            assert two.current(who) == live
        for who in (0, 1):
            sent = two.lines(who)
            chance.shuffle(sent)
            for revision in sent:
                two.both[1 - who].receive([revision], 99_000)
        assert two.current(0) == two.current(1)
        for who in (0, 1):
            live = two.current(who)
            two.both[who].rebuild()
            assert two.current(who) == live
            flaws = check(two.both[who])
            assert all("no certificate says" in flaw.says for flaw in flaws), flaws
