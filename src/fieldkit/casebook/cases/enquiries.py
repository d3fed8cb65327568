"""The desk for the reasonable-enquiries checklist: every line of it, and what it still needs (CME-11)."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fieldkit.casebook.desk import Desk
from fieldkit.casebook.records import Records
from fieldkit.store import records
from fieldkit.store.changes import Changes


@dataclass(frozen=True, slots=True)
class EnquiryRow:
    """One line of the checklist: its words, whether it is needed before a visit, and its result so far."""

    code: str
    label: str
    group: str
    required: bool
    record: str
    result: str
    result_words: str
    made_on: str
    source: str
    found: str
    recorded: bool


class Enquiries(Desk):
    """A line's record id follows from case and line, so that two officers meet in one record."""

    def list(self, case: str) -> Sequence[EnquiryRow]:
        """Every line of the checklist, in its order."""
        home = self.held(case).home
        with self.notebook.reading() as book:
            made = {item.record: item for item in records.listed(book, kinds=["enquiry"], home=home)}
        labels = self.reference()
        rows = []
        for code in labels.codes("enquiry-line"):
            name = record_id(home, code.code)
            held = made.get(name)
            result = held.text("result") if held else "not-started"
            rows.append(
                EnquiryRow(
                    code=code.code,
                    label=code.label,
                    group=labels.label("enquiry-group", code.mark("group")),
                    required=code.has("required"),
                    record=name,
                    result=result,
                    result_words=labels.label("enquiry-result", result),
                    made_on=held.text("made_on") if held else "",
                    source=held.text("source") if held else "",
                    found=(held.text("result_notes") or held.text("reason")) if held else "",
                    recorded=held is not None,
                )
            )
        return rows

    def record(self, case: str, line: str, typed: Mapping[str, Any]) -> tuple[str, Changes]:
        """Record what came of a line, or give it a new result. Raises `Problems`."""
        home = self.held(case).home
        code = self.reference().code("enquiry-line", line)
        name = record_id(home, code.code)
        desk = self.beside(Records)
        with self.notebook.reading() as book:
            held = records.get(book, name)
        if held is not None:
            return name, desk.correct(name, typed)
        return desk.new("enquiry", typed, parent=case, record=name, machine={"line_code": code.code})


def record_id(home: str, line: str) -> str:
    """The record id of one checklist line of one case (UUID version 5)."""
    return str(uuid.uuid5(uuid.UUID(home), f"enquiry/{line}"))
