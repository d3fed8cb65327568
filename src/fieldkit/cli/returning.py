"""How the shell writes and tells a return: never its tally, for what a shell prints is soon in a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fieldkit.casebook.returns.returns import CountedReturn, Returns

_ALWAYS = ("Side by side", "Resources", "Sweeps")


def write(returns: Returns, found: CountedReturn, csv: Path | None, pdf: Path | None, why: str) -> None:
    """Write a return as a CSV, on paper, or both, where it was asked for. Raises `Trouble`."""
    if csv is not None:
        target = csv / returns.file_name(found) if csv.is_dir() else csv
        returns.export(found, target, returns.csv(found), form="CSV", reason=why)
    if pdf is not None:
        sheet = returns.sheet(found)
        target = pdf / sheet.file_name if pdf.is_dir() else pdf
        returns.export(found, target, sheet.pdf, form="PDF", reason=why)


def document(found: CountedReturn) -> dict[str, Any]:
    """A return as one JSON document."""
    return {
        "key": found.key,
        "title": found.title,
        "reference": found.reference,
        "period": found.period,
        "not_final": found.not_final,
        "headline": found.published.headline,
        "tables": found.published.tables,
        "measures": found.published.measures,
        "smallest": found.published.smallest,
        "records_sha256": found.records_sha256,
    }


def lines(found: CountedReturn) -> str:
    """A return in lines, without the figures that are nought."""
    from fieldkit.casebook.returns.paper import rows_of

    told, title = [", ".join(filter(None, (found.title, found.reference, found.period))), found.not_final], ""
    for heading, label, number in rows_of(found):
        if number == "0" and heading not in _ALWAYS:
            continue
        told += [heading] if heading != title else []
        told.append(f"  {number:>8}  {label}")
        title = heading
    return "\n".join(filter(None, told))
