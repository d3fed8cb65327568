"""The desk for what is being typed: opened on what is confirmed, saved within the second, confirmed by
section.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from fieldkit.casebook import answers
from fieldkit.casebook.cases import referral_form
from fieldkit.casebook.desk import Desk
from fieldkit.casebook.records import Records
from fieldkit.kinds.record import questions
from fieldkit.kinds.registry import kind_named
from fieldkit.ledger.canonical import Json
from fieldkit.store import drafts, records
from fieldkit.store.changes import Changes
from fieldkit.store.drafts import Draft, Typed


@dataclass(frozen=True, slots=True)
class Newer:
    """An answer that somebody confirmed after this draft was begun: shown before the draft is confirmed."""

    field: str
    label: str
    said: str
    typed: str


@dataclass(frozen=True, slots=True)
class OpenDraft:
    """What a form opens on: the confirmed answers as typed, with what was typed since on top."""

    record: str
    kind: str
    home: str
    parent: str
    bases: tuple[str, ...]
    typed: Mapping[str, Typed]
    unconfirmed: frozenset[str]
    place: str
    saved_ms: int
    newer: tuple[Newer, ...] = ()


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A draft in the list of what waits for its author."""

    record: str
    kind: str
    title: str
    home: str
    parent: str
    place: str
    saved_ms: int
    sections_done: int
    sections: int


class Drafts(Desk):
    """Typing is never a revision; losing it is never an option."""

    def open(self, record: str, *, kind: str = "", home: str = "", parent: str = "") -> OpenDraft:
        """The form of a record: of one that is here, of one to be (with its kind and home), or of a draft."""
        with self.notebook.reading() as book:
            held, kept = records.get(book, record), drafts.get(book, record)
        model = kind_named(held.kind if held else kind or (kept.kind if kept else ""))
        confirmed = answers.typed_of(model, held.values) if held else {}
        heads = held.folded.heads if held else ()
        typed = dict(kept.typed) if kept else {}
        moved = bool(kept and held and set(kept.bases) != set(heads))
        newer = self._newer(model.kind, confirmed, typed, moved)
        return OpenDraft(
            record=record,
            kind=model.kind,
            home=held.home if held else home or (kept.home if kept else ""),
            parent=held.parent if held else parent or (kept.parent if kept else ""),
            bases=kept.bases if kept else heads,
            typed=confirmed | typed,
            unconfirmed=frozenset(name for name in typed if typed[name] != confirmed.get(name, "")),
            place=kept.place if kept else "",
            saved_ms=kept.saved_ms if kept else 0,
            newer=newer,
        )

    def save(self, form: OpenDraft, typed: Mapping[str, Typed], place: str = "") -> Changes:
        """Keep these answers as typed, on top of what the draft already holds. Durable when it returns."""
        with self.notebook.writing() as book:
            kept = drafts.get(book, form.record)
            draft = Draft(
                record=form.record,
                kind=form.kind,
                home=form.home,
                parent=form.parent,
                bases=kept.bases if kept else form.bases,
                typed=(dict(kept.typed) if kept else {}) | dict(typed),
                place=place or (kept.place if kept else ""),
                saved_ms=self.now().wall_ms,
            )
            drafts.save(book, draft)
        return Changes.to("drafts")

    def confirm(
        self,
        form: OpenDraft,
        typed: Mapping[str, Typed],
        *,
        section: str = "",
        page: Collection[str] = (),
        why: str = "",
        machine: Mapping[str, Json] | None = None,
    ) -> Changes:
        """Make one revision of the answers of a section that changed, of the questions of one page, or of the
        whole form. Raises `Problems`.

        What was typed on other pages stays in the draft.
        """
        model = kind_named(form.kind)
        here = {item.name for item in questions(model) if not section or item.ask.section == section}
        here = here & set(page) if page else here
        given = {name: answer for name, answer in typed.items() if name in here}
        desk = self.beside(Records)
        with self.notebook.reading() as book:
            held, kept = records.get(book, form.record), drafts.get(book, form.record)
        if held is None:
            _, changed = desk.new(
                form.kind, given, home=form.home, parent=form.parent, record=form.record, machine=machine
            )
        else:
            bases = form.bases if not form.newer else held.folded.heads
            changed = desk.correct(
                form.record, given, why, section=section, page=page, machine=machine, bases=bases
            )
        left = {name: answer for name, answer in (kept.typed if kept else {}).items() if name not in here}
        return changed | (self._keep(kept, left) if kept and left else Changes.to("drafts"))

    def discard(self, record: str) -> Changes:
        """Throw away what was typed and not confirmed."""
        with self.notebook.writing() as book:
            drafts.drop(book, record)
        return Changes.to("drafts")

    def waiting(self) -> Sequence[Unfinished]:
        """Every draft, the latest first, by name and time: also those found again after a crash."""
        with self.notebook.reading() as book:
            kept = drafts.all_drafts(book)
            held = records.some(book, [draft.record for draft in kept] + [draft.parent for draft in kept])
        return [self._unfinished(draft, held) for draft in kept]

    def _keep(self, kept: Draft, left: Mapping[str, Typed]) -> Changes:
        with self.notebook.reading() as book:
            held = records.get(book, kept.record)
        bases = held.folded.heads if held else ()
        rest = Draft(kept.record, kept.kind, kept.home, kept.parent, bases, left, kept.place, kept.saved_ms)
        with self.notebook.writing() as book:
            drafts.save(book, rest)
        return Changes.to("drafts")

    def _unfinished(self, draft: Draft, held: Mapping[str, records.Held]) -> Unfinished:
        model = kind_named(draft.kind)
        if draft.kind == "case" and draft.record not in held:
            return self._referral(draft)
        pages = {item.ask.section for item in questions(model) if item.ask.asked and item.ask.section}
        answered = set(draft.typed) | set(held[draft.record].values if draft.record in held else ())
        done = {item.ask.section for item in questions(model) if item.name in answered and item.ask.asked}
        title = held[draft.record].title if draft.record in held else model.label
        return Unfinished(
            draft.record,
            draft.kind,
            title,
            draft.home,
            draft.parent,
            draft.place,
            draft.saved_ms,
            len(done),
            len(pages),
        )

    @staticmethod
    def _referral(draft: Draft) -> Unfinished:
        """A case that is still to be made is a referral, whose form asks about other records too."""
        pages = referral_form.leaves(referral_form.people_in(draft.typed))
        return Unfinished(
            draft.record,
            draft.kind,
            referral_form.title(draft.typed),
            draft.home,
            draft.parent,
            draft.place,
            draft.saved_ms,
            sum(leaf.begun(draft.typed) for leaf in pages),
            len(pages),
        )

    def _newer(
        self, kind: str, confirmed: Mapping[str, Typed], typed: Mapping[str, Typed], moved: bool
    ) -> tuple[Newer, ...]:
        if not moved:
            return ()
        model = kind_named(kind)
        return tuple(
            Newer(item.name, item.label, _plain(confirmed.get(item.name, "")), _plain(typed[item.name]))
            for item in questions(model)
            if item.name in typed and typed[item.name] != confirmed.get(item.name, "")
        )


def _plain(typed: Typed) -> str:
    return ", ".join(typed) if isinstance(typed, list) else typed
