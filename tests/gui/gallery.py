"""Every component in its states, after `look/12-components.png`; only pictures and tests use it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from fieldkit.gui.draw import Piece
from fieldkit.gui.mark import named
from fieldkit.gui.widgets.agenda import Agenda, AgendaRow
from fieldkit.gui.widgets.banner import Banner, ErrorSummary, Notice
from fieldkit.gui.widgets.button import Button
from fieldkit.gui.widgets.check_answers import Answer, CheckAnswers
from fieldkit.gui.widgets.chip import Chip, StatusChip, TimerChip
from fieldkit.gui.widgets.choice import Choices
from fieldkit.gui.widgets.chronology import Chronology, Day, Entry
from fieldkit.gui.widgets.conflict import ConflictColumns, Side
from fieldkit.gui.widgets.date import DateField
from fieldkit.gui.widgets.empty import EmptyList
from fieldkit.gui.widgets.facts import ContextPanel
from fieldkit.gui.widgets.findings import FindingRow, Findings
from fieldkit.gui.widgets.link import LinkButton
from fieldkit.gui.widgets.locked import LateEdit, LockedHeader
from fieldkit.gui.widgets.marks import LOCKED, SENT, SIGNED, WAITING
from fieldkit.gui.widgets.photos import Photo, PhotoStrip
from fieldkit.gui.widgets.question import QuestionBlock
from fieldkit.gui.widgets.queue_table import QueueRow, QueueTable
from fieldkit.gui.widgets.risk_flag import RiskFlag
from fieldkit.gui.widgets.row_or_stack import RowOrStack
from fieldkit.gui.widgets.signoff import SignoffCard
from fieldkit.gui.widgets.tabs import Tabs
from fieldkit.gui.widgets.task_list import Task, TaskList
from fieldkit.gui.widgets.text import LongText, TextField
from fieldkit.gui.widgets.time import TimeField
from fieldkit.gui.widgets.words import Words, rule

ENTRIES = (
    Day("Friday 20 November 2026"),
    Entry(
        "1",
        "15:31",
        "house-line",
        "Home visit 1: child seen and spoken to (V02)",
        (
            (
                Piece("Not in education. Arrived 10:34, left "),
                Piece("11:12", struck=True, tone="muted"),
                Piece(" 11:21 "),
                Piece("(D.F. 15:12: “read from the timer”)", tone="muted"),
                Piece(". With Omar Teasel."),
            ),
        ),
        ("Corin’s words, 10:51, alone", "“I fell.”"),
        (LOCKED, WAITING),
    ),
    Entry(
        "2",
        "12:05",
        "first-aid-kit",
        "MASH referral, same day (E2)",
        ("By phone to Priya Lanham, reference M-1184. Bruise on left forearm, described as seen.",),
        marks=(WAITING,),
    ),
    Entry("3", "09:05", "eye", "Risk flag read", ("Dilys Farthing and Omar Teasel.",), marks=(SENT,)),
    Day("Wednesday 18 November 2026"),
    Entry("4", "16:20", "signature", "Visit plan approved", ("Petra Ashlock.",), marks=(SIGNED, SENT)),
)

TASKS = (
    Task("before", "Before you go", "done"),
    Task("arrival", "Arrival", "in_progress"),
    Task("child", "The child", "problem"),
    Task("home", "The home"),
    Task("papers", "Documents and photographs"),
    Task("check", "Check and lock", "locked", "When all sections are done", apart=True),
)


def section(words: str, *widgets: QWidget) -> QWidget:
    """A heading, its rule and what stands under it."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 16)
    column.setSpacing(10)
    column.addWidget(Words(words, "section_small"))
    column.addWidget(rule())
    for widget in widgets:
        column.addWidget(widget)
    return made


def line(*widgets: QWidget) -> QWidget:
    """Widgets beside each other."""
    made = RowOrStack()
    for widget in widgets:
        made.add(widget)
    return made


def buttons() -> QWidget:
    """Main, plain, destructive and link, at rest, busy and unavailable."""
    made = QWidget()
    grid = QGridLayout(made)
    for row, (words, kind) in enumerate((("Confirm", "main"), ("Back", "plain"), ("Withdraw", "danger"))):
        for column in range(3):
            button = Button(words, kind)
            named(button, f"{kind}_{column}", words)
            if column == 1:
                button.set_busy("Saving")
            if column == 2:
                button.set_unavailable("Nothing to confirm yet")
            grid.addWidget(button, row, column)
    link = LinkButton("Change", pad=12)
    named(link, "change_link", "Change")
    grid.addWidget(link, 3, 0)
    cap = Button("Plan a home visit", icon="house-line", key_cap="Ctrl+N")
    cap.set_wide()
    named(cap, "cap_button", "Plan a home visit")
    grid.addWidget(cap, 4, 0, 1, 3)
    return made


