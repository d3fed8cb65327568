"""What is refused of a premises visit, a child at work and their hours, by whatever door it is written."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from fieldkit.casebook.answers import Problem, Problems
from fieldkit.casebook.desk import Desk
from fieldkit.casebook.gates import Intent, gate
from fieldkit.casebook.sweeps.files import SweepFiles
from fieldkit.casebook.visits.cautions import must_be_told
from fieldkit.casebook.workplaces import facts as workplace_facts
from fieldkit.casebook.workplaces.files import ChildFile, WorkplaceFiles
from fieldkit.errors import Trouble
from fieldkit.rules.employment.entry import lawful_entry
from fieldkit.rules.finding import Verdict
from fieldkit.store.records import Held

#: Kept of somebody who is over compulsory school age, so that it can be seen why nothing else is (EMP-00).
KEPT = ("name", "dob", "dob_verified_by", "school", "occupation")
_ENTRY = frozenset({"entry_basis", "consent_of", "order_made_at", "arrived_at"})
_S559 = "s559"
_NOT_BEGUN = ("planned", "cancelled")


@gate("premises-visit", every_act=True)
def may_be_entered(desk: Desk, intent: Intent) -> None:
    """A visit is of an employment sweep, starts while that is live, and under no order that ran out
    (EMP-30).
    """
    if intent.act == "seal" and intent.held is not None:
        must_be_told(desk, intent.held.record)
    sweep = desk.held(intent.parent)
    if intent.held is None and sweep.value("sort") != "employment":
        raise Trouble("Premises are visited on an employment sweep.", "Choose one, or plan it first.")
    if intent.to == "on_site" and (why_not := why_no_arrival(desk, sweep)):
        raise Trouble("This visit cannot start yet.", why_not)
    if intent.to == "on_site" or intent.changed & _ENTRY:
        now = datetime.fromisoformat(desk.now_text())
        found = lawful_entry(workplace_facts.entry_of(intent.values, now), desk.reference())
        if found is not None and found.verdict is Verdict.FAIL:
            raise Problems([Problem("entry_basis", found.says.rstrip("."))])
    steps = intent.values.get("next_steps")
    if "next_steps" in intent.changed and isinstance(steps, list) and _S559 in steps:
        _for_a_maintained_school(desk, intent.held)


@gate("child-at-work")
def may_be_kept(desk: Desk, intent: Intent) -> None:
    """A child is found on a visit that has begun; of somebody who is no child, no more is kept (EMP-00)."""
    visit = _open_visit(desk, intent.parent)
    more = [name for name in intent.changed if name not in (*KEPT, "parent") and intent.values.get(name)]
    if not more or "case_made" in more:
        return
    files = desk.beside(WorkplaceFiles)
    if intent.held is not None:
        file = replace(files.child(intent.held.record), said=intent.values)
    else:
        file = _new_child(files, intent, visit)
    if files.no_child(file):
        raise Problems([Problem(sorted(more)[0], "Over school age: leave this empty, and keep no more")])


@gate("shift")
def may_be_timed(desk: Desk, intent: Intent) -> None:
    """Hours are kept of a child on an open visit, and not of somebody who is no child (EMP-00)."""
    files = desk.beside(WorkplaceFiles)
    file = files.child(intent.parent)
    _open_visit(desk, file.visit.record)
    if intent.held is None and files.no_child(file):
        raise Trouble("They are over school age: not a child for this purpose.", "Keep no hours of them.")


def _new_child(files: WorkplaceFiles, intent: Intent, visit: Held) -> ChildFile:
    day = workplace_facts.day_in(visit.values, "arrived_at")
    return ChildFile(visit, visit, intent.values, {}, files.school(intent.values.get("school")), day)


def why_no_arrival(desk: Desk, sweep: Held) -> str:
    """Why nobody may arrive at premises of a sweep; empty when they may.

    One that is ready to go live will do, as for stops: the leader's press may not have reached this laptop.
    """
    files = desk.beside(SweepFiles)
    if not files.why_not_out(files.open(sweep.record)):
        return ""
    state = desk.reference().label("operation-state", sweep.state).lower()
    return f"Its sweep is {state}: it has to be live."


def _open_visit(desk: Desk, visit: str) -> Held:
    held = desk.held(visit)
    if held.locked:
        raise Trouble("That visit is locked, so nothing in it changes.", "Add a dated addendum instead.")
    if held.state in _NOT_BEGUN:
        raise Trouble("Nobody was found at work yet.", "Record your arrival first.")
    return held


def _for_a_maintained_school(desk: Desk, visit: Held | None) -> None:
    """Raises `Problems` where no child of the visit can be a pupil of a maintained school (EMP-20)."""
    files = desk.beside(WorkplaceFiles)
    children = [files.child(child.record) for child in files.children(visit.record)] if visit else []
    if not any(child.school.name and child.school.maintained is not False for child in children):
        say = "A section 559 notice is for a pupil of a maintained school: choose another step"
        raise Problems([Problem("next_steps", say)])
