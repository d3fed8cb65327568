"""`fieldkit rules`: what every rule makes of a case or a visit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from fieldkit.cli.record import Named
from fieldkit.cli.telling import tell
from fieldkit.cli.verb import AsJson, verb

if TYPE_CHECKING:
    from fieldkit.casebook.casebook import Casebook
    from fieldkit.rules.finding import Finding

app = typer.Typer()


@verb(app)
def rules(casebook: Casebook, record: Named, as_json: AsJson = False) -> None:
    """Show the findings on a case, visit, sweep, stop, premises visit, child at work, exhibit, note or what a
    school's roll says, the fails first.
    """
    from fieldkit.casebook.evidence.keeping import KINDS as KEPT
    from fieldkit.casebook.schools.roll_facts import KINDS as ROLL
    from fieldkit.cli import making

    name = making.find(casebook, record)
    held = casebook.held(name)
    own = {
        "visit": casebook.findings.of_visit,
        "operation": casebook.operations.all_findings,
        "stop": casebook.stops.findings,
        "premises-visit": casebook.workplaces.findings,
        "child-at-work": casebook.workplaces.findings_of,
        **dict.fromkeys(ROLL, casebook.findings.of_roll),
        **dict.fromkeys(KEPT, casebook.keeping.of),
    }
    if held.kind in own:
        found = own[held.kind](name)
    else:
        found = casebook.findings.of_case(casebook.cases.of_record(name).record)
    tell(found, lambda: "\n".join(map(lines_of, found)) or "No rule has anything to say.", as_json=as_json)


def lines_of(finding: Finding) -> str:
    """A finding in three lines: what it says, the facts, the authority."""
    facts = "; ".join(f"{name}: {value}" for name, value in finding.facts)
    return f"{finding.rule}  {finding.verdict}  {finding.says}\n    {facts}\n    {finding.authority}"
