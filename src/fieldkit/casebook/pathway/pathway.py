"""The desk for the legal pathway: one action a parent, from the measure to the result, and its notices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from fieldkit.casebook import answers
from fieldkit.casebook.answers import Problem, Problems
from fieldkit.casebook.bundles.pages import PageNumbers
from fieldkit.casebook.desk import Desk
from fieldkit.casebook.legal.categories import Categories
from fieldkit.casebook.pathway import file as pathway_file
from fieldkit.casebook.pathway import gates as pathway_gates
from fieldkit.casebook.pathway import next_acts, notice_words
from fieldkit.casebook.pathway import reading as pathway_reading
from fieldkit.casebook.pathway.file import PENALTY, TO_IMPROVE, Way, Ways
from fieldkit.casebook.pathway.letters import Letters
from fieldkit.casebook.pathway.page import ActionRow, DefenceRow, HearingRow, Measure, PathwayPage, PointRow
from fieldkit.casebook.records import Records
from fieldkit.kinds.registry import kind_named
from fieldkit.kinds.times import day_in_words
from fieldkit.ledger.canonical import Json
from fieldkit.rules.finding import Finding, Verdict
from fieldkit.rules.registry import findings
from fieldkit.store import journal, records
from fieldkit.store.changes import Changes
from fieldkit.store.records import Held

_ORDER = (Verdict.FAIL, Verdict.CANNOT_TELL, Verdict.PASS)


class Pathway(Desk):
    """Each parent is a separate suspect with a way of their own (PAR-02); nothing here is about two."""

    def consider(self, case: str, person: str, typed: Mapping[str, Any] | None = None) -> tuple[str, Changes]:
        """Begin the way of one parent. The period is that of the referral unless another is typed.

        Raises `Problems` when the person is no parent of the child, `Trouble` when they have one open.
        """
        way = self.beside(Ways).of_case(case)
        given = dict(typed or {})
        machine: dict[str, Json] = {"person": person}
        if way.legal is not None:
            for name in ("period_from", "period_to"):
                if not given.get(name) and (told := way.legal.referral.value(name)):
                    machine[name] = told
        return self.beside(Records).new("legal-action", given, parent=case, machine=machine)

    def decide(self, action: str, typed: Mapping[str, Any] | None = None) -> Changes:
        """Decide on the measure, now, with the reason. Raises `Trouble` while something bars it."""
        values = answers.read(kind_named("legal-action"), typed or {}, self.context())
        machine = values | {"decided_at": self.now_text()}
        return self.beside(Records).move(action, "decided", machine=machine)

    def consider_eso(self, action: str, decision: str, reason: str) -> Changes:
        """Record whether an education supervision order is applied for, and why (s.447(1))."""
        if not reason.strip():
            raise Problems([Problem("eso_reason", "Say why, for the court (s.447)")])
        return self.beside(Records).correct(action, {"eso_decision": decision, "eso_reason": reason})

    def charge(self, action: str, typed: Mapping[str, Any] | None = None) -> Changes:
        """Issue the charge or lay the information, today unless a day is typed.

        Raises `Trouble` or `Problems`: no ESO decision, an open blocker, a notice that may still be paid, the
        single justice for an offence that can end in prison.
        """
        held = self.held(action)
        values = answers.read(kind_named("legal-action"), typed or {}, self.context())
        laid = values.get("laid_on") or held.value("laid_on") or self.today().isoformat()
        return self.beside(Records).move(action, "proceedings", machine={**values, "laid_on": laid})

    def result(self, action: str, typed: Mapping[str, Any] | None = None) -> Changes:
        """Record the result of the proceedings with fine, costs and orders; a parent who is convicted is
        categorised so (DP-02). Raises `Problems`.
        """
        values = answers.read(kind_named("legal-action"), typed or {}, self.context())
        changed = self.beside(Records).move(action, "result", machine=values)
        return changed | self.beside(Categories).convicted(action)

    def no_further_action(self, action: str, why: str) -> Changes:
        """End a way without proceedings, with the reason."""
        return self._ended(action, "no_further_action", why)

    def withdraw(self, action: str, why: str) -> Changes:
        """Withdraw proceedings, with the reason."""
        return self._ended(action, "withdrawn", why)

    def close(self, action: str) -> Changes:
        """Close a way that is at its end."""
        return self.beside(Records).move(action, "closed")

    def amounts(
        self, action: str, notice_kind: str = PENALTY, on: date | None = None
    ) -> tuple[int, int | None]:
        """What a notice to this parent would ask for on a day, and its reduced amount, in pounds.

        Raises `Trouble` when no notice may be issued, or the earlier ones are not known.
        """
        held, way = self.beside(Ways).of(action)
        day = on or self.today()
        return pathway_gates.amounts_due(way, held.text("person"), notice_kind, day, self.reference())

    def issue(
        self, action: str, notice_kind: str, typed: Mapping[str, Any] | None = None, *, record: str = ""
    ) -> tuple[str, Changes]:
        """Issue a notice to this parent for this child, its amounts worked out; today unless a day is typed.

        Raises `Trouble` past a blocker and for a third notice, `Problems` for what it lacks.
        """
        held, way = self.beside(Ways).of(action)
        given, model = dict(typed or {}), kind_named("notice")
        on = answers.read(model, given, self.context()).get("issued_on")
        day = date.fromisoformat(str(on)) if on else self.today()
        machine: dict[str, Json] = {
            "notice_kind": notice_kind,
            "person": held.text("person"),
            "child": way.child,
            "issued_on": day.isoformat(),
        }
        for name in ("period_from", "period_to"):
            if not given.get(name) and (told := held.value(name)):
                machine[name] = told
        if given.get("issuer") in (None, "", "council"):
            machine |= self._by_me()
        if notice_kind != TO_IMPROVE:
            pathway_gates.check_notice(way, held.text("person"), notice_kind, self.reference())
            pounds, reduced = self.amounts(action, notice_kind, day)
            machine |= {"amount": pounds, "reduced_amount": reduced}
        return self.beside(Records).new("notice", given, parent=held.home, record=record, machine=machine)

    def _by_me(self) -> dict[str, Json]:
        """This officer as the one who issues, if the code of conduct lets them (NF-11)."""
        may = notice_words.may_issue(tuple(self.me.roles), self.reference())
        return {"issuer": "council", "issuer_name": self.me.name, "authorised": may}

    def received(self, notice: str, on: str) -> Changes:
        """Record the day on which a notice was received: the days for paying begin with it."""
        return self.beside(Records).correct(notice, {"received_on": on})

    def paid(self, notice: str, on: str) -> Changes:
        """Record the day on which a notice was paid."""
        return self.beside(Records).correct(notice, {"paid_on": on})

    def withdraw_notice(self, notice: str, on: str, why: str) -> Changes:
        """Record that a notice was withdrawn, with the reason; it stays readable and no longer counts."""
        if not why.strip():
            raise Problems([Problem("why", "Say why the notice is withdrawn")])
        return self.beside(Records).correct(notice, {"withdrawn_on": on}, why)

    def improved(self, notice: str, answer: str) -> Changes:
        """Say whether attendance improved enough in the period of a Notice to Improve."""
        return self.beside(Records).correct(notice, {"improved": answer})

    def defend(self, action: str, code: str, typed: Mapping[str, Any]) -> tuple[str, Changes]:
        """Record one line of the defences sheet: raised, evidence, finding."""
        return self._line(action, "defence", {"defence_code": code}, code, typed)

    def prove(self, action: str, point: str, typed: Mapping[str, Any]) -> tuple[str, Changes]:
        """Say which paper proves a point, and where in it."""
        return self._line(action, "proof", {"point": point}, point, typed)

    def line_id(self, action: str, kind: str, code: str) -> str:
        """The record id of one line of the defences sheet or of the points to prove."""
        return pathway_file.part_id(action, kind, code)

    def line_words(self, kind: str, code: str) -> str:
        """What a line of either sheet is about."""
        return self.reference().label("defence" if kind == "defence" else "point-to-prove", code)

    def notice_typed(self, action: str, notice_kind: str) -> dict[str, str]:
        """The answers of a notice to this parent that are known before it is written, as typed."""
        held, way = self.beside(Ways).of(action)
        known = {"notice_kind": notice_kind, "person": held.text("person"), "child": way.child}
        days = {name: held.text(name) for name in ("period_from", "period_to")}
        typed = {name: day_in_words(date.fromisoformat(day)) for name, day in days.items() if day}
        return {**known, **typed, "issued_on": day_in_words(self.today())}

    def measures(self, action: str) -> tuple[Measure, ...]:
        """Every measure for this parent: offered or barred, and why."""
        held, way = self.beside(Ways).of(action)
        return pathway_reading.measures(way, held.text("person"), self.reference())

    def not_begun(self, case: str) -> Sequence[tuple[str, str]]:
        """Who is, or may be, a parent of the child (PAR-01) and has no way open: their ids and names.

        Nobody before a referral says the period: a way is about one.
        """
        way, book = self.beside(Ways).of_case(case), self.reference()
        if way.legal is None or not all(map(way.legal.referral.value, ("period_from", "period_to"))):
            return []
        return [
            (one.record, one.title)
            for one in way.file.of_kind("person")
            if pathway_file.may_be_parent(way, one.record, book)
            and not pathway_gates.is_open(way, one.record)
        ]

    def list(self, case: str = "") -> Sequence[ActionRow]:
        """The ways of a case, or of every case on this laptop; the list is logged once, with its ids."""
        home = self.held(case).home if case else ""
        with self.notebook.reading() as book:
            held = records.listed(book, kinds=["legal-action"], home=home, order="made_ms")
        ways = {one.home: self.beside(Ways).of_case(one.home) for one in held}
        rows = [self._row(one, ways[one.home]) for one in held]
        with self.notebook.writing() as book:
            journal.note(book, self.now().wall_ms, ["list", *(row.action for row in rows)])
        return rows

    def page(self, action: str) -> PathwayPage:
        """One parent's way read whole. Noted as looked at. Raises `Trouble` when it is not here."""
        held, way = self.beside(Ways).of(action)
        with self.notebook.writing() as store:
            journal.note(store, self.now().wall_ms, ["open", action])
        book, person = self.reference(), held.text("person")
        offence, tier = pathway_reading.offence_in(held), held.text("tier")
        act, *others = next_acts.acts(way, held, book)
        due = pathway_reading.deadline(pathway_file.offence_of(held, way.today), book)
        return PathwayPage(
            held=held,
            case=way.file.case,
            reference=way.file.case.text("reference"),
            person=person,
            parent=way.name(person),
            child=way.file.child.title if way.file.child else "",
            state_words=book.label("action-state", held.state),
            measure_words=book.label("legal-tier", tier) if tier else "",
            offence=offence,
            offence_words=book.label("offence", offence),
            court=pathway_reading.court_words(offence, book),
            regime=way.regime,
            eso_words=pathway_reading.eso_words(held, book),
            deadline=due,
            direction=pathway_reading.direction(held, way.today, book),
            blockers=pathway_gates.blockers_of(way, book),
            measures=pathway_reading.measures(way, person, book),
            notices=tuple(
                pathway_reading.notice_row(way, one, book, due) for one in way.of("notice", person)
            ),
            defences=self.defences(action),
            points=self.points(action),
            hearings=self._hearings(held, way),
            result_words=pathway_reading.result_words(held, book),
            orders=pathway_reading.orders(held, book),
            findings=self._findings(held, way),
            act=act,
            others=tuple(others),
        )

    def defences(self, action: str) -> tuple[DefenceRow, ...]:
        """The defences sheet of one parent: every line, asked or not."""
        held, recorded = self.held(action), self.beside(Ways).parts(action, "defence")
        return pathway_reading.defence_rows(
            held, recorded, pathway_reading.offence_in(held), self.reference()
        )

    def points(self, action: str) -> tuple[PointRow, ...]:
        """The points to prove against one parent, each with its paper and its page in the latest bundle."""
        ways = self.beside(Ways)
        held, way = ways.of(action)
        proofs, offence = ways.parts(action, "proof"), pathway_reading.offence_in(held)
        with self.notebook.reading() as store:
            papers = records.some(store, [proof.text("proved_by") for proof in proofs])
        pages = pathway_reading.pages_of(way, action)
        return pathway_reading.point_rows(held, proofs, offence, papers, pages, self.reference())

    def findings(self, action: str) -> tuple[Finding, ...]:
        """What the rules say of an action and of the notices to its parent, the fails first."""
        return self._findings(*self.beside(Ways).of(action))

    def _findings(self, held: Held, way: Way) -> tuple[Finding, ...]:
        book, person = self.reference(), held.text("person")
        given: list[object] = [pathway_file.offence_of(held, way.today)]
        if tier := held.text("tier"):
            given.append(pathway_file.measure_asked(way, person, tier))
        found = [one for one in findings(book, *given) if one.rule != "REF-12"]
        office = self.beside(Letters).office()
        for notice in way.of("notice", person):
            found += findings(book, notice_words.as_paper(notice, way, office, book))
            if notice.text("notice_kind") == PENALTY:
                asked = pathway_file.notice_as_issued(way, notice)
                found += findings(book, asked, pathway_file.served(way, notice))
        found += pathway_gates.blockers_of(way, book)
        return tuple(sorted(found, key=lambda one: _ORDER.index(one.verdict)))

    def _line(
        self, action: str, kind: str, machine: Mapping[str, Json], code: str, typed: Mapping[str, Any]
    ) -> tuple[str, Changes]:
        record = pathway_file.part_id(action, kind, code)
        with self.notebook.reading() as book:
            there = records.get(book, record) is not None
        if there:
            return record, self.beside(Records).correct(record, typed)
        return self.beside(Records).new(kind, typed, parent=action, record=record, machine=machine)

    def _ended(self, action: str, to: str, why: str) -> Changes:
        if not why.strip():
            raise Problems([Problem("why", "Say why")])
        return self.beside(Records).move(action, to, why)

    def _row(self, held: Held, way: Way) -> ActionRow:
        ways, book = self.beside(Ways), self.reference()
        person, offence, tier = held.text("person"), pathway_reading.offence_in(held), held.text("tier")
        proofs = ways.parts(held.record, "proof")
        points = pathway_reading.point_rows(held, proofs, offence, {}, PageNumbers(), book)
        return ActionRow(
            action=held.record,
            case=held.home,
            person=person,
            parent=way.name(person),
            measure=book.label("legal-tier", tier) if tier else "",
            state=held.state,
            state_words=book.label("action-state", held.state),
            deadline=pathway_reading.deadline(pathway_file.offence_of(held, way.today), book),
            direction=pathway_reading.direction(held, way.today, book),
            raised=sum(one.value("raised") == "yes" for one in ways.parts(held.record, "defence")),
            proved=sum(bool(point.paper) for point in points),
            points=len(points),
        )

    def _hearings(self, held: Held, way: Way) -> tuple[HearingRow, ...]:
        parent, reference = way.name(held.text("person")), way.file.case.text("reference")
        return tuple(
            pathway_reading.hearing_row(one, held, parent, reference, self.reference())
            for one in self.beside(Ways).parts(held.record, "hearing")
        )