def chips() -> list[QWidget]:
    """The status chip and the safety timer in each state."""
    shown: list[Chip] = [StatusChip() for _ in range(5)] + [TimerChip() for _ in range(3)]
    shown[0].show_offline(6)
    shown[1].show_sending(2, 6)
    shown[2].show_sent("16:05")
    shown[3].show_needs_you(1)
    shown[4].show_refused("laptop revoked")
    shown[5].show_minutes("11:30", 32)
    shown[6].show_minutes("11:30", 0)
    shown[7].show_minutes("11:30", -10)
    for number, chip in enumerate(shown):
        named(chip, f"chip_{number}")
    return [line(*shown[:3]), line(*shown[3:5]), line(*shown[5:7]), line(shown[7])]


def question(name: str, editor: QWidget, label: str, problem: str = "", **more: object) -> QuestionBlock:
    """A question block with its editor."""
    block = QuestionBlock(label, **more)
    block.setObjectName(name)
    block.set_editor(editor)
    block.setProperty("problem", problem)
    return block


def questions() -> list[QWidget]:
    """A page of the visit form, after `look/03-visit-form.png`."""
    spoke = Choices(
        (("alone", "Yes, alone"), ("adult", "Yes, with an adult there"), ("saw", "No, only saw him"))
    )
    spoke.set_value("alone")
    time, called = TimeField(), DateField()
    time.set_value("09:51")
    called.set_value("2026-11-20")
    said, saw, think = LongText(2), LongText(4), LongText(4)
    said.set_value("“I fell.”")
    saw.set_value("Bruise on outer left forearm, about 3 cm, yellow at the edge.")
    think.set_value("Not sure a fall explains it. Tell MASH today.")
    pair = RowOrStack(equal=True, spacing=16)
    pair.add(question("saw", saw, "What did you see?", voice="fact"))
    pair.add(question("think", think, "What do you make of it?", voice="judgement", optional=True))
    many = Choices((("a", "Advice given"), ("b", "Phoned parent"), ("c", "Police matter")), many=True)
    many.set_value(["a"])
    many.set_unavailable("c", "PCSO 7714 does not hold this power")
    return [
        question("spoke", spoke, "Did you speak to Corin?"),
        question("when", time, "When did you speak to him?", "Enter a time after 10:34, when you arrived"),
        question("called", called, "When did you call?", hint="The day you stood at the door"),
        question("said", said, "What did Corin say, word for word?", voice="verbatim"),
        pair,
        question("done", many, "What was done?"),
        question("postcode", TextField(10), "Postcode", "Enter a full postcode, such as ZZ1 2AB"),
    ]


def banners() -> list[QWidget]:
    """Grey, amber, red, green."""
    return [
        Banner(
            Notice("n", "No network.", "Carry on: everything is kept on this laptop.", icon="cloud-slash")
        ),
        Banner(
            Notice(
                "d",
                "Disk nearly full: 400 MB left.",
                "Free some space before you add photographs.",
                "amber",
                "hard-drives",
            )
        ),
        Banner(Notice("p", "Page 12 does not agree with its record.", "Stop using this copy.", "red")),
        Banner(Notice("u", "Draft moved to the bin.", tone="green", act="Undo", closes=True)),
    ]


