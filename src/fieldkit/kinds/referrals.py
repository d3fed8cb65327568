"""A school's referral for legal action, the support before it, and earlier sanctions (domain 7.1, 7.4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar

from fieldkit.kinds.answers import (
    Choice,
    Count,
    Link,
    LongText,
    Officer,
    SchoolNamed,
    Text,
    YesNo,
    YesNoUnknown,
)
from fieldkit.kinds.record import Ask, Record
from fieldkit.kinds.times import DayOf, Time


class Referral(Record):
    """What a school asks the council to do about a pupil's absence, and the way it goes from there."""

    kind: ClassVar[str] = "referral"
    label: ClassVar[str] = "Referral"
    icon: ClassVar[str] = "folder-open"
    parents: ClassVar[tuple[str, ...]] = ("case",)
    state_codes: ClassVar[str] = "referral-state"
    happened: ClassVar[str] = "received_at"
    searched: ClassVar[tuple[str, ...]] = ("referred_by", "concern")
    side_states: ClassVar[tuple[str, ...]] = ("returned_to_school", "withdrawn")
    after_approval: ClassVar[tuple[str, ...]] = ("allocated_officer", "returned_because")
    moves: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "referral_received": ("checks_run", "withdrawn"),
        "checks_run": ("returned_to_school", "accepted", "withdrawn"),
        "returned_to_school": ("referral_received", "withdrawn"),
        "accepted": ("panel", "withdrawn"),
        "panel": ("allocated", "returned_to_school", "withdrawn"),
        "allocated": ("investigation_plan", "withdrawn"),
        "investigation_plan": ("investigation", "withdrawn"),
        "investigation": ("decision", "withdrawn"),
        "decision": ("closed", "withdrawn"),
        "closed": (),
        "withdrawn": (),
    }

    school: Annotated[SchoolNamed | None, Ask("Which school?", "Referral", needed="any", short="School")] = (
        None
    )
    received_at: Annotated[
        Time | None, Ask("When was it received?", "Referral", needed="any", short="Received")
    ] = None
    referred_by: Annotated[
        Text | None, Ask("Who referred it?", "Referral", needed="any", short="Referred by")
    ] = None
    concern: Annotated[
        LongText | None, Ask("What is the concern?", "Referral", voice="fact", short="Concern")
    ] = None
    period_from: Annotated[
        DayOf | None, Ask("From which day?", "Period", needed="any", short="Period from")
    ] = None
    period_to: Annotated[DayOf | None, Ask("To which day?", "Period", needed="any", short="Period to")] = None
    tier_asked: Annotated[
        str | None,
        Ask("What does the school ask for?", "Period", short="Asked for"),
        Choice(codes="legal-tier"),
    ] = None

    eha_offered: Annotated[
        YesNoUnknown | None,
        Ask(
            "Was an early help assessment offered?",
            "Support",
            "A letter, call, meeting or visit counts",
            short="Early help offered",
        ),
    ] = None
    eha_offered_how: Annotated[
        Text | None, Ask("How and when?", "Support", when=("eha_offered", ("yes",)), short="Offered")
    ] = None
    eha_submitted_on: Annotated[DayOf | None, Ask("Assessment submitted on", "Support")] = None
    targeted_support_from: Annotated[
        DayOf | None, Ask("Family open to targeted support from", "Support", short="Targeted support from")
    ] = None
    specialist_support_from: Annotated[
        DayOf | None,
        Ask(
            "Specialist teaching, psychology or SEN casework from",
            "Special needs",
            short="Specialist support from",
        ),
    ] = None
    on_iap: Annotated[
        YesNoUnknown | None,
        Ask("Is there an individual alternative education plan?", "Special needs", short="IAEP"),
    ] = None
    iap_reviews: Annotated[
        Count | None,
        Ask("How many review cycles?", "Special needs", when=("on_iap", ("yes",)), short="IAEP reviews"),
    ] = None
    ehcp: Annotated[YesNoUnknown | None, Ask("Is there an EHCP?", "Special needs", short="EHCP")] = None
    ehcp_last_review: Annotated[
        DayOf | None, Ask("Last reviewed on", "Special needs", when=("ehcp", ("yes",)), short="EHCP reviewed")
    ] = None
    vulnerable: Annotated[
        YesNoUnknown | None,
        Ask(
            "Is there a social worker, or a child in need or protection plan?",
            "Welfare",
            short="Social worker or plan",
        ),
    ] = None
    social_worker_told: Annotated[
        YesNoUnknown | None,
        Ask(
            "Was the social worker told?",
            "Welfare",
            when=("vulnerable", ("yes",)),
            short="Social worker told",
        ),
    ] = None
    plan_covers_attendance: Annotated[
        YesNoUnknown | None,
        Ask(
            "Does the plan cover attendance?",
            "Welfare",
            when=("vulnerable", ("yes",)),
            short="Plan covers attendance",
        ),
    ] = None
    sanctions_looked_up: Annotated[
        YesNo | None,
        Ask(
            "Were earlier notices and prosecutions of each parent looked up?",
            "Before court",
            "Write down each one found",
            short="Sanctions looked up",
        ),
    ] = None
    eso_considered: Annotated[
        YesNo | None,
        Ask(
            "Was an education supervision order considered?",
            "Before court",
            "Education Act 1996 s.447(1)",
            short="ESO considered",
        ),
    ] = None
    eso_reason: Annotated[
        LongText | None, Ask("What was decided, and why?", "Before court", short="ESO reason")
    ] = None
    equality_note: Annotated[
        LongText | None,
        Ask("Equality Act and public interest", "Before court", short="Equality, public interest"),
    ] = None
    returned_because: Annotated[list[str] | None, Ask("Checks it was returned for", asked=False)] = None
    allocated_officer: Annotated[
        Officer | None, Ask("Who investigates?", "Allocation", needed="allocated", short="Investigator")
    ] = None

    def contradictions(self) -> Iterator[tuple[str, str]]:
        if self.period_from and self.period_to and self.period_to < self.period_from:
            yield "period_to", "Enter a day on or after the first day of the period"


