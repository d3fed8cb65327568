"""Fenmarch's own register: the council, its calendar for 2026/27, and its four schools."""

from __future__ import annotations

from fieldkit.demo.people import COUNCIL, LA_NUMBER, PETRA
from fieldkit.demo.teller import Teller

TERMS = """2026-09-03 2026-12-18 Autumn
2027-01-04 2027-03-24 Spring
2027-04-12 2027-07-20 Summer"""
CLOSURES = """2026-10-26 2026-10-30 Half term
2027-02-15 2027-02-19 Half term
2027-05-03 2027-05-03 Bank holiday
2027-05-31 2027-06-04 Half term"""

SCHOOLS = (
    ("larkspur", "Larkspur Academy", "999001", "999/4001", "academy", "secondary", "01632 960101"),
    ("mereham", "Mereham Primary", "999002", "999/2001", "maintained", "primary", "01632 960102"),
    ("quayside", "Quayside High", "999003", "999/4002", "maintained", "secondary", "01632 960103"),
    ("osier", "The Osier School", "999004", "999/7001", "special", "all-through", "01632 960104"),
)
LEADS = {
    "larkspur": "Mrs J. Ambler",
    "mereham": "Mr T. Oakes",
    "quayside": "Ms R. Pell",
    "osier": "Ms H. Drew",
}


def tell(story: Teller) -> None:
    """Petra Ashlock, who is also the administrator, sets up the register before the term."""
    story.at("2026-09-01 09:00")
    book = story.book(PETRA)
    story.ids["council"], _ = book.records.new(
        "council",
        {"name": COUNCIL, "la_number": LA_NUMBER, "service": "Attendance", "service_phone": "01632 960100"},
        home=book.me.register,
    )
    calendar = {
        "name": "Fenmarch 2026/27",
        "terms": TERMS,
        "closures": CLOSURES,
        "year_begins": "3 9 2026",
    }
    story.new(PETRA, "calendar", calendar, called="calendar")
    for short, name, urn, number, sort, phase, phone in SCHOOLS:
        school = {
            "name": name,
            "school_urn": urn,
            "dfe_number": number,
            "school_type": sort,
            "phase": phase,
            "calendar": "calendar",
            "opens": "08:45",
            "closes": "15:15",
            "phone": phone,
            "email": f"attendance@{short}.example.org",
            "attendance_lead": LEADS[short],
            "town": "Mereham",
        }
        story.new(PETRA, "school", school, called=short)
    story.new(
        PETRA, "school", {"name": "Fen Edge Hospital School", "school_urn": "999005", "town": "Fen Edge"}
    )
