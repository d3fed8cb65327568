"""Each point is proved by a paragraph, an answer or a paper that is in the case (domain 7.2)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.unit.casebook import interviewing
from tests.unit.casebook.conftest import Clock
from tests.unit.casebook.test_statements import words

from fieldkit.casebook.casebook import Casebook
from fieldkit.errors import Trouble
from fieldkit.keys.certificates import Holder

PERIOD = {"period_from": "3 9 2026", "period_to": "13 11 2026", "offence": "s444-1a"}


def test_a_point_links_to_an_answer_and_to_a_paragraph(
    casebook_of: Callable[[Holder], Casebook], clock: Clock
) -> None:
    clock.set("2026-11-16 10:00")
    rowan, juno = casebook_of(interviewing.ROWAN), casebook_of(interviewing.JUNO)
    interview = interviewing.cautioned(rowan, juno, clock)
    line = interviewing.put(rowan, clock, interview, "When did you know?", "The school sent me a text")
    rowan.records.correct(line, {"point": "knew"})
    case = rowan.held(interview).home
    person = rowan.held(interview).text("person")
    tie = {"person": person, "relationship": "mother", "has_pr": "yes", "pr_evidence": "birth-entry"}
    rowan.records.new("relationship", tie, parent=rowan.held(case).text("child"))
    action, _ = rowan.pathway.consider(case, person, PERIOD)
    statement, _ = rowan.statements.gather(case, [])
    page = rowan.proof_places.of(action, "knew")
    assert [(one.kind, one.where, one.pointed) for one in page.places] == [
        ("statement", "Paragraph 1", False),
        ("statement", "Paragraph 2", False),
        ("interview", "Answer 1", True),
    ]
    assert (page.point.proved_by, page.chosen) == ("", "")
    answer = page.places[-1].key
    rowan.proof_places.prove(action, "knew", answer)
    assert rowan.proof_places.of(action, "knew").chosen == answer
    rowan.proof_places.prove(action, "registered", f"{statement}/Paragraph 2")
    printed = words(rowan.pathway_paper.points(action).pdf)
    assert "5. The parent knew of the failure Interview under caution Answer 1" in printed
    assert "Statement of Rowan Quillon Paragraph 2" in printed
    with pytest.raises(Trouble, match="no paper of this case"):
        rowan.proof_places.prove(action, "knew", f"{statement}/Paragraph 9")
    with pytest.raises(Trouble, match="no such point"):
        rowan.proof_places.of(action, "d1")
