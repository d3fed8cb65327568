"""How far a referral is: approvals, plan, parents' ways; what bars the next act, and whose that is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fieldkit.casebook.approvals.approvals import Approvals
from fieldkit.casebook.approvals.page import Approval
from fieldkit.casebook.desk import Desk
from fieldkit.casebook.legal import facts as legal_facts
from fieldkit.casebook.legal.page import WayRow
from fieldkit.casebook.legal.panel_days import PanelDays
from fieldkit.casebook.pathway.file import Way, Ways
from fieldkit.store import records
from fieldkit.store.records import Held

PLAN = "investigation-plan"
_ENDED = frozenset({"no_further_action", "withdrawn", "closed"})
_UNDECIDED = "considered"
_NO_MEETING = "no meeting is in sight"


@dataclass(frozen=True, slots=True)
class Standing:
    """A referral with what the acts after its acceptance lean on.

    `plan` is its newest investigation plan; `ways` are the legal actions of its parents, `liable` the
    parents by PAR-01 as (person, name), `open_parents` those who may be one and have no way yet.
    """

    referral: Held
    approval: Approval | None = None
    plan: Held | None = None
    plan_approval: Approval | None = None
    ways: tuple[WayRow, ...] = ()
    liable: tuple[tuple[str, str], ...] = ()
    open_parents: tuple[tuple[str, str], ...] = ()
    meets_on: date | None = None
    investigator: str = ""

    @property
    def not_approved(self) -> str:
        """Why the panel's approval of the referral does not stand; empty when it does."""
        return _bar(self.approval, "The Legal Panel has not decided on it yet.")

    @property
    def not_begun(self) -> str:
        """Why the investigation may not begin; empty when it may. Told offline."""
        if self.not_approved:
            return self.not_approved
        if self.plan is None:
            return "Write the investigation plan first."
        return _bar(self.plan_approval, "The Legal Panel has not checked the plan yet.")

    @property
    def not_decided(self) -> str:
        """Why the investigation is not at its end: each liable parent needs a decision of their own."""
        begun = {way.person for way in self.ways}
        missing = [name for person, name in self.liable if person not in begun]
        missing += [way.parent for way in self.ways if way.state == _UNDECIDED]
        if missing:
            return f"Decide on a measure for {_and(missing)} first."
        return "" if self.ways else "Decide on a measure for each parent first."

    @property
    def not_closed(self) -> str:
        """Why the referral cannot be closed; empty once every parent's way is at its end."""
        left = [way.parent for way in self.ways if way.state not in _ENDED]
        return f"Legal action against {_and(left)} is not closed yet." if left else ""

    def waits_for(self) -> str:
        """What comes next and who has to do it: "Waits for the Legal Panel on Monday 23 November."."""
        state = self.referral.state
        if state in ("allocated", "investigation_plan") and self.not_approved:
            return f"{self.not_approved} Waits for the Legal Panel{self._meeting()}."
        if state == "panel" and self.approval is not None and self.approval.stands:
            return "Waits for a member of the Legal Panel to give it to an investigator."
        if state in ("allocated", "investigation_plan"):
            return self._plan_waits_for()
        decided = self.not_decided or "Every parent is decided on."
        return {
            "referral_received": "Waits for an officer to run the checks.",
            "checks_run": "Waits for an officer to accept it for the Legal Panel, or to return it.",
            "returned_to_school": "Waits for the school to put it right and to refer again.",
            "accepted": "Waits for an officer to put it before the Legal Panel.",
            "panel": f"Waits for the Legal Panel{self._meeting()}.",
            "investigation": f"Waits for {self._who()} to record the decision. {decided}",
            "decision": self.not_closed or f"Waits for {self._who()} to close it.",
            "closed": "Nothing more is done with it. The school may refer again.",
            "withdrawn": "It goes no further. The school may refer again.",
        }.get(state, "")

    def _plan_waits_for(self) -> str:
        if self.plan is None:
            return f"Waits for {self._who()} to write the investigation plan."
        if self.plan.state == "drafted":
            return f"Waits for {self._who()} to submit the investigation plan to the Legal Panel."
        if self.plan.state == "returned":
            why = self.plan_approval.why if self.plan_approval is not None else ""
            return f"Waits for {self._who()} to put the plan right and submit it again. {why}".strip()
        if self.not_begun:
            why = self.not_begun if self.plan_approval is not None else ""
            return f"The plan waits for the Legal Panel{self._meeting()}. {why}".strip()
        return f"Waits for {self._who()} to begin the investigation."

    def _meeting(self) -> str:
        if self.meets_on is None:
            return f": {_NO_MEETING}"
        return f" on {self.meets_on:%A} {self.meets_on.day} {self.meets_on:%B}"

    def _who(self) -> str:
        return self.investigator or "its investigator"


class Standings(Desk):
    """Reads where a referral stands, for its page and for its gates."""

    def of(self, held: Held) -> Standing:
        """Everything that bars or offers the next act of a referral."""
        approvals, plan = self.beside(Approvals), self.plan_of(held.home, since=held)
        way = self.beside(Ways).of_case(held.home)
        names = {one.record: one.title for one in way.file.of_kind("person")}
        ties = legal_facts.parents(way.legal, self.reference()) if way.legal is not None else []
        parents = [
            (tie.text("person"), names.get(tie.text("person"), "Not known"), liable) for tie, liable in ties
        ]
        # An earlier referral of the same case had ways of its own.
        actions = [one for one in way.of("legal-action") if one.made_ms >= held.made_ms]
        ways = tuple(self._way(way, one) for one in actions)
        with_way = {one.person for one in ways}
        return Standing(
            referral=held,
            approval=approvals.of(held.record),
            plan=plan,
            plan_approval=approvals.of(plan.record) if plan is not None else None,
            ways=ways,
            liable=tuple((person, name) for person, name, liable in parents if liable == "yes"),
            open_parents=tuple((person, name) for person, name, _ in parents if person not in with_way),
            meets_on=self.beside(PanelDays).next(),
            investigator=self._investigator(held),
        )

    def plan_of(self, case: str, *, since: Held) -> Held | None:
        """The newest investigation plan of a case after its referral; None when there is none."""
        with self.notebook.reading() as book:
            found = records.listed(book, kinds=[PLAN], home=case, order="made_ms")
        return next((plan for plan in reversed(found) if plan.made_ms >= since.made_ms), None)

    def _way(self, way: Way, action: Held) -> WayRow:
        person = action.text("person")
        words = self.reference().label("action-state", action.state)
        return WayRow(action.record, person, way.name(person), action.state, words)

    def _investigator(self, held: Held) -> str:
        officer = held.value("allocated_officer")
        if not isinstance(officer, dict):
            return ""
        return "you" if officer.get("id") == self.me.officer else str(officer.get("name", ""))


def _bar(approval: Approval | None, undecided: str) -> str:
    if approval is None:
        return undecided
    return "" if approval.stands else approval.why


def _and(names: list[str]) -> str:
    """One, another and a third."""
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last
