"""The legal pathway of one parent: plan, action, defences, proof, hearings, orders and disclosure (domain 7,
8).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar

from fieldkit.kinds.answers import Choice, Count, Link, LongText, Officer, Text, YesNo
from fieldkit.kinds.record import Ask, Record
from fieldkit.kinds.times import DayOf, Time


class InvestigationPlan(Record):
    """How the investigator means to find out, both ways, and the panel's check of its quality."""

    kind: ClassVar[str] = "investigation-plan"
    label: ClassVar[str] = "Investigation plan"
    icon: ClassVar[str] = "list-checks"
    parents: ClassVar[tuple[str, ...]] = ("case",)
    state_codes: ClassVar[str] = "plan-state"
    searched: ClassVar[tuple[str, ...]] = ("lines_towards", "lines_away")
    moves: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "drafted": ("submitted",),
        "submitted": ("checked", "returned"),
        "returned": ("submitted",),
        "checked": (),
    }
    side_states: ClassVar[tuple[str, ...]] = ("returned",)
    after_approval: ClassVar[tuple[str, ...]] = ("quality_note",)

    offences: Annotated[
        list[Annotated[str, Choice(codes="offence")]] | None,
        Ask("Which offence is looked at?", "Plan", needed="any", short="Offence"),
    ] = None
    lines_towards: Annotated[
        LongText | None,
        Ask("Which lines point to an offence?", "Plan", needed="submitted", short="Lines towards"),
    ] = None
    lines_away: Annotated[
        LongText | None,
        Ask("Which lines point away from one?", "Plan", "CPIA Code", needed="submitted", short="Lines away"),
    ] = None
    school_contact: Annotated[
        LongText | None,
        Ask("What is asked of the school?", "Plan", needed="submitted", short="Asked of the school"),
    ] = None
    pace_wanted: Annotated[
        YesNo | None,
        Ask("Is an interview under caution wanted?", "Plan", needed="submitted", short="Interview wanted"),
    ] = None
    quality_note: Annotated[
        LongText | None,
        Ask("What does the panel say of its quality?", "Quality", needed="checked", short="Quality"),
    ] = None


