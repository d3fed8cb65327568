"""What an officer's own laptop says of a duress code: an all-clear, in every list and every line (LW-02).

Whoever stands behind the officer may read the lists, the history and what the shell prints. The ledger keeps
what was said; only the reading of it differs, and only on the laptops of the officer who said it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from fieldkit.kinds.safety import ALL_CLEAR, DURESS, SafetyEvent
from fieldkit.ledger.fold import State
from fieldkit.ledger.payload import Payload
from fieldkit.ledger.revision import Revision
from fieldkit.store import certificates, identity, settings
from fieldkit.store import revisions as ledger
from fieldkit.store.statements import rows

_FIELD = "event"
_EVENTS = "SELECT record FROM current WHERE kind = ?"
_BESIDE = "SELECT record FROM current WHERE parent = ? AND parent > '' AND kind = ?"


def is_own_duress(connection: Connection, revision: Revision) -> bool:
    """Whether this line is a duress code of the officer whose notebook this is."""
    said = revision.payload.fields.get(_FIELD) if revision.payload is not None else None
    return revision.header.kind == SafetyEvent.kind and said == DURESS and _is_own(connection, revision)


def own_codes(connection: Connection) -> dict[str, int]:
    """The timers that this officer ended by a duress code, and those codes, with when (UTC milliseconds).

    What colleagues looked at of them afterwards would say that they know.
    """
    events = [str(name) for (name,) in rows(connection, _EVENTS, SafetyEvent.kind)]
    found: dict[str, int] = {}
    for lines in ledger.of_records(connection, events).values():
        for line in lines:
            if is_own_duress(connection, line):
                told = {line.header.record, str(_parent([line]))}
                found |= dict.fromkeys(told, line.header.wall_ms)
    return found


def as_shown(connection: Connection, revisions: Sequence[Revision]) -> list[Revision]:
    """These lines as this laptop shows them. They are for reading alone: a changed one no longer verifies."""
    return [_shown(line) if is_own_duress(connection, line) else line for line in revisions]


def listed(
    connection: Connection, told: Mapping[str, Sequence[Revision]], states: Sequence[State]
) -> list[State]:
    """The states of records as this laptop lists them.

    An own duress code is an all-clear. What colleagues then wrote on that timer is not listed: it would say
    that they know.
    """
    if not any(state.kind == SafetyEvent.kind for state in states):
        return list(states)
    codes = [line for lines in told.values() for line in lines if is_own_duress(connection, line)]
    own = {line.header.record for line in codes}
    since = {str(_parent([line])): line for line in codes}
    found = []
    for state in states:
        if state.kind != SafetyEvent.kind:
            found.append(state)
        elif state.record in own:
            found.append(_cleared(state))
        elif not _answers(connection, told[state.record], since):
            found.append(state)
    return found


def _answers(connection: Connection, lines: Sequence[Revision], since: Mapping[str, Revision]) -> bool:
    """Whether a colleague wrote this after an own duress code on the same timer."""
    first = min(lines, key=lambda line: line.header.when)
    plan = _parent(lines)
    if plan is None or _is_own(connection, first):
        return False
    code = since.get(plan) or _code_on(connection, plan)
    return code is not None and first.header.when > code.header.when


def _code_on(connection: Connection, plan: str) -> Revision | None:
    events = [str(name) for (name,) in rows(connection, _BESIDE, plan, SafetyEvent.kind)]
    lines = [line for found in ledger.of_records(connection, events).values() for line in found]
    return next((line for line in lines if is_own_duress(connection, line)), None)


def _is_own(connection: Connection, revision: Revision) -> bool:
    """Written on this laptop, or on another one of the same officer."""
    if settings.get(connection, "identity") is None:
        return False
    me = identity.read(connection)
    if revision.header.chain == me.chain:
        return True
    author = certificates.by_key(connection, revision.header.key)
    return author is not None and author.holder.officer == me.officer


def _parent(lines: Sequence[Revision]) -> str | None:
    for line in lines:
        parent = line.payload.fields.get("parent") if line.payload is not None else None
        if isinstance(parent, str):
            return parent
    return None


def _shown(line: Revision) -> Revision:
    if line.payload is None:
        return line
    fields = dict(line.payload.fields) | {_FIELD: ALL_CLEAR}
    return replace(line, payload=Payload(fields, nonce=line.payload.nonce, salts=line.payload.salts))


def _cleared(state: State) -> State:
    said = state.fields[_FIELD]
    told = tuple(replace(one, value=ALL_CLEAR) if one.value == DURESS else one for one in said)
    return replace(state, fields={**state.fields, _FIELD: told})