class Support(Record):
    """One thing that was offered or done to help before any sanction."""

    kind: ClassVar[str] = "support"
    label: ClassVar[str] = "Support"
    icon: ClassVar[str] = "first-aid-kit"
    parents: ClassVar[tuple[str, ...]] = ("case",)
    happened: ClassVar[str] = ""

    support_kind: Annotated[
        str | None, Ask("What support?", "Support", needed="any"), Choice(codes="support-kind")
    ] = None
    began_on: Annotated[DayOf | None, Ask("When did it begin?", "Support", needed="any", short="Began")] = (
        None
    )
    ended_on: Annotated[DayOf | None, Ask("When did it end?", "Support", short="Ended")] = None
    engaged: Annotated[
        YesNoUnknown | None, Ask("Did the family take it up?", "Support", short="Taken up")
    ] = None
    outcome: Annotated[LongText | None, Ask("What came of it?", "Support", voice="fact", short="Outcome")] = (
        None
    )

    def title(self) -> str:
        return Choice(codes="support-kind").show(self.support_kind) if self.support_kind else self.label


class Sanction(Record):
    """An earlier penalty notice or prosecution of one parent for one child (NF-06 to NF-09, REF-10)."""

    kind: ClassVar[str] = "sanction"
    label: ClassVar[str] = "Sanction"
    icon: ClassVar[str] = "scales"
    parents: ClassVar[tuple[str, ...]] = ("case",)

    sanction_kind: Annotated[
        str | None, Ask("What was it?", "Sanction", needed="any"), Choice(codes="sanction-kind")
    ] = None
    person: Annotated[
        str | None, Ask("Which parent?", "Sanction", needed="any", short="Parent"), Link(kinds=("person",))
    ] = None
    child: Annotated[
        str | None, Ask("For which child?", "Sanction", needed="any", short="Child"), Link(kinds=("child",))
    ] = None
    issued_on: Annotated[
        DayOf | None, Ask("When was it issued?", "Sanction", needed="any", short="Issued")
    ] = None
    for_leave: Annotated[
        YesNo | None, Ask("Was it for leave in term time?", "Sanction", short="Leave in term time")
    ] = None
    received_on: Annotated[
        DayOf | None, Ask("When was it received?", "What came of it", short="Received")
    ] = None
    paid_on: Annotated[DayOf | None, Ask("When was it paid?", "What came of it", short="Paid")] = None
    withdrawn_on: Annotated[
        DayOf | None, Ask("When was it withdrawn?", "What came of it", short="Withdrawn")
    ] = None
    result: Annotated[
        str | None,
        Ask("What was the result?", "What came of it", short="Result"),
        Choice(codes="court-result"),
    ] = None
    amount: Annotated[Count | None, Ask("Amount in pounds", "What came of it", short="Amount")] = None

    def title(self) -> str:
        return Choice(codes="sanction-kind").show(self.sanction_kind) if self.sanction_kind else self.label
