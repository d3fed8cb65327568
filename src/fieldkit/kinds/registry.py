"""Every kind by its name, and what is asked of all of them at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fieldkit.errors import Trouble
from fieldkit.kinds.cases import Case, CaseLink, Enquiry, FollowUp, Note, SchoolTold
from fieldkit.kinds.court_forms import CourtForm
from fieldkit.kinds.custody import Custody
from fieldkit.kinds.doorstep import DoorstepCaution
from fieldkit.kinds.evidence import BundleBuild, Countersignature, Exhibit, Release, Signoff, Statement
from fieldkit.kinds.interview_parts import (
    InterviewBreak,
    InterviewLine,
    InterviewPerson,
    InterviewSignature,
    InterviewStep,
)
from fieldkit.kinds.interviews import Interview
from fieldkit.kinds.meetings import OutsideMeeting, SupportMeeting
from fieldkit.kinds.notices import Notice
from fieldkit.kinds.operations import Operation, Pairing
from fieldkit.kinds.pathway import (
    Defence,
    Hearing,
    InvestigationPlan,
    LegalAction,
    Proof,
    RegimeChange,
    UnusedMaterial,
)
from fieldkit.kinds.people import Address, Child, Person, Relationship, Residence
from fieldkit.kinds.record import Record
from fieldkit.kinds.recordings import CautionStatement, InterviewRecording, RecordingEvent
from fieldkit.kinds.referrals import Referral, Sanction, Support
from fieldkit.kinds.register import Calendar, Council, Dataset, Look, School
from fieldkit.kinds.registers import RegisterExtract
from fieldkit.kinds.risk import DoNotVisitOverride, FlagRead, RiskFlag
from fieldkit.kinds.roll import NewPupil, RollDeletion, SchoolReturn
from fieldkit.kinds.safeguarding import Escalation
from fieldkit.kinds.safety import SafetyEvent, SafetyPlan
from fieldkit.kinds.service import Service
from fieldkit.kinds.stops import Reattendance, Stop
from fieldkit.kinds.visits import CallingCard, PersonPresent, Visit
from fieldkit.kinds.workplaces import ChildAtWork, PremisesVisit, Shift

KINDS: Mapping[str, type[Record]] = {
    kind.kind: kind
    for kind in (
        Council, School, Calendar, Dataset, Look,
        Case, Child, Person, Relationship, Address, Residence, CaseLink,
        RiskFlag, FlagRead, DoNotVisitOverride,
        Enquiry, Note, SchoolTold, FollowUp,
        Visit, PersonPresent, SafetyPlan, SafetyEvent, CallingCard, Escalation,
        Operation, Pairing, Stop, Reattendance, PremisesVisit, ChildAtWork, Shift,
        Referral, RegisterExtract, Support, Sanction, InvestigationPlan,
        NewPupil, RollDeletion, SchoolReturn, SupportMeeting, OutsideMeeting,
        Interview, InterviewStep, InterviewLine, InterviewBreak, InterviewPerson, InterviewSignature,
        InterviewRecording, RecordingEvent, CautionStatement, DoorstepCaution, Custody,
        LegalAction, Service, CourtForm, Notice, Defence, Proof, Hearing, UnusedMaterial, RegimeChange,
        Exhibit, Statement, Signoff, Countersignature, BundleBuild, Release,
    )
}  # fmt: skip


def kind_named(name: str) -> type[Record]:
    """The kind of that name. Raises `Trouble` when there is none."""
    if name not in KINDS:
        raise Trouble(f"There is no kind of record called {name}.", "List them with: fieldkit record kinds")
    return KINDS[name]


def record_of(kind: str, values: Mapping[str, Any]) -> Record:
    """The record that plain values make; a kind or field from a newer FieldKit is kept as it stands."""
    return KINDS.get(kind, Record).model_validate(dict(values))
