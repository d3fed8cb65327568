"""How the shell shows a record: as the JSON that `new --from` takes, and as plain lines."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from fieldkit.casebook.answers import words_of
from fieldkit.casebook.casebook import Casebook
from fieldkit.casebook.pages import Line, Page
from fieldkit.cli.telling import table
from fieldkit.kinds.answers import Answer, Choice, Link, Named, Number
from fieldkit.kinds.record import Question, Record, question, questions, sections
from fieldkit.kinds.registry import KINDS, kind_named
from fieldkit.ledger.fold import STATE
from fieldkit.reference.codes import code_list
from fieldkit.store.records import Held


def page_document(casebook: Casebook, page: Page) -> dict[str, Any]:
    """A record with its answers, corrections and disputes, as plain values."""
    held = page.held
    found = row_document(held) | {
        "state_words": page.state,
        "values": held.values,
        "answers": [asdict(row) for row in page.rows],
        "disputes": [
            {
                "field": name,
                "answers": [asdict(each) | {"words": words} for each, words in _offered(held, name)],
            }
            for name in held.disputed
        ],
        "sealed_by": page.sealed_by,
        "sealed_at": page.sealed_at,
        "seal_line": page.seal_line,
        "received": page.received,
        "addenda": [asdict(line) for line in page.addenda],
        "late": [asdict(line) for line in page.late],
    }
    if held.kind == "case" and isinstance(child := held.value("child"), str):
        there = casebook.held(child)
        found["child"] = {"record": there.record, "kind": there.kind, "values": there.values}
    return found


def row_document(held: Held) -> dict[str, Any]:
    """What lists say of a record."""
    return {
        "record": held.record,
        "kind": held.kind,
        "title": held.title,
        "line": held.line,
        "state": held.state,
        "home": held.home,
        "parent": held.parent,
        "happened": held.happened,
        "due": held.due,
        "locked": held.locked,
        "withdrawn": held.withdrawn,
        "disputed": list(held.disputed),
    }


def page_lines(page: Page) -> str:
    """A record to be read on a terminal: corrections below the answer that they replaced."""
    held = page.held
    marks = ["locked"] * held.locked + ["withdrawn"] * held.withdrawn
    lines = [
        held.title,
        f"{kind_named(held.kind).label} {held.record} {page.state} {' '.join(marks)}".rstrip(),
    ]
    section = ""
    for row in page.rows:
        if row.section != section:
            section = row.section
            lines += ["", section]
        lines.append(f"  {row.label}: {'(erased)' if row.erased else row.words or 'Not provided'}")
        lines += [f"    [was: {was.words}; {was.initials} {was.at}] {was.why}" for was in row.corrections]
        lines += [f"    {number}. {who}: {words}" for number, (who, words) in enumerate(row.disputed, 1)]
    if page.sealed_by and page.sealed_at:
        lines += ["", f"Signed and locked by {page.sealed_by} on {page.sealed_at:%d %B %Y at %H:%M}, line "
                      f"{page.seal_line}. {page.received}".rstrip()]  # fmt: skip
    for name, told in (("Addendum", page.addenda), ("Late edit", page.late)):
        for line in told:
            lines += ["", f"{name}, {line.who}, {line.at:%d %B %Y at %H:%M}", *_fields(line)]
    return "\n".join(lines)


def history_lines(lines: tuple[Line, ...]) -> str:
    """Every line of a record's history: when, who, what."""
    told = []
    for line in lines:
        late = " (late)" if line.late else ""
        told += [
            f"{line.at:%d %B %Y %H:%M}  {line.notebook_line}  {line.who}: {line.act}{late}",
            *_fields(line),
        ]
        told += [f"    Why: {line.why}"] * bool(line.why)
        told += [f"    {line.received}"] * bool(line.received)
    return "\n".join(told)


def kinds_document() -> list[dict[str, Any]]:
    """Every kind of record, in short."""
    return [
        {"kind": name, "label": kind.label, "lives_in": kind.lives_in, "parents": list(kind.parents),
         "states": list(kind.moves), "locked": kind.seals}
        for name, kind in KINDS.items()
    ]  # fmt: skip


def schema_document(name: str) -> dict[str, Any]:
    """What a kind asks, in what order, and how it moves."""
    kind = kind_named(name)
    return {
        "kind": name,
        "label": kind.label,
        "schema": kind.schema_version,
        "lives_in": kind.lives_in,
        "parents": list(kind.parents),
        "moves": {state: list(there) for state, there in kind.moves.items()},
        "locked": kind.seals,
        "sections": list(sections(kind)),
        "fields": [_field(item) for item in questions(kind)],
    }


def schema_lines(name: str) -> str:
    """The questions of a kind as columns: field, type, from which state it is needed, question."""
    kind: type[Record] = kind_named(name)
    rows = [
        (item.name, item.answer.name + ("s" if item.many else ""), item.ask.needed or "-", item.label)
        for item in questions(kind)
        if item.ask.asked
    ]
    ways = [f"{state} -> {', '.join(there) or 'end'}" for state, there in kind.moves.items()]
    return "\n".join([table([("FIELD", "TYPE", "NEEDED", "QUESTION"), *rows], ""), *ways])


def _field(item: Question) -> dict[str, Any]:
    ask = item.ask
    return {
        "name": item.name,
        "question": item.label,
        "section": ask.section,
        "hint": ask.hint,
        "voice": ask.voice,
        "type": item.answer.name,
        "many": item.many,
        "needed": ask.needed,
        "asked": ask.asked,
        "when": {"field": ask.when[0], "is": list(ask.when[1])} if ask.when else None,
    } | _more(item.answer)


def _more(answer: Answer) -> dict[str, Any]:
    if isinstance(answer, Choice):
        codes = code_list(answer.codes)
        return {"codes": [{"code": code.code, "label": code.label, "hint": code.hint} for code in codes]}
    if isinstance(answer, Link):
        return {"kinds": list(answer.kinds)}
    if isinstance(answer, Named):
        return {"of": answer.of}
    if isinstance(answer, Number):
        return {"least": answer.least, "most": answer.most}
    return {}


def _offered(held: Held, name: str) -> list[tuple[Any, str]]:
    told = held.folded.fields[name]
    if name == STATE:
        return [(each, str(each.value)) for each in told]
    item = question(kind_named(held.kind), name)
    return [(each, words_of(item, each.value)) for each in told]


def _fields(line: Line) -> list[str]:
    return [f"    {label}: {words}" for label, words in line.fields if words]