def gallery() -> QWidget:
    """The whole page."""
    page = QWidget()
    page.setProperty("ground", "surface")
    page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    outer = QHBoxLayout(page)
    outer.setContentsMargins(28, 24, 28, 24)
    outer.setSpacing(36)
    left, right = QVBoxLayout(), QVBoxLayout()
    outer.addLayout(left, 1)
    outer.addLayout(right, 1)
    locked = LockedHeader()
    locked.show_lock(
        "Dilys Farthing", "Friday 20 November 2026, 15:31", "Notebook line DF-L07 0218. Received 16:05."
    )
    card = SignoffCard()
    card.show_request("Approve: two-officer visit, 14 Sluice Lane", "Asked by Dilys Farthing.", own=False)
    flag = RiskFlag()
    flag.show_flag("Two officers", "Dangerous dog loose in the yard.", "Approved by Petra Ashlock.", True)
    context = ContextPanel()
    context.setProperty("ground", "sunken")
    context.add(flag)
    context.add_facts("Corin Halloway", (("Born", "2 May 2011, age 15"), ("UPN", "U999400118002")))
    context.add_facts(
        "Case", (("Officer", "Dilys Farthing"), ("Next act", "Update Quayside High by Tue 24 Nov"))
    )
    tasks = TaskList()
    named(tasks, "tasks", "Sections")
    tasks.set_rows(TASKS)
    tasks.set_current("child")
    tasks.setMaximumWidth(252)
    for made in (
        section("Buttons", buttons()),
        section("Status chip and safety timer", *chips()),
        section("Locked record header, late edit", locked, LateEdit("Omar Teasel", "20 November 15:24", "")),
        section("Sign-off card", card),
        section("Task list", tasks),
        section("Context panel", context),
    ):
        left.addWidget(made)
    strip = PhotoStrip()
    named(strip, "photos", "Photographs")
    strip.show_photos((Photo("1", "DF/2", "Tenancy letter: proves address"), Photo("2", "DF/3")))
    for made in (
        section("Questions", *questions()),
        section("Banners", *banners()),
        section("Photograph strip", strip),
        section(
            "Empty list",
            EmptyList("No stops recorded in this sweep yet", "Each stop appears here.", "Record"),
        ),
    ):
        right.addWidget(made)
    left.addStretch(1)
    right.addStretch(1)
    return page


def lists() -> QWidget:
    """Tabs, chronology, queue, findings, check answers, conflict, agenda."""
    page = QWidget()
    page.setProperty("ground", "surface")
    page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    column = QVBoxLayout(page)
    column.setContentsMargins(24, 12, 24, 24)
    tabs = Tabs()
    named(tabs, "tabs", "Parts of the case")
    tabs.show_tabs((("c", "Chronology"), ("f", "Family and school"), ("d", "Documents (4)")))
    story = Chronology()
    named(story, "chronology", "Chronology")
    story.set_rows(ENTRIES)
    queue = QueueTable()
    named(queue, "queue", "Queue")
    queue.show_queue(
        [
            QueueRow(
                "1", "waiting", "MASH referral: Corin Halloway", "CME-2026-0102, 12:05", "2 tries", True
            ),
            QueueRow("2", "waiting", "Home visit 1, locked", "CME-2026-0102, 15:31", "Not tried yet"),
            QueueRow("3", "sent", "Risk flag read: 14 Sluice Lane", "CME-2026-0102", "Received 09:06"),
            QueueRow("4", "needs_you", "Two telephone numbers", "CME-2026-0101", ""),
        ]
    )
    found = Findings()
    found.show_findings(
        [
            FindingRow("CME-13", "cannot_tell", "School told", "No update yet", "KCSIE"),
            FindingRow("RSK-02", "pass", "Two officers", "Omar Teasel was present.", "local"),
            FindingRow("EMP-04", "fail", "Works after 19:00", "Finished at 19:40", "CYPA 1933 s.18(1)(c)"),
        ]
    )
    check = CheckAnswers()
    check.show_answers(
        [
            (
                "The child",
                [
                    Answer("left", "Left", (Piece("11:12", struck=True), Piece(" 11:21 corrected by D.F."))),
                    Answer("words", "His words", (Piece("“I fell.”"),), "verbatim"),
                    Answer("fact", "Fact", (Piece("Bruise on outer left forearm."),), "fact"),
                    Answer("think", "Judgement", (Piece("Not sure a fall explains it."),), "judgement"),
                    Answer("photos", "Photographs"),
                ],
            )
        ]
    )
    conflict = ConflictColumns(
        Side("a", "You, Thursday 12 November, 16:05", "07700 900101", "From the school’s contact sheet."),
        Side("b", "Omar Teasel, 15:58", "07700 900118", "From the neighbour."),
        "Before both changes: 01632 960108.",
        "Keep both numbers",
    )
    agenda = Agenda()
    agenda.show_rows(
        [
            AgendaRow(
                "v1",
                "Home visit: Corin Halloway",
                "14 Sluice Lane, ZZ1 4CD, with Omar Teasel. CME-2026-0102",
                "10:30",
                warning="Two officers: risk flag not read. You cannot set off yet.",
                act="Read risk flag",
                main=True,
            ),
            AgendaRow(
                "d1", "Draft: doorstep note", "3 of 5 sections done.", icon="pencil-simple", act="Carry on"
            ),
        ]
    )
    summary = ErrorSummary()
    summary.show_problems([("when", "Enter a time after 10:34, when you arrived")])
    for made in (tabs, summary, agenda, story, queue, found, check, conflict):
        column.addWidget(made)
    column.addStretch(1)
    return page


def right_edge(area: QRect) -> QPoint:
    """From the middle of a row to its button."""
    return QPoint(area.width() // 2 - 20, 0)
