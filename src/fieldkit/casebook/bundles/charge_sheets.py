"""The sheets that a defendant is sent: notice, charge, statement of facts, plea form, certificates of
service.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fieldkit.casebook.bundles.writing import Writing, day_in, day_words
from fieldkit.casebook.facts import day_of
from fieldkit.kinds.times import day_in_words, local
from fieldkit.rules.legal.sjp import counts_as_served, plea_by
from fieldkit.store.records import Held

if TYPE_CHECKING:
    from fieldkit.bundle.sheets.court import CourtSheet, Facts

_CHARGES = {"s444-1": "charge-s444-1", "s444-1a": "charge-s444-1a"}
#: How the lines begin that say the greatest sentence, in the sentence guide of an offence.
_GREATEST = ("Fine", "Custody")
_SETTLED = ("paid", "paid-late", "unpaid", "withdrawn", "improved", "not-improved")
_RULE = "Criminal Justice Act 2003 s.29; Magistrates’ Courts Act 1980 s.16A"


def plea_day(to: Writing, service: Held) -> str:
    """The last day for an answer, in words."""
    posted = day_of(service, "served_on")
    return day_in_words(plea_by(posted, service.text("served_how"), to.file.book)) if posted else ""


def sjp_notice(to: Writing, service: Held) -> CourtSheet:
    """The notice of the single justice procedure (CJA 2003 s.29; CrimPR r.24.9)."""
    from fieldkit.bundle.sheets.court import Facts, Paragraphs

    due = plea_day(to, service)
    rows = (
        *_defendant(to),
        ("Prosecutor", to.office.council),
        ("Posted on", day_in(service, "served_on")),
        ("Answer by", due),
        ("Answer to", _one_line(service.text("reply_to"))),
    )
    said = to.words("sjp-notice", plea_by=due)
    means = Paragraphs(said, "What this means", numbered=True)
    return to.sheet("Single justice procedure notice", Facts(_told(rows)), means, authority=_RULE)


def charge(to: Writing, _record: Held) -> CourtSheet:
    """The charge: offence, period, statute, costs."""
    from fieldkit.bundle.sheets.court import Facts, Paragraphs

    file, (first, last) = to.file, to.period
    name = _CHARGES.get(file.offence, "")
    said = to.words(name, child=file.child, school=to.school, first=first, last=last) if name else ()
    about = (
        *_defendant(to),
        ("Offence", file.book.label("offence", file.offence)),
        ("Period", f"{first} to {last}"),
    )
    greatest = to.words(f"sentence-{file.offence}") if name else ()
    costs = file.action.value("costs")
    asked = (
        ("Issued on", day_in(file.action, "laid_on")),
        ("Prosecutor", f"{to.office.council}, {to.office.officer}"),
        ("Costs asked for", f"£{costs}" if costs is not None else ""),
        ("Sentence", "; ".join(_no_stop(one) for one in greatest if one.startswith(_GREATEST))),
    )
    return to.sheet(
        "Charge", Facts(_told(about)), Paragraphs(said, "You are charged that"), Facts(_told(asked))
    )


def facts(to: Writing, _record: Held) -> CourtSheet:
    """The statement of facts, in numbered paragraphs, from what is recorded."""
    from fieldkit.bundle.sheets.court import Paragraphs

    paragraphs = Paragraphs(tuple(filter(None, account(to))), numbered=True)
    return to.sheet(
        "Statement of facts", paragraphs, authority=to.file.book.label("offence", to.file.offence)
    )


def account(to: Writing) -> tuple[str, ...]:
    """What happened, one sentence or two a paragraph; an empty one for what is not recorded."""
    file, (first, last) = to.file, to.period
    child, totals = file.way.file.child, file.totals
    born = day_in(child, "dob") if child else ""
    tie = file.way.tie(file.person)
    what = f" ({file.book.label('relationship', tie.text('relationship')).lower()})" if tie else ""
    return (
        f"{file.child}{f', born {born},' if born else ''} is a registered pupil at {to.school}. "
        f"{file.name} is a parent of {file.child}{what}.",
        f"From {first} to {last} there were {totals.possible} possible sessions; a session is one morning "
        f"or one afternoon. {file.child} missed {totals.absent} of them, and {totals.unauthorised} of these "
        "were unauthorised."
        if totals
        else "",
        _support(to),
        *(_given(to, one) for one in file.shelf("notices")),
        *(_sent(to, one) for one in file.shelf("letters")),
        *(_interviewed(one, file.name) for one in file.shelf("interviews")),
        _order(to),
    )


def _support(to: Writing) -> str:
    told = [
        f"{one.title}{f', from {began}' if (began := day_in(one, 'began_on')) else ''}"
        for one in to.file.own("support")
    ]
    return f"Support before this charge: {'; '.join(told)}." if told else ""


def _given(to: Writing, notice: Held) -> str:
    kind = to.file.book.label("notice-kind", notice.text("notice_kind"))
    row = next((one for one in to.page.notices if one.notice == notice.record), None)
    stands = f" {_no_stop(row.state_words)}." if row and row.state in _SETTLED else ""
    return f"{kind} was given to {to.file.name} on {day_in(notice, 'issued_on')}.{stands}"


def _sent(to: Writing, service: Held) -> str:
    how = to.file.book.code("served-how", service.text("served_how")).mark("words")
    what = service.text("described") or to.file.book.label("served-papers", service.text("served_papers"))
    return f"{what} was sent to {to.file.name} on {day_in(service, 'served_on')}, {how}."


def _interviewed(interview: Held, name: str) -> str:
    at = interview.text("started_at")
    day = day_in_words(local(at).date()) if at else "a day that is not recorded"
    return f"{name} was interviewed under caution on {day}. The record is in these papers."


def _order(to: Writing) -> str:
    said = to.page.eso_words
    return f"An education supervision order was considered before the charge: {said}" if said else ""


def plea(to: Writing, _record: Held) -> CourtSheet:
    """The form on which the defendant answers the charge (CrimPR r.24.9)."""
    from fieldkit.bundle.sheets.court import Blanks, Boxes, Facts, Paragraphs, Sign

    service = next(iter(to.file.shelf("service")), None)
    due = plea_day(to, service) if service else ""
    where = _one_line(service.text("reply_to")) if service else ""
    offence = to.file.book.label("offence", to.file.offence)
    return to.sheet(
        "Plea form",
        Facts(_told((*_defendant(to), ("Send it by", due), ("Send it to", where)))),
        Blanks("Is anything here wrong? Your name, date of birth or address as they should be:", 2),
        Blanks("Your telephone number and email address"),
        Boxes(
            f"Your plea to the charge: {offence}. Tick one.",
            (
                "Guilty. The court may decide on the papers.",
                "Guilty, and I want to come to court.",
                "Not guilty.",
            ),
        ),
        Blanks("If you plead guilty: what do you want the court to know?", 4),
        Blanks("If you plead not guilty: why?", 4),
        Blanks("On which days in the next three months can you not come to court?", 2),
        Blanks("Do you need an interpreter, in which language, or other help in court?"),
        Paragraphs(to.words("plea-declaration"), "Declaration"),
        Sign(to.file.name),
    )  # fmt: skip


def service_of_pack(to: Writing, service: Held) -> CourtSheet:
    """The certificate that every paper before it was served at once; the last page of a pack."""
    return _certificate(to, service, "service-certificate", "Every paper before this page")


def served(to: Writing, service: Held) -> CourtSheet:
    """The certificate that some papers were served."""
    what = service.text("described") or to.file.book.label("served-papers", service.text("served_papers"))
    return _certificate(to, service, "requisition-certificate", what)


def _certificate(to: Writing, service: Held, wording: str, papers: str) -> CourtSheet:
    from fieldkit.bundle.sheets.court import Paragraphs, Sign

    how = to.file.book.code("served-how", service.text("served_how")).mark("words")
    said = to.words(wording, day=day_in(service, "served_on"), name=to.file.name, how=how)
    by = service.value("served_by")
    who = str(by["name"]) if isinstance(by, dict) else to.office.officer
    blocks = (_facts_of(to, service, papers), Paragraphs(said), Sign(f"{who}, {to.office.council}"))
    return to.sheet("Certificate of service", *blocks, authority="Criminal Procedure Rules Part 4")


def _facts_of(to: Writing, service: Held, papers: str) -> Facts:
    from fieldkit.bundle.sheets.court import Facts

    posted, how = day_of(service, "served_on"), service.text("served_how")
    counts = counts_as_served(posted, how, to.file.book) if posted else None
    by = service.value("served_by")
    rows = (
        ("Served on", to.file.name),
        ("Papers", papers),
        ("How", to.file.book.label("served-how", how)),
        ("At", ", ".join(to.to.lines) if service.text("address") else ""),
        ("On", day_words(posted)),
        ("Counts as served", day_words(counts)),
        ("By", str(by["name"]) if isinstance(by, dict) else ""),
        ("Proof of posting", service.text("proof")),
    )
    return Facts(_told(rows))


def _defendant(to: Writing) -> tuple[tuple[str, str], ...]:
    held = next((one for one in to.file.way.file.of_kind("person") if one.record == to.file.person), None)
    return (
        ("Defendant", to.file.name),
        ("Address", ", ".join(to.to.lines)),
        ("Born", day_in(held, "dob") if held else ""),
        ("Case number", to.case_number),
    )


def _told(rows: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    return tuple((label, said) for label, said in rows if said)


def _one_line(text: str) -> str:
    return ", ".join(line.strip() for line in text.splitlines() if line.strip())


def _no_stop(text: str) -> str:
    return text.rstrip(".")
