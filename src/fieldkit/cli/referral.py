"""`fieldkit referral`: schools' referrals for legal action, their checks, and the regime of their case."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from fieldkit.cli.record import Named, Why
from fieldkit.cli.verb import verb

if TYPE_CHECKING:
    from fieldkit.casebook.casebook import Casebook

app = typer.Typer(help="Referrals for legal action: checks, decisions, regime.", no_args_is_help=True)


@app.callback()
def group() -> None:
    """Keeps the group a group while it has few verbs."""


@verb(app)
def enforce(casebook: Casebook, case: Named, why: Why = "") -> None:
    """Move a CASE into law enforcement processing (DP-01), saying why."""
    from fieldkit.cli import making

    casebook.regimes.to_enforcement(making.find(casebook, case), why)
    print("Moved to law enforcement processing.")
