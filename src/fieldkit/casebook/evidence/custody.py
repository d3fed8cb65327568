"""The desk for custody: who had an exhibit or a recording, from whom, when, and what for (domain 8.2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from fieldkit.casebook.answers import Problem, Problems
from fieldkit.casebook.desk import Desk
from fieldkit.casebook.evidence import custody_rows
from fieldkit.casebook.evidence.custody_rows import CustodyPage
from fieldkit.casebook.gates import Intent, gate
from fieldkit.casebook.records import Records
from fieldkit.errors import Trouble
from fieldkit.kinds.times import local
from fieldkit.ledger.canonical import Json
from fieldkit.store.changes import Changes

KINDS = ("exhibit", "interview-recording")
_END = "disposed"
_SLACK = timedelta(minutes=1)


class CustodyLog(Desk):
    """Rows are added at any time, after the lock too, and never changed: a wrong one is put right by the
    next.
    """

    def add(
        self,
        item: str,
        typed: Mapping[str, Any],
        ink: Sequence[Sequence[int]] = (),
        *,
        signed_by: str = "",
    ) -> tuple[str, Changes]:
        """Add a row: what was done, when (now unless typed), from whom (who had it last unless typed), to
        whom, what for.

        `ink` is the signature of `signed_by`, none when they signed on paper. Raises `Problems`, and
        `Trouble` for a master opened without authority or an item that is gone.
        """
        told = custody_rows.rows(self, self._item(item).record)
        given = {name: said for name, said in typed.items() if said not in (None, "", [])}
        given.setdefault("from_whom", custody_rows.holder(told))
        machine: dict[str, Json] = {} if given.get("at") else {"at": self.now_text()}
        if signed_by.strip():
            drawn: list[Json] = [[int(point) for point in stroke] for stroke in ink]
            machine |= {"signed_by": signed_by.strip(), **({"ink": drawn} if drawn else {})}
        return self.beside(Records).new("custody", given, parent=item, machine=machine)

    def of(self, item: str) -> CustodyPage:
        """An item with its rows, its state and who has it now."""
        return custody_rows.page(self, self._item(item))

    def _item(self, item: str) -> Any:
        held = self.held(item)
        if held.kind not in KINDS:
            raise Trouble("Only exhibits and recordings have custody rows.")
        return held


@gate("custody", every_act=True)
def may_change_hands(desk: Desk, intent: Intent) -> None:
    """Rows follow one another in time and from hand to hand; none is ever changed or taken back."""
    if intent.held is not None:
        raise Trouble("A row of custody is never changed.", "Add a row that puts it right.")
    above = desk.held(intent.parent)
    if above.kind not in KINDS:
        raise Trouble("Only exhibits and recordings have custody rows.")
    told, values = custody_rows.rows(desk, above.record), intent.values
    code = desk.reference().code("custody-act", str(values.get("custody_act")))
    if code.has("master") and above.value("copy_kind") != "master":
        raise Trouble("Only a sealed master is opened by authority.", "Choose what was done with this item.")
    if told and told[-1].act == _END:
        raise Trouble("It was disposed of, so nothing more is done with it.")
    at = datetime.fromisoformat(str(values["at"]))
    if at > datetime.fromisoformat(desk.now_text()) + _SLACK:
        raise Problems([Problem("at", "Enter a time that has come")])
    if told and at < datetime.fromisoformat(told[-1].at):
        raise Problems(
            [Problem("at", f"Enter a time at or after {local(told[-1].at):%H:%M}, the row before")]
        )
    last = custody_rows.holder(told)
    if last and values.get("from_whom") != last and not str(values.get("gap") or "").strip():
        raise Problems([Problem("gap", f"{last} had it last: say why it does not come from there")])