class LegalAction(Record):
    """What is done about one parent, from the decision to the result.

    Each parent has one of their own (PAR-02).
    """

    kind: ClassVar[str] = "legal-action"
    label: ClassVar[str] = "Legal action"
    icon: ClassVar[str] = "scales"
    parents: ClassVar[tuple[str, ...]] = ("case",)
    state_codes: ClassVar[str] = "action-state"
    happened: ClassVar[str] = "decided_at"
    moves: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "considered": ("decided", "no_further_action"),
        "decided": ("proceedings", "no_further_action"),
        "proceedings": ("result", "withdrawn"),
        "result": ("closed",),
        "no_further_action": (),
        "withdrawn": (),
        "closed": (),
    }
    side_states: ClassVar[tuple[str, ...]] = ("no_further_action", "withdrawn")

    person: Annotated[
        str | None, Ask("Which parent?", "Action", needed="any", short="Parent"), Link(kinds=("person",))
    ] = None
    tier: Annotated[
        str | None,
        Ask("Which measure?", "Action", needed="decided", short="Measure"),
        Choice(codes="legal-tier"),
    ] = None
    offence: Annotated[
        str | None,
        Ask("Which offence?", "Action", needed="proceedings", short="Offence"),
        Choice(codes="offence"),
    ] = None
    period_from: Annotated[
        DayOf | None, Ask("From which day?", "Action", needed="any", short="Period from")
    ] = None
    period_to: Annotated[DayOf | None, Ask("To which day?", "Action", needed="any", short="Period to")] = None
    decided_at: Annotated[
        Time | None, Ask("When was it decided?", "Decision", needed="decided", short="Decided")
    ] = None
    decision_reason: Annotated[
        LongText | None, Ask("Why?", "Decision", needed="decided", voice="judgement", short="Reason")
    ] = None
    eso_decision: Annotated[
        str | None,
        Ask(
            "Is an education supervision order applied for?",
            "Decision",
            "Education Act 1996 s.447",
            needed="proceedings",
            short="ESO",
        ),
        Choice(codes="eso-decision"),
    ] = None
    eso_reason: Annotated[
        LongText | None, Ask("Why?", "Decision", needed="proceedings", short="ESO reason")
    ] = None
    category: Annotated[
        str | None,
        Ask("Category of data subject", "Decision", "DP-02", short="Data subject"),
        Choice(codes="data-subject-category"),
    ] = None
    laid_on: Annotated[
        DayOf | None,
        Ask("When was the charge issued or the information laid?", "Proceedings", short="Issued or laid"),
    ] = None
    legal_word: Annotated[
        LongText | None,
        Ask(
            "What does legal say of the date that governs?",
            "Proceedings",
            "Who said it, and why: needed after the cautious date (LIM-01)",
            short="Legal’s word",
        ),
    ] = None
    court_urn: Annotated[Text | None, Ask("Case number at court", "Proceedings", short="Court URN")] = None
    costs: Annotated[Count | None, Ask("Costs asked for, in pounds", "Proceedings", short="Costs")] = None
    costs_items: Annotated[
        LongText | None,
        Ask(
            "How are the costs made up?",
            "Proceedings",
            "One item a line, ending in pounds: Investigation, 4 hours, 120",
            short="Costs made up of",
        ),
    ] = None
    orders_asked: Annotated[
        list[Annotated[str, Choice(codes="court-order")]] | None,
        Ask("Which orders are asked for?", "Proceedings", short="Orders asked for"),
    ] = None
    result: Annotated[
        str | None,
        Ask("What was the result?", "Result", needed="result", short="Result"),
        Choice(codes="court-result"),
    ] = None
    result_on: Annotated[DayOf | None, Ask("On which day?", "Result", needed="result", short="Result on")] = (
        None
    )
    fine: Annotated[Count | None, Ask("Fine in pounds", "Result", short="Fine")] = None
    costs_ordered: Annotated[
        Count | None, Ask("Costs ordered, in pounds", "Result", short="Costs ordered")
    ] = None
    orders: Annotated[
        list[Annotated[str, Choice(codes="court-order")]] | None,
        Ask("Which orders?", "Result", short="Orders"),
    ] = None
    eso_directed_on: Annotated[
        DayOf | None,
        Ask(
            "When did the court direct that an education supervision order be applied for?",
            "Result",
            "Education Act 1996 s.447(2)",
            short="ESO directed",
        ),
    ] = None
    eso_answered_on: Annotated[
        DayOf | None,
        Ask(
            "When was it applied for, or the court told why not?",
            "Result",
            "Within eight weeks: s.447(4)",
            short="ESO answered",
        ),
    ] = None
    eso_made_on: Annotated[
        DayOf | None,
        Ask(
            "When did the family court make the order?", "Result", "Children Act 1989 s.36", short="ESO made"
        ),
    ] = None

    def title(self) -> str:
        return Choice(codes="legal-tier").show(self.tier) if self.tier else self.label

    def contradictions(self) -> Iterator[tuple[str, str]]:
        if self.period_from and self.period_to and self.period_to < self.period_from:
            yield "period_to", "Enter a day on or after the first day of the period"


class Defence(Record):
    """One defence or exclusion, asked and recorded: raised, evidence, the officer's finding (domain 7.3)."""

    kind: ClassVar[str] = "defence"
    label: ClassVar[str] = "Defence"
    icon: ClassVar[str] = "seal-check"
    parents: ClassVar[tuple[str, ...]] = ("legal-action",)
    in_chronology: ClassVar[bool] = False

    defence_code: Annotated[str | None, Ask("Defence", asked=False), Choice(codes="defence")] = None
    raised: Annotated[YesNo | None, Ask("Was it raised?", "Defence", needed="any", short="Raised")] = None
    evidence: Annotated[
        LongText | None, Ask("What evidence is there?", "Defence", voice="fact", short="Evidence")
    ] = None
    finding: Annotated[
        LongText | None, Ask("What does the officer find?", "Defence", voice="judgement", short="Finding")
    ] = None

    def title(self) -> str:
        return Choice(codes="defence").show(self.defence_code) if self.defence_code else self.label


