"""The packs that papers go to a court in, each declared: its parts in printed order, and which it cannot
lack.

A part takes the papers of one shelf of the defendant's file (`bundle_shelves`), one row for each, or is a
sheet made of the action. What it is called in code names the function that prints it (`bundle_sheets`).
"""

from __future__ import annotations

from dataclasses import dataclass

CASE, OPEN_COURT, SJP, INITIAL = "case", "open-court", "sjp", "initial"
AGGRAVATED = "s444-1a"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a pack.

    `takes` names a shelf; without one the part is a single sheet about the action. `lacking` says what to do
    when there is nothing for it, and is empty for a part that a pack may go without; `because` says what is
    lacking. `offence` limits it to one offence. `behind` puts it after the evidence sheet: the last page.
    """

    code: str
    title: str = ""
    takes: str = ""
    because: str = ""
    lacking: str = ""
    offence: str = ""
    behind: bool = False


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack by its code of `court-pack`: sections with their parts in printed order.

    `closed` refuses to build with a gap and takes no later papers; `about` stands under the index and names
    court and side; `recipient` is for whom it is when nobody says otherwise.
    """

    code: str
    about: str
    recipient: str
    sections: tuple[tuple[str, tuple[Part, ...]], ...]
    closed: bool = False

    @property
    def parts(self) -> tuple[Part, ...]:
        """Every part, in printed order."""
        return tuple(part for _, parts in self.sections for part in parts)


_FORM = "Attach the council’s copy of it under Forms, or with: fieldkit court-form"


def _form(code: str, title: str) -> Part:
    """A form of the courts service, which FieldKit encloses and never writes."""
    return Part("court-form", title, f"form {code}", f"{title} is not attached", _FORM)


_SERVICE = ("The service of the pack is not recorded", "Record how, where and on which day it is posted")
_CERTIFICATE = Part(
    "attendance-certificate", "Certificate of attendance, s.566", "register",
    "There is no register with a certificate", "Take the school’s register in, with who signed it and when",
)  # fmt: skip
_REGISTER = Part("register", "", "register")
_STATEMENTS = Part(
    "statement", "", "statements", "There is no signed statement", "Sign a statement under section 9 first"
)
_EXHIBITS = (Part("list", "List of exhibits", "list"), Part("exhibit", "", "exhibits"))
_INTERVIEWS = Part("interview", "Record of interview under caution", "interviews")
_NOTICES = (Part("notice", "", "notices"), Part("payment", "", "penalties"))
_CHARGE = Part("charge", "Charge")
_PREVIOUS = Part("antecedents", "Previous findings and sanctions")
_COSTS = Part("costs", "Schedule of costs", "costs", "No costs are worked out", "Enter the costs asked for")
_ESO = Part(
    "eso", "Education supervision order considered, s.447", "eso",
    "No decision on an education supervision order", "Say what was decided, and why",
)  # fmt: skip

_SJP = Pack(
    SJP,
    "Single justice procedure: all papers served on the defendant and sent to the court.",
    "the defendant and the court",
    (
        (
            "Notice",
            (
                Part("sjp-cover", "Letter", "service", *_SERVICE),
                Part("sjp-notice", "Single justice procedure notice", "service", *_SERVICE),
                _form("help-lines", "Help lines"),
            ),
        ),
        ("Charge", (Part("charge", "Charge sheet"), Part("facts", "Statement of facts"))),
        (
            "What happens now",
            (
                _form("sjp-explained", "The single justice procedure explained"),
                _form("in-court", "What happens in court"),
            ),
        ),
        ("Your answer", (Part("plea", "Plea form"), _form("mc100", "Your finances, form MC100"))),
        ("Evidence", (_CERTIFICATE, _REGISTER, _STATEMENTS, *_EXHIBITS, _INTERVIEWS, *_NOTICES)),
        ("If you are found guilty", (_PREVIOUS, _COSTS)),
        ("Service", (Part("service-of-pack", "Certificate of service", "service", *_SERVICE, behind=True),)),
    ),
    closed=True,
)

_OPEN_COURT = Pack(
    OPEN_COURT,
    "Magistrates’ Court: file of the prosecution.",
    "the court",
    (
        (
            "Charge",
            (
                Part("summary", "Case summary"),
                _CHARGE,
                Part(
                    "served", "", "requisitions",
                    "The service of the charge is not recorded", "Record how, where and on which day",
                ),
                Part("points", "", "points"),
            ),
        ),
        ("Attendance", (_CERTIFICATE, _REGISTER)),
        ("Statements", (_STATEMENTS,)),
        ("Exhibits and interview", (*_EXHIBITS, _INTERVIEWS)),
        (
            "Knowledge",
            (
                Part(
                    "knowledge", "What the defendant was told", "told",
                    "Nothing shows that the parent knew", "Record letters served, calls and visits",
                    AGGRAVATED,
                ),
                Part("served", "", "letters", offence=AGGRAVATED),
                Part("visit", "", "visits", offence=AGGRAVATED),
            ),
        ),
        (
            "Support and decisions",
            (*_NOTICES, Part("support", "Chronology of support", "support"), _ESO,
             Part("defences", "Defences raised and findings")),
        ),
        (
            "Court and disclosure",
            (
                _PREVIOUS,
                _COSTS,
                Part("parenting-order", "Parenting order, draft", "parenting-order"),
                Part("disclosure", "Certificate of disclosure"),
                Part("unused", "Schedule of non-sensitive unused material"),
                Part(
                    "authority", "Authority to prosecute, s.223", "authorities",
                    "No written authority is recorded", "Record on the hearing that it is held (s.223)",
                ),
            ),
        ),
    ),
)  # fmt: skip

_INITIAL = Pack(
    INITIAL,
    "Initial details of the prosecution case (Criminal Procedure Rules r.8.3).",
    "the defendant and the court",
    (
        ("Summary", (Part("summary", "Summary of the circumstances"), _CHARGE)),
        ("Account in interview", (_INTERVIEWS,)),
        ("Statements and exhibits", (_STATEMENTS, *_EXHIBITS, _CERTIFICATE, _REGISTER)),
        ("Criminal record", (_PREVIOUS,)),
    ),
)

#: The packs of one defendant, by code. The bundle of a whole case is planned apart.
PACKS = {pack.code: pack for pack in (_OPEN_COURT, _SJP, _INITIAL)}
