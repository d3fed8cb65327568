"""The desk for the audit log: what was read, let out, combined and erased, told from the ledger (s.62)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from fieldkit.casebook.audit import file as audit_file
from fieldkit.casebook.audit import letting_out
from fieldkit.casebook.audit.file import AuditRow
from fieldkit.casebook.audit.looks import Looks
from fieldkit.casebook.desk import Desk
from fieldkit.errors import Trouble
from fieldkit.keys.certificates import DeviceCertificate
from fieldkit.keys.documents import Document
from fieldkit.kinds.record import links
from fieldkit.kinds.registry import KINDS
from fieldkit.kinds.times import LONDON
from fieldkit.ledger.canonical import Json
from fieldkit.ledger.revision import Revision, Type
from fieldkit.store import certificates, disguise, records, revisions
from fieldkit.store.changes import Changes
from fieldkit.store.durable import write_durably
from fieldkit.store.records import Held

_MANAGES = frozenset({"MGR", "ADM"})
_SEEN = {"open": "screen", "list": "list", "search": "search", "original": "file", "bundle": "bundle"}
_ABOUT = ("person", "child")


@dataclass(frozen=True, slots=True)
class AuditLog:
    """The log of a case or person. `looks_of` names the officers whose looks are in it.

    `everybody` says whether those of others were asked for; they are in it as far as they are held here.
    """

    subject: str
    case: str
    title: str
    since: str
    until: str
    rows: tuple[AuditRow, ...]
    looks_of: tuple[str, ...]
    everybody: bool


class Audit(Desk):
    """No second log: every row is a line of the ledger, or one look that a line of it holds."""

    def of(
        self,
        subject: str,
        *,
        since: date | None = None,
        until: date | None = None,
        everybody: bool | None = None,
    ) -> AuditLog:
        """What happened to a case or person on these UK days, both included.

        `everybody` asks for the looks of others too, as a manager does. Raises `Trouble` for who may not.
        """
        me = self.me
        manages = bool(_MANAGES & set(me.roles))
        if everybody and not manages:
            raise Trouble(
                "What other officers looked at is for a manager.", "Ask a manager for it, or leave it out."
            )
        if since and until and until < since:
            raise Trouble("The period ends before it begins.", "Give the first day first.")
        held, everybody = self.held(subject), manages if everybody is None else everybody
        self.beside(Looks).fold()
        scope = _Scope(held, self._about(held), self._moves(held.home), everybody, self._unsaid())
        told = [row for line in self._lines() for row in self._rows(*line, scope)]
        first, last = since.isoformat() if since else "", until.isoformat() if until else "9999"
        rows = [row for row in told if first <= row.local[:10] <= last]
        return AuditLog(
            subject=held.record,
            case=held.home,
            title=held.text("reference") or held.title,
            since=since.isoformat() if since else "",
            until=until.isoformat() if until else "",
            rows=tuple(sorted(rows, key=lambda row: (row.utc, row.object_id))),
            looks_of=tuple(sorted({row.user for row in rows if row.operation == "consultation"})),
            everybody=everybody,
        )

    def export(self, log: AuditLog, path: Path, *, reason: str = "", recipient: str = "") -> Changes:
        """Write the log as CSV with its signed manifest beside it; the export is logged. Raises `Trouble`."""
        raw = audit_file.csv_of(log.rows)
        signing = self.notebook.vault.signing
        with self.notebook.reading() as book:
            certificate = certificates.by_key(book, signing.id)
        if certificate is None:
            raise Trouble("This laptop has no certificate to sign with.", "Send and receive, then try again.")
        looks: list[Json] = list(log.looks_of)
        body = audit_file.about(
            raw, subject=log.subject, since=log.since, until=log.until, made_ms=self.now().wall_ms,
            looks_of=looks, everybody=log.everybody, certificate=certificate.raw.hex(),
        )  # fmt: skip
        what = f"Audit log of {log.title}, {len(log.rows)} rows"
        changed = letting_out.export(
            self.beside(Looks), log.case, path, raw, what, recipient=recipient, reason=reason
        )
        beside = path.with_name(path.name + audit_file.ENDING)
        try:
            write_durably(beside, Document.sign(audit_file.KIND, body, signing).raw)
        except OSError as fault:
            raise Trouble(
                f"{beside} cannot be written.", "Choose another place, then export again."
            ) from fault
        return changed

    def _about(self, held: Held) -> Mapping[str, Held]:
        """The records that the log is about: all of a case, or a person and what names them."""
        with self.notebook.reading() as book:
            there = records.listed(book, home=held.home, withdrawn=True)
        if held.kind not in _ABOUT:
            return {one.record: one for one in (held, *there)}
        return {one.record: one for one in there if one.record == held.record or held.record in _named(one)}

    def _unsaid(self) -> Mapping[str, int]:
        """Of what, and from when on, the looks of colleagues are not told on this laptop (LW-02)."""
        with self.notebook.reading() as book:
            return disguise.own_codes(book)

    def _lines(self) -> Sequence[tuple[Revision, DeviceCertificate | None]]:
        found: list[Revision] = []
        with self.notebook.reading() as book:
            who, after, more = certificates.all_of(book), 0, True
            while more:
                page, after = revisions.everything(book, after)
                found += page
                more = bool(after)
        return [(line, who.get(line.header.key)) for line in found]

    def _moves(self, home: str) -> Sequence[Held]:
        with self.notebook.reading() as book:
            return records.listed(book, kinds=["regime-change"], home=home, order="made_ms")

    def _rows(self, line: Revision, who: DeviceCertificate | None, scope: _Scope) -> Iterator[AuditRow]:
        fields = line.payload.fields if line.payload is not None else {}
        if line.header.kind == "look":
            own = who is not None and who.holder.officer == self.me.officer
            looks = fields.get("looks")
            for look in looks if isinstance(looks, list) and (own or scope.everybody) else ():
                if isinstance(look, list) and len(look) > 1:
                    at, what, *ids = (str(part) for part in look)
                    seen = tuple(
                        name
                        for name in ids
                        if name in scope.about and (own or int(at) < scope.unsaid.get(name, int(at) + 1))
                    )
                    if seen:
                        act = _Row(int(at), who, "consultation", _SEEN.get(what, what), len(ids))
                        yield _told(act, seen, scope, fields)
        elif line.header.record in scope.about:
            act = _Row(line.header.wall_ms, who, *_act(line, fields), 1)
            yield _told(act, (line.header.record,), scope, fields)


@dataclass(frozen=True, slots=True)
class _Scope:
    """What a log is about, the moves of its case from one regime to another, and what is not said of it."""

    held: Held
    about: Mapping[str, Held]
    moves: Sequence[Held]
    everybody: bool
    unsaid: Mapping[str, int]

    def regime(self, at_ms: int) -> str:
        """Under which regime the case was then."""
        past = [move.text("regime") for move in self.moves if move.made_ms <= at_ms]
        return past[-1] if past else "UKGDPR"


@dataclass(frozen=True, slots=True)
class _Row:
    at_ms: int
    who: DeviceCertificate | None
    operation: str
    channel: str
    count: int


def _told(row: _Row, subjects: tuple[str, ...], scope: _Scope, fields: Mapping[str, Json]) -> AuditRow:
    at = datetime.fromtimestamp(row.at_ms / 1000, UTC)
    let_out, there = row.operation == "disclosure", scope.about[subjects[0]]
    reason = fields.get("reason") if let_out else fields.get("@why") or fields.get("@ground")
    return AuditRow(
        utc=at.isoformat(timespec="seconds").replace("+00:00", "Z"),
        local=at.astimezone(LONDON).isoformat(timespec="seconds"),
        user=row.who.holder.name if row.who else "",
        role=" ".join(row.who.holder.roles) if row.who else "",
        device=row.who.holder.mark if row.who else "",
        operation=row.operation,
        object_type=there.kind,
        object_id=there.record,
        subjects=subjects,
        case=scope.held.home,
        regime=scope.regime(row.at_ms),
        recipient=str(fields.get("recipient") or "") if let_out else "",
        channel=row.channel,
        count=row.count,
        reason=str(reason or ""),
    )


def _named(held: Held) -> set[str]:
    kind = KINDS.get(held.kind)
    told = [held.value(item.name) for item in links(kind)] if kind else []
    flat = [name for value in told for name in (value if isinstance(value, list) else [value])]
    return {name for name in (*flat, held.parent) if isinstance(name, str)}


def _act(line: Revision, fields: Mapping[str, Json]) -> tuple[str, str]:
    """What a line of the ledger is in the words of s.62, and by which channel."""
    if line.header.kind == "release":
        return "disclosure", str(fields.get("release_kind") or "")
    if line.header.type == Type.ERASE:
        return "erasure", "ledger"
    if line.header.kind == "link":
        return "combination", "ledger"
    return ("alteration" if line.header.bases else "collection"), "ledger"
