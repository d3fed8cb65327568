"""The desk for stops: begun with what is known already, read as it is typed, confirmed in one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from fieldkit.casebook import answers
from fieldkit.casebook.answers import Problem, Problems
from fieldkit.casebook.cases.referral_form import BIRTH, CASE, CHILD
from fieldkit.casebook.desk import Desk
from fieldkit.casebook.drafts import Drafts, OpenDraft
from fieldkit.casebook.gates import Intent, gate
from fieldkit.casebook.records import Records
from fieldkit.casebook.returns.counted import Counted
from fieldkit.casebook.sweeps import facts as sweep_facts
from fieldkit.casebook.sweeps import stop_reading
from fieldkit.casebook.sweeps.files import WENT_LIVE, SweepFile, SweepFiles
from fieldkit.casebook.sweeps.stop_page import OpenStop, StopPage, StopRow
from fieldkit.errors import Trouble
from fieldkit.kinds.registry import kind_named
from fieldkit.ledger.canonical import Json
from fieldkit.rules.finding import Finding, Verdict
from fieldkit.rules.registry import findings
from fieldkit.rules.returns import Tally
from fieldkit.rules.sweeps.stop_choices import allowed_actions
from fieldkit.store import counters, drafts, records, search
from fieldkit.store.changes import Changes
from fieldkit.store.drafts import Typed
from fieldkit.store.receipts import receipts_of
from fieldkit.store.records import Held

_KEPT = ("place", "in_area", "public_place")
_TOGETHER = ("with_adult", "adult_name", "adult_relation")
_RECENT = 60


class Stops(Desk):
    """A stop is a draft from its first key; nothing typed at the kerb is lost, and nothing is asked twice."""

    def begin(self, operation: str, *, with_stop: str = "") -> OpenStop:
        """Begin a stop on a sweep: the clock's time, the place of this officer's last stop there, its pair.

        `with_stop` is a stop of the same group: its adult is taken over too. The draft is kept at once.
        """
        opened = self._open(self.beside(SweepFiles).open(operation), self.new_id(), with_stop)
        self.beside(Drafts).save(opened.form, opened.typed)
        return opened

    def open(self, record: str) -> OpenStop:
        """A stop that was begun, or one that is confirmed and is looked at again."""
        form = self.beside(Drafts).open(record)
        return self._around(self.beside(SweepFiles).open(form.parent), form)

    def page(self, opened: OpenStop, typed: Mapping[str, Typed]) -> StopPage:
        """What is said so far, what may be done, and what the rules make of it. Nothing is written."""
        book, files = self.reference(), self.beside(SweepFiles)
        said = stop_reading.said(typed, self.context())
        said |= self._machine(opened, said)
        school = files.school(said.get("school"))
        stop = sweep_facts.stop_of(said, opened.sweep, school, book, self.today())
        return stop_reading.page(opened, said, stop, school, book)

    def save(self, opened: OpenStop, typed: Mapping[str, Typed], place: str = "") -> Changes:
        """Keep what is typed in the draft. Durable when it returns."""
        return self.beside(Drafts).save(opened.form, typed, place)

    def confirm(self, opened: OpenStop, typed: Mapping[str, Typed]) -> tuple[str, Changes]:
        """Make the stop of what is typed, with its number, in one transaction; a second press does nothing.

        Raises `Problems`, also at `actions` when the child was removed and nobody there held the power.
        """
        with self.notebook.reading() as book:
            if records.get(book, opened.record) is not None:
                return opened.record, Changes()
        said = answers.read(kind_named("stop"), typed, self.context())

        def take_number(book: Any) -> None:
            counters.next_number(book, _series(opened.operation))

        return self.beside(Records).new(
            "stop",
            typed,
            home=opened.form.home,
            parent=opened.operation,
            record=opened.record,
            machine={**self._machine(opened, said), **self._again(opened, said)},
            also=take_number,
        )

    def log(self, operation: str, typed: Mapping[str, Typed], *, with_stop: str = "") -> tuple[str, Changes]:
        """Make a stop of answers given at once, as a shell does. Raises `Problems`."""
        opened = self._open(self.beside(SweepFiles).open(operation), self.new_id(), with_stop)
        return self.confirm(opened, {**opened.typed, **typed})

    def _open(self, file: SweepFile, record: str, with_stop: str) -> OpenStop:
        model = kind_named("stop")
        with self.notebook.reading() as book:
            recent = records.listed(
                book, kinds=["stop"], parent=file.held.record, order="made_ms", newest_first=True,
                limit=_RECENT,
            )  # fmt: skip
        last = (
            self.held(with_stop) if with_stop else next((stop for stop in recent if self._mine(stop)), None)
        )
        kept = (*_KEPT, *_TOGETHER) if with_stop else _KEPT
        known = {name: last.value(name) for name in kept if last is not None}
        typed = answers.typed_of(model, {**known, "stopped_at": self.now_text(), "welfare": "no"})
        group = (last.text("group") or last.text("stop_no")) if with_stop and last else ""
        form = OpenDraft(
            record=record,
            kind="stop",
            home=file.held.home,
            parent=file.held.record,
            bases=(),
            typed={**typed, **({"group": group} if group else {})},
            unconfirmed=frozenset(typed),
            place="",
            saved_ms=0,
        )
        return self._around(file, form)

    def _around(self, file: SweepFile, form: OpenDraft) -> OpenStop:
        pairing = sweep_facts.pairing_of(file.pairings, self.me.officer)
        group = str(form.typed.get("group", ""))
        with self.notebook.reading() as book:
            number = counters.upcoming(book, _series(file.held.record))
            there = records.listed(book, kinds=["stop"], parent=file.held.record) if group else []
            held = records.get(book, form.record)
        together = [stop for stop in there if group in (stop.text("group"), stop.text("stop_no"))]
        mark = f"{self.me.mark}-" if self.me.mark else ""
        return OpenStop(
            form=form,
            operation=file.held.record,
            reference=file.held.text("reference"),
            name=file.held.text("name"),
            number=held.text("stop_no") if held else f"{mark}{number:02}",
            streets=sweep_facts.streets_of(file.held),
            sweep=file.facts,
            police_name=pairing.text("police_name") if pairing else "",
            collar_no=pairing.text("collar_no") if pairing else "",
            power=pairing.text("police_power") if pairing else "",
            group=group,
            together=len(together) + (held is None),
            begun_ms=self.now().wall_ms,
            closed=self.beside(SweepFiles).why_no_stops(file),
        )

    def list(self, operation: str, *, withdrawn: bool = False) -> Sequence[StopRow]:
        """The stops of a sweep on this laptop, the newest first."""
        with self.notebook.reading() as book:
            held = records.listed(
                book, kinds=["stop"], parent=operation, withdrawn=withdrawn, newest_first=True
            )
            told = records.listed(book, kinds=["escalation"], home=self.held(operation).home)
            received = set(receipts_of(book, [head for stop in held for head in stop.folded.heads]))
        worried = {item.parent for item in told}
        book_ = self.reference()
        return [stop_reading.row(stop, book_, received, stop.record in worried) for stop in held]

    def tally(self, operation: str) -> Tally:
        """The figures of a sweep, each with the stops behind it, before anything is hidden."""
        return self.beside(Counted).tally([operation])

    def findings(self, stop: str) -> tuple[Finding, ...]:
        """What the rules say of a confirmed stop, the fails first."""
        held = self.held(stop)
        files = self.beside(SweepFiles)
        file = files.open(held.parent)
        return findings(self.reference(), files.stop(sweep_facts.agreed(held), file.facts))

    def flagged(self, operation: str) -> tuple[Finding, ...]:
        """What fails on the stops of a sweep, each with the number of its stop."""
        files = self.beside(SweepFiles)
        file, found = files.open(operation), list[Finding]()
        with self.notebook.reading() as book:
            held = records.listed(book, kinds=["stop"], parent=operation, order="made_ms")
        for stop in held:
            said = findings(self.reference(), files.stop(sweep_facts.agreed(stop), file.facts))
            fails = [one for one in said if one.verdict is Verdict.FAIL]
            found += [replace(one, facts=(("stop", stop.text("stop_no")), *one.facts)) for one in fails]
        return tuple(found)

    def correct(self, stop: str, typed: Mapping[str, Any], why: str = "") -> Changes:
        """Give new answers, with the reason. Raises `Problems`."""
        return self.beside(Records).correct(stop, typed, why)

    def school_told(self, stop: str, who: str, at: str = "") -> Changes:
        """Record who at the school was told, now or at a time as typed."""
        typed = {"school_informed": who, "school_informed_at": at or self.now_text()}
        return self.beside(Records).correct(stop, typed)

    def escalate(self, stop: str, level: str, typed: Mapping[str, Any]) -> tuple[str, Changes]:
        """Write down a worry about the child at once, also before the stop itself is confirmed (domain 3.6).

        `typed` are the answers of an escalation: what was seen, who was told. Raises `Problems`.
        """
        with self.notebook.reading() as book:
            held, kept = records.get(book, stop), drafts.get(book, stop)
        if held is None and kept is None:
            raise Trouble("That stop is not in this notebook.", "Begin the stop, then say what worries you.")
        home = held.home if held else kept.home if kept else ""
        said = {"level": level, "noticed_at": self.now_text(), **typed}
        record, changed = self.beside(Records).new("escalation", said, home=home, parent=stop)
        if held is not None:
            changed |= self.beside(Records).correct(stop, {"welfare": "yes"})
        else:
            opened = self.beside(Drafts).open(stop)
            changed |= self.beside(Drafts).save(opened, {"welfare": "yes"})
        return record, changed

    def discard(self, stop: str) -> Changes:
        """Throw away a stop that was begun. Raises `Trouble` when a worry about the child hangs from it."""
        with self.notebook.reading() as book:
            told = records.listed(book, kinds=["escalation"], parent=stop)
        if told:
            raise Trouble("A worry about this child is written down.", "Save the stop that it belongs to.")
        return self.beside(Drafts).discard(stop)

    def to_refer(self, stop: str) -> bool:
        """Whether a CME referral can be opened from it in one act (SWP-23)."""
        return stop_reading.to_refer(self.held(stop), self.reference())

    def open_referral(self, stop: str) -> OpenDraft:
        """Begin a CME referral with what the stop says of the child; taken in, the stop names it (SWP-23)."""
        held = self.held(stop)
        if held.value("case_made"):
            raise Trouble("A case was made of this stop already.", "Open the case.")
        with self.notebook.reading() as book:
            begun = [
                draft for draft in drafts.all_drafts(book) if draft.parent == stop and draft.kind == "case"
            ]
        case = begun[0].record if begun else self.new_id()
        opened = self.beside(Drafts).open(case, kind="case", home=case, parent=stop)
        if not begun:
            self.beside(Drafts).save(opened, self._referral(held))
        return self.beside(Drafts).open(case)

    def _referral(self, held: Held) -> dict[str, Typed]:
        said = answers.typed_of(kind_named("stop"), sweep_facts.agreed(held))
        forenames, _, surname = str(said.get("child_name", "")).rpartition(" ")
        where = " ".join(filter(None, ("at", held.text("place"), "on a truancy sweep")))
        typed: dict[str, Typed] = {
            CHILD.answer("forenames"): forenames,
            CHILD.answer("surname"): surname,
            CASE.answer("case_type"): "CME",
            CASE.answer("received_at"): answers.typed_of(
                kind_named("case"), {"received_at": self.now_text()}
            )["received_at"],
            CASE.answer("referrer_kind"): "internal",
            CASE.answer("referrer"): str(self.me.name),
            CASE.answer("reason"): f"Met {where}, stop {held.text('stop_no')}: on no school's roll.",
        }
        typed |= {BIRTH.answer(name): said[name] for name in ("dob", "school", "year_group") if name in said}
        return {name: answer for name, answer in typed.items() if answer}

    def _mine(self, stop: Held) -> bool:
        officer = stop.value("officer")
        return isinstance(officer, dict) and officer["id"] == self.me.officer

    def _again(self, opened: OpenStop, said: Mapping[str, Json]) -> dict[str, Json]:
        """Whether this child was stopped before on the sweep: kept, because names go and the count stays."""
        name, born = said.get("child_name"), said.get("dob")
        if not isinstance(name, str) or not born:
            return {}
        with self.notebook.reading() as book:
            found = search.find(book, name, kinds=["stop"])
            stops = records.some(book, [one.record for one in found])
        before = [
            one for one in stops.values() if one.parent == opened.operation and one.value("dob") == born
        ]
        same = [one for one in before if one.text("child_name").casefold() == name.casefold()]
        return {"again": "yes"} if same else {}

    def _machine(self, opened: OpenStop, said: Mapping[str, Json]) -> dict[str, Json]:
        """What FieldKit fills in itself beside what is typed."""
        found: dict[str, Json] = {
            "stop_no": opened.number,
            "officer": self.my_name(),
            "police_name": opened.police_name or None,
            "collar_no": opened.collar_no or None,
            "police_power": opened.power or None,
            "age": sweep_facts.age_in(said),
        }
        place = str(said.get("place") or "").casefold()
        # The list was drawn up and approved as public places inside the area.
        if place in {street.casefold() for street in opened.streets}:
            found |= {name: "yes" for name in ("in_area", "public_place") if not said.get(name)}
        if opened.group:
            found["group"] = opened.group
            found["group_size"] = said.get("group_size") or opened.together
        if stop_reading.removes(said) and not said.get("removed_by"):
            found["removed_by"] = opened.police or None
        return found


@gate("stop")
def may_be_so(desk: Desk, intent: Intent) -> None:
    """A stop belongs to a sweep that may have stops, and nobody is removed without power (SWP-03, 04, 20)."""
    acts = stop_reading.removes(intent.values)
    made = intent.held is None
    if not made and not (acts and intent.changed & {"actions", "police_power", "classification"}):
        return
    files = desk.beside(SweepFiles)
    # Most stops end here: what was live needs no second look at its approval, so that saving is quick.
    if files.sweep(intent.parent).state in WENT_LIVE and not acts:
        return
    file = files.open(intent.parent)
    if made and (why_not := files.why_no_stops(file)):
        raise Trouble("No stop can be logged on this sweep yet.", why_not)
    if not acts:
        return
    # The power is that of the pair as it was approved, whatever is typed beside it.
    officer = intent.values.get("officer")
    who = str(officer["id"]) if isinstance(officer, dict) else desk.me.officer
    pairing = sweep_facts.pairing_of(file.pairings, who)
    power = pairing.text("police_power") if pairing else None
    stop = files.stop({**intent.values, "police_power": power}, file.facts)
    why = allowed_actions(stop, file.facts, desk.reference())
    refused = [why[action] for action in acts if why.get(action)]
    if refused:
        raise Problems([Problem("actions", f"{refused[0]}. Choose what was done instead")])


def _series(operation: str) -> str:
    return f"stop {operation}"
