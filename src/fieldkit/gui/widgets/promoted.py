"""The widgets a form may use: Qt turns one that is missing here into a plain QWidget without a word."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any

#: class: the module under `fieldkit.gui` that holds it; a module is imported when a form first needs any.
PROMOTED: dict[str, str] = {
    "Agenda": "widgets.agenda",
    "AnswerList": "widgets.answer_list",
    "Asking": "widgets.asking",
    "BannerArea": "widgets.banner",
    "ErrorSummary": "widgets.banner",
    "Button": "widgets.button",
    "CheckAnswers": "widgets.check_answers",
    "Chip": "widgets.chip",
    "StatusChip": "widgets.chip",
    "TimerChip": "widgets.chip",
    "Choices": "widgets.choice",
    "Chronology": "widgets.chronology",
    "ContextPanel": "widgets.facts",
    "DateField": "widgets.date",
    "DateRows": "widgets.date_rows",
    "EmptyList": "widgets.empty",
    "FindField": "widgets.find_field",
    "FactRows": "widgets.facts",
    "Findings": "widgets.findings",
    "FootBar": "widgets.foot",
    "GoToPage": "widgets.go_to_page",
    "HoursRuler": "widgets.ruler",
    "IconLabel": "widgets.words",
    "IconLine": "widgets.words",
    "InterviewPanel": "widgets.interview_panel",
    "Keypad": "widgets.keypad",
    "LinkButton": "widgets.link",
    "LockedHeader": "widgets.locked",
    "LongText": "widgets.text",
    "MenuField": "widgets.menu_field",
    "Outline": "widgets.outline",
    "PartList": "widgets.part_list",
    "Preview": "widgets.preview",
    "PassphraseField": "widgets.passphrase",
    "PhotoStrip": "widgets.photos",
    "QuestionBlock": "widgets.question",
    "QueueTable": "widgets.queue_table",
    "RecordSoFar": "widgets.record_so_far",
    "Header": "header",
    "Rail": "rail",
    "RegisterImport": "widgets.register_import",
    "RiskFlag": "widgets.risk_flag",
    "RowOrStack": "widgets.row_or_stack",
    "SignoffCard": "widgets.signoff",
    "RightsKeys": "widgets.interview_panel",
    "Spoken": "widgets.spoken",
    "Stage": "widgets.stage",
    "TableRows": "widgets.table_rows",
    "Tabs": "widgets.tabs",
    "TaskList": "widgets.task_list",
    "TextField": "widgets.text",
    "TimeField": "widgets.time",
    "Transcript": "widgets.transcript",
    "Verdicts": "widgets.verdicts",
    "Words": "widgets.words",
    "YearStrip": "widgets.year_strip",
}


class Classes(dict[str, Any]):
    """Looks each class up when it is first asked for, so that the first window imports little."""

    def __contains__(self, name: object) -> bool:
        return name in PROMOTED

    def __missing__(self, name: str) -> Any:
        made = getattr(import_module(f"fieldkit.gui.{PROMOTED[name]}"), name)
        self[name] = made
        return made


@cache
def classes() -> Classes:
    """The promoted classes by name; each is built with `parent=` alone."""
    return Classes()
