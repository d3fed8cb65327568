"""Which screens the demonstration takes pictures of, and at which hour of its day."""

from __future__ import annotations

#: Before the visit: the name of the picture, its page, and the story's name for what it shows.
MORNING = (
    ("unlock", "unlock", ""),
    ("first-run", "first_run", ""),
    ("today", "today", ""),
    ("cases", "cases", ""),
    ("referral", "referral", ""),
    ("conflict", "conflict", "isolde/phone"),
    ("enquiry", "enquiry", "tamsin_case/council-electoral-roll"),
    ("note", "note", "tamsin_case"),
    ("plan-visit", "plan_visit", "tamsin_case"),
    ("visits", "visits", ""),
    ("risk-flag", "risk_flag", "flag/visit"),
    ("safety", "safety", ""),
    ("find", "find", ""),
    ("schools", "schools", ""),
    ("settings", "settings", "look"),
    ("help", "help", "keys"),
)
#: After the visit, before it is locked.
WRITING = (
    ("visit", "visit", "visit/The child"),
    ("visit-papers", "visit", "visit/Documents and photographs"),
    ("visit-safeguarding", "visit", "visit/Safeguarding"),
    ("check-answers", "check_answers", "visit"),
)
#: At the end of the day.
EVENING = (
    ("case", "case", "corin_case"),
    ("child", "child", "corin"),
    ("person", "person", "bram"),
    ("address", "address", "sluice_lane"),
    ("visit-locked", "record", "visit"),
    ("withdraw", "reason", "withdraw/note"),
    ("statement", "statement", "statement"),
    ("print", "print", "visit"),
    ("bundles", "bundles", ""),
    ("bundle", "bundle", "corin_case"),
    ("queue", "queue", ""),
)
#: On Rowan's laptop, with a stop under way.
KERB = (("sweep-live", "sweep", "sweep"), ("stop", "stop", "stop"))
#: On Rowan's laptop, in the cafe.
CAFE = (
    ("premises-visit", "premises_visit", "cafe"),
    ("hours", "hours", "ignatius"),
    ("compare-hours", "compare_hours", "ignatius"),
)
#: On Rowan's laptop, between two questions.
INTERVIEW = (("interview", "interview", "interview"), ("interviews", "interviews", ""))
#: On Rowan's laptop, when the school's register has two N codes.
CHECKS = (
    ("register", "register", "lorcan_case"),
    ("legal-referral", "legal_referral", "referral"),
    ("refer", "refer", "referral/Support"),
)
#: On Petra's laptop, on a Monday of the Legal Panel.
PANEL = (("panel", "panel", ""), ("panel-decides", "panel", "referral"))
#: On Rowan's laptop, while the investigation is planned.
PLAN = (("plan-investigation", "plan_investigation", "referral"),)
#: On Rowan's laptop, while the interview is proposed.
PLANNED = (("plan-interview", "plan_interview", "interview"),)
#: On Rowan's laptop, when a sanction is barred.
BARRED = (("pathway-barred", "pathway", "ruth_action"),)
#: On Rowan's laptop, before the head teacher signs.
DRAFTED = (
    ("new-statement", "new_statement", "action"),
    ("statement-draft", "statement", "head"),
    ("redraft", "redraft", "head/1"),
    ("sign-statement", "sign_statement", "head"),
)
#: On Rowan's laptop, when the case goes to court.
DESK = (
    ("pathway", "pathway", "action"),
    ("prove", "prove", "action/not-regular"),
    ("own-statement", "statement", "own"),
    ("disclosure", "disclosure", "lorcan_case"),
)
#: On Rowan's laptop, when a second notice was issued.
FINED = (("pathway-notice", "pathway", "ruth_action"),)
#: On Rowan's laptop, when the papers for a single justice are posted.
POSTED = (
    ("bundle-sjp", "bundle", "dev_action/sjp"),
    ("legal-return", "legal_return", "period"),
    ("legal-figure", "legal_figure", "legal:2027-01-01..2027-01-31#notices"),
)
#: On Sunil's laptop, in the courtroom.
COURT = (
    ("hearings", "hearings", ""),
    ("presenter", "presenter", "action"),
    ("case-law", "case_law", ""),
)
#: On Rowan's laptop, the day after the sweep and among the workplaces.
STREET = (
    ("sweeps", "sweeps", ""),
    ("sweep", "sweep", "sweep"),
    ("plan-sweep", "plan_sweep", "sweep"),
    ("stop-saved", "record", "odessa"),
    ("sweep-return", "sweep_return", "sweep"),
    ("premises", "premises", ""),
)
SCREENS = (
    *(*CHECKS, *PANEL, *PLAN, *PLANNED, *KERB, *CAFE, *INTERVIEW, *STREET),
    *(*MORNING, *WRITING, *EVENING, *BARRED, *DRAFTED, *DESK, *FINED, *COURT, *POSTED),
)
