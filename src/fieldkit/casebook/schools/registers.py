"""The desk for registers: a school's file taken in whole or not at all, and a pupil's year as it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fieldkit.casebook import answers
from fieldkit.casebook.desk import Desk
from fieldkit.casebook.evidence.sealed_files import held_file, let_go, place_of
from fieldkit.casebook.facts import CaseFile, day_of, word_of
from fieldkit.casebook.gates import Intent, gate
from fieldkit.casebook.legal import facts as legal_facts
from fieldkit.casebook.legal.files import LegalFiles
from fieldkit.casebook.records import Records
from fieldkit.casebook.schools import register_reading, roll_facts
from fieldkit.casebook.schools.register_page import ExtractRow, RegisterPage, RollRow
from fieldkit.casebook.schools.register_reading import STATED, BadRegister, ExaminedRegister, Fault
from fieldkit.errors import Trouble
from fieldkit.kinds.registry import kind_named
from fieldkit.kinds.times import Moment, day_in_words
from fieldkit.ledger.canonical import Json
from fieldkit.reference.register_layout import Layout
from fieldkit.rules.finding import Finding
from fieldkit.rules.registry import findings
from fieldkit.rules.school.attendance import is_persistent, is_severe, totals
from fieldkit.rules.school.marks import Register, marks_of
from fieldkit.rules.school.returns import overdue_reasons
from fieldkit.rules.school.weeks import fullest, year_of_weeks
from fieldkit.store import journal, settings
from fieldkit.store.changes import Changes
from fieldkit.store.progress import Say, silent
from fieldkit.store.records import Held

STOP, LEAVE_OUT = "stop", "leave-out"
_COLUMNS = "register columns"
_LARGEST = 16 << 20


@dataclass(frozen=True, slots=True)
class ImportedRegister:
    """What an import came to: `faults` are what was left out or kept as written by choice."""

    extract: str
    sessions: int
    faults: tuple[Fault, ...]
    replaced: str


class Registers(Desk):
    """An extract is one record with the marks of one pupil; its file is kept sealed beside it."""

    def examine(
        self,
        case: str,
        raw: bytes,
        name: str,
        *,
        columns: Mapping[str, str] | None = None,
        upn: str = "",
        say: Say = silent,
    ) -> ExaminedRegister:
        """Read a file for the child of a case. Nothing is kept yet; whatever `say` raises stops it.

        `columns` map a field (upn, surname, forename, name, date, session, mark, am, pm) to a title; `upn`
        chooses a pupil. Raises `Trouble`, `ChooseColumns`, `ChoosePupil`.
        """
        file, _ = self.beside(LegalFiles).case(case)
        layout = register_reading.columns_of(raw, self.remembered(), columns or {})
        child = (word_of(file.child, "upn") or "", file.child.title) if file.child else ("", "")
        return register_reading.examine(raw, name, layout, child, upn, file.calendar, say)

    def examine_file(
        self,
        case: str,
        path: Path,
        *,
        columns: Mapping[str, str] | None = None,
        upn: str = "",
        say: Say = silent,
    ) -> ExaminedRegister:
        """The same for a file on a disk. Raises `Trouble` also when it cannot be read."""
        try:
            if path.stat().st_size > _LARGEST:
                raise Trouble("The file is too large for a register.", "Export one year of few pupils.")
            raw = path.read_bytes()
        except OSError as fault:
            raise Trouble(f"{path} cannot be read.", "Check where the file is, then try again.") from fault
        return self.examine(case, raw, path.name, columns=columns, upn=upn, say=say)

    def layout_of(self, raw: bytes) -> Layout:
        """How a file would be read, by what was mapped before; for choosing columns. Raises `Trouble`."""
        try:
            return register_reading.columns_of(raw, self.remembered(), {})
        except register_reading.ChooseColumns as lacking:
            return lacking.layout

    def take_in(
        self,
        case: str,
        found: ExaminedRegister,
        typed: Mapping[str, Any] | None = None,
        *,
        on_bad: str = STOP,
        corrects: bool = False,
        say: Say = silent,
    ) -> tuple[ImportedRegister, Changes]:
        """Keep the marks and the file they came from, in one transaction.

        `on_bad` is "stop" (nothing is imported when anything is wrong) or "leave-out" (marks stay as written,
        lines that are none are left out). `corrects` says that the school put right the extract that stands,
        which this one then replaces. `typed` are received_at, received_from, the stated totals and the
        certificate. Raises `BadRegister`, `Problems`, `Trouble`.
        """
        say(0, 2, "Checking the register")
        file, before = self.beside(LegalFiles).case(case)
        given = {"received_at": Moment().typed(self.now_text()), **(typed or {})}
        values = answers.read(kind_named("register-extract"), given, self.context())
        faults = (*found.faults, *self._wrong_totals(case, found, values))
        if faults and on_bad != LEAVE_OUT:
            raise BadRegister(faults)
        machine = self._machine(file, found, values)
        if corrects and before is not None:
            machine["replaces"] = before.record
        say(1, 2, "Keeping the file")
        sealed = self.notebook.files.put([found.raw])
        try:
            machine["file"] = held_file(sealed, found.name, "text/csv")
            extract, changed = self.beside(Records).attach(
                "register-extract", given, machine, [place_of(sealed)], home=file.case.home, parent=case
            )
        except BaseException:
            let_go(self.notebook, [sealed])
            raise
        self._remember(found.columns)
        replaced = str(machine.get("replaces", ""))
        sessions = sum(mark != "-" for day in found.pupil.marks for mark in day[1:])
        return ImportedRegister(extract, sessions, tuple(faults), replaced), changed

    def reading(self, case: str) -> RegisterPage:
        """The register of the child of a case as it stands. Noted as looked at."""
        file, extract = self.beside(LegalFiles).case(case)
        with self.notebook.writing() as book:
            journal.note(book, self.now().wall_ms, ["open", extract.record if extract else case])
        book_of_rules, whole = self.reference(), legal_facts.whole_register(file, extract)
        found = totals(whole)
        period = self._period(case)
        return RegisterPage(
            case=case,
            reference=file.case.text("reference"),
            child=file.child.title if file.child else "",
            extract=extract.record if extract else "",
            school=_school(extract) or (_school(file.child) if file.child else ""),
            has_calendar=file.calendar is not None,
            facts=whole,
            totals=found,
            period=(period[0].isoformat(), period[1].isoformat()) if period else None,
            in_period=totals(Register(whole.calendar, whole.marks, *period)) if period else None,
            persistent=is_persistent(found, book_of_rules),
            severe=is_severe(found, book_of_rules),
            overdue=overdue_reasons(whole, file.today, book_of_rules),
            window=fullest(whole, book_of_rules),
            weeks=year_of_weeks(whole, book_of_rules),
            findings=self._findings(file, extract),
            certificate=_certificate(extract),
            extracts=tuple(self._rows(file)),
            roll=tuple(
                RollRow(held.record, held.kind, held.title, held.line)
                for held in file.parts
                if held.kind in roll_facts.KINDS
            ),
        )

    def findings(self, case: str) -> tuple[Finding, ...]:
        """What the rules say of a register and of the roll: ten in ten, the school's returns, deletions."""
        return self._findings(*self.beside(LegalFiles).case(case))

    def _findings(self, file: CaseFile, extract: Held | None) -> tuple[Finding, ...]:
        facts = roll_facts.of_case(file, extract)
        if extract is not None:
            facts = (legal_facts.whole_register(file, extract), *facts)
        found = findings(self.reference(), *facts)
        return tuple(one for one in found if one.rule == "NF-01" or one.rule.startswith("CME-"))

    def original(self, extract: str) -> bytes:
        """The untouched bytes of the file, checked against their hash. Raises `Trouble`."""
        from fieldkit.casebook.evidence.exhibits import Exhibits

        with self.notebook.writing() as book:
            journal.note(book, self.now().wall_ms, ["original", extract])
        return self.beside(Exhibits).file_bytes(self.held(extract), "file")

    def remembered(self) -> Mapping[str, str]:
        """Which title was last mapped to which field, on this laptop."""
        with self.notebook.reading() as book:
            return dict(settings.get(book, _COLUMNS, {}))

    def _remember(self, columns: Mapping[str, str]) -> None:
        with self.notebook.writing() as book:
            known = dict(settings.get(book, _COLUMNS, {}))
            settings.put(book, _COLUMNS, known | {title: name for name, title in columns.items()})

    def _machine(
        self, file: CaseFile, found: ExaminedRegister, values: Mapping[str, Json]
    ) -> dict[str, Json]:
        machine: dict[str, Json] = {"marks": [list(day) for day in found.pupil.marks]}
        if not values.get("school") and file.child is not None:
            machine["school"] = file.child.value("school")
        return machine

    def _wrong_totals(
        self, case: str, found: ExaminedRegister, values: Mapping[str, Json]
    ) -> Sequence[Fault]:
        """What the school states against the whole file and against the period that it refers."""
        sums, period = [found.totals], self._period(case)
        if period is not None:
            file, _ = self.beside(LegalFiles).case(case)
            marks = marks_of(found.pupil.marks)
            sums.insert(0, totals(Register(file.calendar, marks, *period)))
        return register_reading.totals_that_differ(values, sums)

    def _period(self, case: str) -> tuple[Any, Any] | None:
        held = self.beside(LegalFiles).latest(case)
        if held is None:
            return None
        first, last = day_of(held, "period_from"), day_of(held, "period_to")
        return (first, last) if first and last else None

    def _rows(self, file: CaseFile) -> list[ExtractRow]:
        held = file.of_kind("register-extract")
        replaced = {item.text("replaces") for item in held}
        return [self._row(item, item.record in replaced) for item in reversed(held)]

    def _row(self, held: Held, corrected: bool) -> ExtractRow:
        told = held.value("file")
        about = told if isinstance(told, dict) else {}
        return ExtractRow(
            extract=held.record,
            received_at=held.text("received_at"),
            received_from=held.text("received_from"),
            school=_school(held),
            sessions=held.title.partition(": ")[2],
            file_name=str(about.get("name", "")),
            sha256=str(about.get("sha256", "")),
            certified=", ".join(words for _, words in _certificate(held)[:2]),
            corrected=corrected,
            here=bool(about) and self.notebook.files.has(str(about["id"])),
        )


@gate("outside-meeting")
def _signed_off_by_a_manager(_desk: Desk, intent: Intent) -> None:
    """Only a manager's decision signs a meeting off or refuses it (CME-14); anybody may ask again."""
    if intent.to in ("agreed", "refused"):
        raise Trouble("A manager signs this meeting off.", "Ask a manager to decide on it.")


def _school(held: Held | None) -> str:
    told = held.value("school") if held is not None else None
    return str(told["name"]) if isinstance(told, dict) else ""


def _certificate(extract: Held | None) -> tuple[tuple[str, str], ...]:
    """Who signed the certificate, as what, when, and the totals it states."""
    if extract is None:
        return ()
    signed = day_of(extract, "certified_on")
    told = [
        ("Signed by", extract.text("certified_by")),
        ("Signed as", extract.text("certified_as")),
        ("Signed on", day_in_words(signed) if signed else ""),
    ]
    stated = [(name, extract.value(f"stated_{name}")) for name in STATED]
    told += [(f"{name.capitalize()}, stated", str(figure)) for name, figure in stated if figure is not None]
    return tuple((label, words) for label, words in told if words)