class Proof(Record):
    """Where one point to prove is proved: which record, which words (domain 7.2)."""

    kind: ClassVar[str] = "proof"
    label: ClassVar[str] = "Point to prove"
    icon: ClassVar[str] = "check-circle"
    parents: ClassVar[tuple[str, ...]] = ("legal-action",)
    in_chronology: ClassVar[bool] = False

    point: Annotated[str | None, Ask("Point", asked=False), Choice(codes="point-to-prove")] = None
    proved_by: Annotated[
        str | None,
        Ask("Which paper proves it?", "Proof", needed="any", short="Proved by"),
        Link(kinds=("statement", "exhibit", "interview", "register-extract", "note", "visit")),
    ] = None
    where: Annotated[
        Text | None, Ask("Where in it?", "Proof", "A paragraph, answer or page", short="Where")
    ] = None

    def title(self) -> str:
        return Choice(codes="point-to-prove").show(self.point) if self.point else self.label


class Hearing(Record):
    """A hearing: court, day, room, who presents, and what came of it."""

    kind: ClassVar[str] = "hearing"
    label: ClassVar[str] = "Hearing"
    icon: ClassVar[str] = "scales"
    parents: ClassVar[tuple[str, ...]] = ("legal-action",)
    happened: ClassVar[str] = "listed_for"
    due: ClassVar[str] = "listed_for"

    court: Annotated[Text | None, Ask("Which court?", "Hearing", needed="any", short="Court")] = None
    listed_for: Annotated[Time | None, Ask("When?", "Hearing", needed="any", short="Listed for")] = None
    hearing_kind: Annotated[
        str | None,
        Ask("What kind of hearing?", "Hearing", needed="any", short="Kind"),
        Choice(codes="hearing-kind"),
    ] = None
    room: Annotated[Text | None, Ask("Room", "Hearing")] = None
    presenter: Annotated[Officer | None, Ask("Who presents?", "Hearing", short="Presenter")] = None
    authority_held: Annotated[
        YesNo | None,
        Ask(
            "Is the written authority held?",
            "Ready",
            "Local Government Act 1972 s.223",
            short="Section 223 authority",
        ),
    ] = None
    witnesses: Annotated[
        LongText | None, Ask("Which witnesses, and when are they free?", "Ready", short="Witnesses")
    ] = None
    plea: Annotated[str | None, Ask("What was the plea?", "Outcome", short="Plea"), Choice(codes="plea")] = (
        None
    )
    outcome: Annotated[LongText | None, Ask("What happened?", "Outcome", voice="fact", short="Outcome")] = (
        None
    )

    def title(self) -> str:
        return Choice(codes="hearing-kind").show(self.hearing_kind) if self.hearing_kind else self.label


class UnusedMaterial(Record):
    """How one item of the case is classed for disclosure, and why (EVD-30; CPIA 1996 s.23 Code)."""

    kind: ClassVar[str] = "unused-material"
    label: ClassVar[str] = "Disclosure class"
    icon: ClassVar[str] = "eye"
    parents: ClassVar[tuple[str, ...]] = ("case",)
    in_chronology: ClassVar[bool] = False

    item: Annotated[str | None, Ask("Which item?", "Disclosure", needed="any", short="Item"), Link()] = None
    disclosure: Annotated[
        str | None,
        Ask("How is it classed?", "Disclosure", needed="any", short="Class"),
        Choice(codes="disclosure-class"),
    ] = None
    reason: Annotated[LongText | None, Ask("Why?", "Disclosure", short="Reason")] = None
    relevance: Annotated[
        LongText | None,
        Ask("May it undermine the case or help the defence?", "Disclosure", short="Relevance"),
    ] = None
    location: Annotated[Text | None, Ask("Where is it kept?", "Disclosure", short="Kept")] = None


class RegimeChange(Record):
    """That a case moved to law enforcement processing: who, when, why (DP-01; DPA 2018 s.36)."""

    kind: ClassVar[str] = "regime-change"
    label: ClassVar[str] = "Data protection regime"
    icon: ClassVar[str] = "seal-check"
    parents: ClassVar[tuple[str, ...]] = ("case",)
    happened: ClassVar[str] = "changed_at"

    regime: Annotated[
        str | None, Ask("Which regime?", "Regime", needed="any"), Choice(codes="processing-regime")
    ] = None
    changed_at: Annotated[Time | None, Ask("From when?", "Regime", needed="any", short="From")] = None
    why: Annotated[LongText | None, Ask("Why?", "Regime", needed="any", short="Reason")] = None
    gathered_before: Annotated[
        list[Annotated[str, Link()]] | None,
        Ask(
            "Records gathered before, used for a second purpose",
            "Regime",
            asked=False,
            short="Gathered before",
        ),
    ] = None
