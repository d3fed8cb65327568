"""What schools write on their rolls in the sample: ground I asked for (case 1), ground A returned (case 3),
ground F by telephone and then in writing (case 4; domain 11).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from fieldkit.assets import asset
from fieldkit.demo.people import DILYS
from fieldkit.demo.teller import Teller

JASPER = "EHE-2026-0104"
_LARKSPUR, _MEREHAM = "999001 Larkspur Academy", "999002 Mereham Primary"
_TERM, _HALF_TERM = date(2026, 9, 3), (date(2026, 10, 26), date(2026, 10, 30))
_AWAY = date(2026, 10, 12)


def tamsin(story: Teller) -> None:
    """Twenty school days away: coded N far too long, then O; the school asks to take her off its roll."""
    story.at("2026-10-22 15:10")
    _register(story, date(2026, 10, 22), "N", corrects=False)
    story.at("2026-10-23 16:20")
    absence = {"return_kind": "absence", "received_on": "23 10 2026", "absent_from": "12 10 2026"}
    absence |= {"told": "Ten school days today. No contact with home."}
    story.new(DILYS, "school-return", absence, parent="tamsin_case", called="tamsin_return")
    story.at("2026-11-16 09:40")
    _register(story, date(2026, 11, 13), "O", corrects=True)
    story.at("2026-11-16 11:15")
    asked = {
        "school": _LARKSPUR,
        "ground": "I",
        "ground_note": "Nobody knows where she is. We need the place.",
        "sick_or_prevented": "no",
        "school_enquired": "yes",
        "council_enquired": "no",
        "enquiries_found": "under-way",
        "enquiry_log": "School: calls, letter, emergency contacts, 12 to 22 October. Council: sixteen checks "
        "from 23 October to 3 November, three visits; the neighbouring council has not answered.",
        "signed_for_school": "Mrs J. Ambler",
    }
    story.new(DILYS, "roll-deletion", asked, parent="tamsin_case", called="tamsin_deletion")


def wren(story: Teller) -> None:
    """The new school confirms the start, and Mereham Primary returns the deletion whole."""
    story.at("2026-11-19 15:20")
    returned = {
        "school": _MEREHAM,
        "ground": "A",
        "deleted_from": "23 11 2026",
        "written_on": "19 11 2026",
        "evidence_held": "yes",
        "returned_on": "19 11 2026",
        "senior_class": "no",
        "full_name": "Wren Okonedo-Pyle",
        "address": "refuge",
        "emergency_phone": "07700 900103",
        "first_parent": "adaeze",
        "first_address": "refuge",
        "new_school": "999801 Northmoor Primary",
        "new_school_from": "23 11 2026",
    }
    story.new(DILYS, "roll-deletion", returned, parent="wren_case", called="wren_deletion")


def jasper(story: Teller) -> None:
    """Said by telephone first, which is not enough; then in writing, and met only when its day is past."""
    story.at("2026-11-09 11:10")
    child = {"forenames": "Jasper", "surname": "Finch-Loame", "dob": "19 7 2018", "upn": "L999200118004"}
    child |= {"school": _MEREHAM, "year_group": "4", "roll_status": "main"}
    about = {
        "case_type": "EHE",
        "received_at": "9 11 2026 11:00",
        "referrer_kind": "school",
        "referrer": "Mr T. Oakes, Mereham Primary",
        "reason": "Mother says by telephone that she will home educate.",
    }
    desk = story.book(DILYS)
    story.ids["jasper_case"], _ = desk.cases.new(about, child, reference=JASPER)
    _call(story, "9 11 2026 11:05", "phone-call", "Spoken word alone: his name stays on the roll.")
    story.at("2026-11-09 11:20")
    oral = {"school": _MEREHAM, "ground": "F", "notice_written": "no", "evidence_held": "no"}
    story.new(DILYS, "roll-deletion", oral, parent="jasper_case", called="jasper_deletion")
    story.at("2026-11-16 09:30")
    _call(story, "16 11 2026 09:20", "message", "Dated 16 November; she means to begin on 30 November.")
    paper = {"exhibit_kind": "paper", "description": "Mother's notice of home education, 16 November 2026"}
    paper |= {"reason": "document-seen", "from_whom": "Mr T. Oakes", "copy_kind": "copy"}
    notice, _ = desk.exhibits.attach_file(
        story.id("jasper_case"), asset("resources", "sample", "home-education-notice.pdf"), paper
    )
    written = {"notice_written": "yes", "notice_on": "16 11 2026", "leaves_on": "30 11 2026"}
    written |= {"evidence_held": "yes", "evidence": notice, "deleted_from": "1 12 2026"}
    story.correct(DILYS, "jasper_deletion", written, "Her letter came to the school")


def _call(story: Teller, when: str, kind: str, said: str) -> None:
    subject = "Told the school" if kind == "phone-call" else "Written notice"
    note = {"note_kind": kind, "happened_at": when, "subject": subject, "facts": said}
    story.new(DILYS, "note", note, parent="jasper_case")


def _register(story: Teller, last: date, code: str, *, corrects: bool) -> None:
    """Tamsin's marks to a day: present to 9 October, then one code."""
    lines = ["UPN,Name,Date,AM,PM"]
    for day in _school_days(last):
        am, pm = ("/", "\\") if day < _AWAY else (code, code)
        lines.append(f"N999400121001,Tamsin Quillfeather,{day.isoformat()},{am},{pm}")
    desk, case = story.book(DILYS).registers, story.id("tamsin_case")
    found = desk.examine(case, "\n".join(lines).encode(), f"tamsin-{last.isoformat()}.csv")
    desk.take_in(case, found, {"received_from": "Mrs J. Ambler"}, corrects=corrects)


def _school_days(last: date) -> Sequence[date]:
    days = [_TERM + timedelta(days=number) for number in range((last - _TERM).days + 1)]
    return [day for day in days if day.weekday() < 5 and not _HALF_TERM[0] <= day <= _HALF_TERM[1]]
