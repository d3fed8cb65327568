"""What each step of an interview tells the officer to do, what it asks, and how its button names the act."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

STEP, INTERVIEW = "interview-step", "interview"


@dataclass(frozen=True)
class StepPlan:
    """One step: `do` says what to do, `fields` of `kind` are asked under `labels`.

    `answers` are the codes that its answer may have, `act` the words of its button, `verb` what it does,
    `shows` which parts stand on its page, and `needed` which fields the desk does without in no case.
    """

    do: str
    fields: tuple[str, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    answers: tuple[str, ...] = ()
    act: str = "Save and go on"
    kind: str = STEP
    shows: tuple[str, ...] = ()
    verb: str = "step"
    needed: tuple[str, ...] = ()


_YES_NO = ("yes", "no")
_TOLD = {"words": "What did they say, word for word?"}

STEPS: Mapping[str, StepPlan] = {
    "approval": StepPlan(
        "The Legal Panel decides before anybody is interviewed. Keep to its conditions.",
        act="Record the approval",
    ),
    "plan": StepPlan(
        "Go through the points to put and the defences to explore. Follow lines both ways.",
        ("note",),
        {"note": "Anything that changed since the plan?"},
        act="Record the plan",
    ),
    "invitation": StepPlan(
        "The invitation goes out with the notice of rights, and the reply is written down.",
        ("note",),
        {"note": "Anything about the invitation?"},
        act="Record the invitation",
    ),
    "vulnerability": StepPlan(
        "Look and ask: under 18, mental health, learning, reading and writing, drink or drugs, illness, "
        "pregnancy, caring for somebody.",
        ("answer", "note"),
        {"answer": "Is there anything that makes this person vulnerable?", "note": "What did you find?"},
        _YES_NO,
    ),
    "place": StepPlan(
        "A suitable, private place. No child of the family is present. Write down who is there, and why.",
        ("note",),
        {"note": "Which place, and why is it suitable?"},
        shows=("people",),
    ),
    "start": StepPlan(
        "Say the date, the time and the place. Everybody introduces themselves; show your identity card.",
        ("record_mode", "mode_reason", "mode_words", "device"),
        act="Start the interview",
        kind=INTERVIEW,
        shows=("people",),
        verb="begin",
    ),
    "free-to-leave": StepPlan(
        "Read these words out.",
        ("understood", "words"),
        {"understood": "Was it understood?", **_TOLD},
    ),
    "legal-advice": StepPlan(
        "Explain that legal advice can be had now or at any time, in private. Offer it. "
        "If it is declined you may ask why once; do not press.",
        ("answer", "words"),
        {"answer": "Is legal advice wanted?", **_TOLD},
        ("wanted", "declined"),
        needed=("answer",),
    ),
    "interpreter": StepPlan(
        "Is an interpreter, an appropriate adult or sign language needed, and here? "
        "Explain the role of each.",
        ("answer", "note"),
        {"answer": "Is anybody needed?", "note": "Who, and was their role explained?"},
        _YES_NO,
        shows=("people",),
    ),
    "recording": StepPlan(
        "Read these words out.",
        ("understood", "note"),
        {"understood": "Was it understood?", "note": "Anything about the recording?"},
    ),
    "offence": StepPlan(
        "Explain the offence and why the person is suspected, enough to be understood. "
        "List what you disclose.",
        ("note", "words"),
        {"note": "What did you disclose?", **_TOLD},
    ),
    "caution": StepPlan(
        "Read the caution out exactly. Then ask the person to explain it back in their own words, "
        "three parts.",
        ("understood", "words"),
        {"understood": "Was the caution understood?", "words": "How did they explain it back?"},
        act="Caution given",
        needed=("understood",),
    ),
    "significant": StepPlan(
        "Put to the person anything significant that they said, or did not answer, before now. "
        "Do they confirm it, deny it, add to it?",
        ("answer", "words"),
        {"answer": "Was there anything to put?", **_TOLD},
        _YES_NO,
    ),
    "agreement": StepPlan(
        "Ask whether the person agrees to be interviewed. Nobody has to.",
        ("answer", "words"),
        {"answer": "Do they agree?", **_TOLD},
        ("agreed", "not-agreed"),
        needed=("answer",),
    ),
    "questions": StepPlan("", act="Close interview"),
    "breaks": StepPlan(
        "Each break with its times, and that the caution was brought back to mind.",
        ("note",),
        {"note": "Anything about the breaks?"},
        shows=("breaks",),
        verb="breaks",
    ),
    "anything-to-add": StepPlan(
        "Ask: is there anything that you want to add, clarify or correct?",
        ("answer", "words"),
        {"answer": "Is there anything to add?", **_TOLD},
        _YES_NO,
    ),
    "close": StepPlan(
        "Say the time. Explain what happens next.",
        ("note",),
        {"note": "What did you say will happen next?"},
        act="Close the interview now",
        verb="conclude",
    ),
    "read-over": StepPlan(
        "The person reads the record, or it is read to them. What is wrong is put right: "
        "press Correct beside the line. Then each person signs.",
        ("read_over",),
        act="Record that it was read over",
        kind=INTERVIEW,
        shows=("transcript",),
        verb="read_over",
    ),
    "refusal": StepPlan(
        "Where somebody refused to read or sign: what they said stands here. "
        "Ask the solicitor, appropriate adult or interpreter to sign.",
        ("note",),
        {"note": "What was offered, and what did they say?"},
        shows=("signing",),
        verb="refusal",
    ),
    "comments": StepPlan(
        "What the person says outside the interview is written down, timed, "
        "and offered to be read and signed.",
        ("words",),
        {"words": "What did they say outside the interview? Leave it empty if nothing"},
        verb="comment",
    ),
    "seal": StepPlan(
        "After the seal nothing changes; what comes later is an addendum. "
        "Give the notice about copies, and print the record.",
        act="Seal interview",
        shows=("transcript",),
        verb="seal",
    ),
}

#: Steps whose name is too long to stand beside the heading.
SHORT: Mapping[str, str] = {
    "invitation": "invitation",
    "place": "place and people",
    "start": "start",
    "free-to-leave": "free to leave",
    "interpreter": "interpreter, adult",
    "recording": "recording",
    "offence": "offence, grounds",
    "significant": "said before",
    "agreement": "agreement",
    "read-over": "read over",
    "refusal": "refusal",
    "comments": "comments",
}

#: What is done before the steps, by the state of the interview.
EARLIER: Mapping[str, StepPlan] = {
    "proposed": StepPlan(
        "The Legal Panel decides before anybody is invited. Check the plan, then ask.",
        act="Ask the Legal Panel",
        verb="request_panel",
    ),
    "panel_requested": StepPlan(
        "The Legal Panel has been asked. Nothing can be done until it decides.", verb=""
    ),
    "panel_refused": StepPlan(
        "The Legal Panel refused. Change the plan, then ask again.",
        act="Ask the Legal Panel again",
        verb="request_panel",
    ),
}

#: What step 3 is while nobody has confirmed, by the state of the interview.
_INVITE = StepPlan(
    "Print the invitation and the notice of rights, send both, then record it.",
    ("planned_for", "venue", "contact_phone", "invited_how"),
    act="Record that it was sent",
    kind=INTERVIEW,
    verb="invite",
)
INVITING: Mapping[str, StepPlan] = {
    "panel_approved": _INVITE,
    "no_reply": _INVITE,
    "invited": StepPlan(
        "Write down the reply. Attendance cannot be compelled.",
        ("reply",),
        act="They confirmed",
        kind=INTERVIEW,
        verb="confirmed",
    ),
    "declined": StepPlan(
        "They declined. The decision may be made without their account (PACE-03).",
        ("reply",),
        act="They confirmed after all",
        kind=INTERVIEW,
        verb="confirmed",
    ),
}


#: What step 19 is once the record was read over, or reading it was refused.
_SIGNING = StepPlan(
    "Each person signs: on the screen with pen, finger or mouse, or on paper. "
    "Before that anything that is wrong is put right.",
    act="Signing is over",
    shows=("transcript", "signing"),
    verb="signed",
)

#: Step 12 once the caution was not understood (Note 10D).
EXPLAINING = StepPlan(
    "Explain it in plain words, part by part, and write down what they say of each. "
    "Go on only when it is understood; else stop the interview.",
    ("explained", "said_silence", "said_harm", "said_evidence", "understood"),
    {"understood": "Is the caution understood now?"},
    act="Caution given",
    needed=("explained", "understood"),
)

_NOBODY_REFUSED = StepPlan("Nobody refused to read or sign.", act="Nobody refused: go on", verb="refusal")


def plan_of(step: str, state: str) -> StepPlan:
    """What the officer does now, given the step that comes and the state of the interview."""
    if state in EARLIER:
        return EARLIER[state]
    if step == "invitation" and state in INVITING:
        return INVITING[state]
    if step == "read-over" and state != "concluded":
        return _SIGNING
    if step == "refusal" and state == "signed":
        return _NOBODY_REFUSED
    return STEPS[step]
