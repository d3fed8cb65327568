"""What the monthly return of legal activity counts (domain 10): every figure with the records behind it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from fieldkit.reference import Reference
from fieldkit.rules.registry import RULES
from fieldkit.rules.returns import UNKNOWN, Figure, Sum, Table, Tally, Within

RECEIVED, NOTICES, CHARGES = "received", "notices", "charges"
RETURNED, DECISIONS, RESULTS, CONSIDERED, MADE = "returned", "decisions", "results", "considered", "eso-made"


@dataclass(frozen=True, slots=True)
class LegalEvent:
    """Something that happened to one record in the time counted.

    `what` is received, returned, decided, notice, charge, result, considered or made; `code` its sort: a code
    of `notice-kind` (a second penalty notice is "second"), of `legal-tier`, `court-result` or `eso-decision`.
    `failed` are the ids of the checks that a referral was returned for, `days` those from its receipt to the
    decision, None when it is not known.
    """

    id: str
    what: str
    code: str = ""
    failed: tuple[str, ...] = ()
    days: int | None = None


def legal_tally(events: Iterable[LegalEvent], book: Reference) -> Tally:
    """The return of these events before anything is hidden, the same in whatever order they come."""
    ids = _by_key(sorted(events, key=lambda event: (event.id, event.what, event.code)), book)

    def figure(key: str, label: str) -> Figure:
        return Figure(key, label, tuple(ids.get(key, ())))

    checks = sorted(name.partition(":")[2] for name in ids if name.startswith("failed:"))
    failed = tuple(figure(f"failed:{rule}", f"{rule} {_title(rule)}".strip()) for rule in checks)
    tables = [
        Table("all", "What else was done", tuple(figure(key, label) for key, label in _OTHERS)),
        Table("returned", "Referrals returned to school, by the checks that failed", failed),
    ]
    sums = []
    for key, (whole, title, codes) in _parted(book).items():
        parts = [(f"{key}:{code}", label) for code, label in codes]
        if f"{key}:{UNKNOWN}" in ids:
            parts.append((f"{key}:{UNKNOWN}", "Not known"))
        tables.append(Table(key, title, tuple(figure(*part) for part in parts)))
        sums.append(Sum(key, whole, tuple(name for name, _ in parts)))
    return Tally(
        headline=tuple(figure(key, label) for key, label in _HEADLINE),
        tables=tuple(tables),
        measures=(),
        sums=tuple(sums),
        nested=tuple(Within(one.key, RETURNED) for one in failed),
    )


_HEADLINE = (
    (RECEIVED, "Referrals received"),
    (NOTICES, "Notices issued"),
    (CHARGES, "Prosecutions begun"),
)
_OTHERS = (
    (RETURNED, "Referrals returned to school"),
    (DECISIONS, "Decisions"),
    (RESULTS, "Results at court"),
    (CONSIDERED, "Education supervision orders considered"),
    (MADE, "Education supervision orders made"),
)


def _parted(book: Reference) -> dict[str, tuple[str, str, list[tuple[str, str]]]]:
    """The tables whose figures add up to another figure: that figure, the title, and the parts."""
    results = [(code.code, code.label) for code in book.codes("court-result")]
    orders = [(code.code, code.label) for code in book.codes("eso-decision")]
    return {
        "notice": (NOTICES, "Notices", _notices(book)),
        "charge": (CHARGES, "Prosecutions begun", _charges(book)),
        "outcome": (RESULTS, "Results at court", results),
        "days": (DECISIONS, "Days from referral to decision", _bands(book)),
        "eso": (CONSIDERED, "Education supervision orders considered", orders),
    }


def _by_key(events: Iterable[LegalEvent], book: Reference) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for event in events:
        for key in _keys(event, book):
            found[key].append(event.id)
    return found


def _keys(event: LegalEvent, book: Reference) -> Iterator[str]:
    wholes = {"received": RECEIVED, "made": MADE, "notice": NOTICES, "charge": CHARGES, "result": RESULTS}
    parts = {"notice": "notice", "charge": "charge", "result": "outcome", "considered": "eso"}
    if event.what == "returned":
        yield RETURNED
        yield from (f"failed:{rule}" for rule in dict.fromkeys(event.failed))
    elif event.what == "decided":
        yield DECISIONS
        yield f"days:{_band(event.days, book)}"
    elif event.what == "considered":
        yield CONSIDERED
    if event.what in wholes:
        yield wholes[event.what]
    if event.what in parts:
        yield f"{parts[event.what]}:{event.code or UNKNOWN}"


def _notices(book: Reference) -> list[tuple[str, str]]:
    """The kinds of notice, a second penalty notice of the framework apart from a first."""
    found = []
    for code in book.codes("notice-kind"):
        if code.code == "penalty-notice":
            found += [(code.code, "Penalty notice, first (s.444A)"), ("second", "Penalty notice, second")]
        else:
            found.append((code.code, code.label))
    return found


def _charges(book: Reference) -> list[tuple[str, str]]:
    return [(code, book.label("legal-tier", code)) for code in ("sjp", "open-court")]


def _bands(book: Reference) -> list[tuple[str, str]]:
    return [(code.code, code.label) for code in book.codes("decision-band")]


def _band(days: int | None, book: Reference) -> str:
    if days is None:
        return UNKNOWN
    for code in book.codes("decision-band"):
        if int(code.mark("least")) <= days <= int(code.mark("most")):
            return code.code
    return UNKNOWN


def _title(rule: str) -> str:
    return RULES[rule].title.removesuffix(".") if rule in RULES else ""
