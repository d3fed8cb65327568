"""The safeguarding concern: what was noticed, who was told, and what they said (domain 3.6)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from fieldkit.kinds.answers import Choice, Link, LongText, Text
from fieldkit.kinds.record import Ask, Record
from fieldkit.kinds.times import Time


class Escalation(Record):
    """A safeguarding concern and who was told: facts, the child's words, when, to whom (domain 3.6)."""

    kind: ClassVar[str] = "escalation"
    label: ClassVar[str] = "Safeguarding"
    icon: ClassVar[str] = "first-aid-kit"
    parents: ClassVar[tuple[str, ...]] = (
        "visit",
        "case",
        "operation",
        "stop",
        "premises-visit",
        "child-at-work",
    )
    part_of_parent: ClassVar[bool] = True
    happened: ClassVar[str] = "told_at"
    searched: ClassVar[tuple[str, ...]] = ("facts", "words", "told_name", "reference", "advice")

    level: Annotated[
        str | None,
        Ask("How serious is it?", "Concern", needed="any", short="Level"),
        Choice(codes="safeguarding-level"),
    ] = None
    noticed_at: Annotated[
        Time | None, Ask("When did you notice?", "Concern", needed="any", short="Noticed")
    ] = None
    words: Annotated[
        LongText | None,
        Ask("What did the child say, word for word?", "Concern", voice="verbatim", short="Their words"),
    ] = None
    facts: Annotated[
        LongText | None, Ask("What did you see?", "Concern", voice="fact", needed="any", short="Fact")
    ] = None
    judgement: Annotated[
        LongText | None, Ask("What do you make of it?", "Concern", voice="judgement", short="Judgement")
    ] = None
    told: Annotated[
        str | None, Ask("Who was told?", "Told", short="Told"), Choice(codes="escalation-told")
    ] = None
    told_name: Annotated[Text | None, Ask("Name of the person told", "Told", short="Person")] = None
    told_at: Annotated[Time | None, Ask("When were they told?", "Told", short="Told at")] = None
    reference: Annotated[Text | None, Ask("Their reference", "Told", short="Reference")] = None
    advice: Annotated[LongText | None, Ask("What did they advise?", "Told", voice="fact", short="Advice")] = (
        None
    )
    consent: Annotated[str | None, Ask("Was consent sought?", "Consent"), Choice(codes="consent-sought")] = (
        None
    )
    consent_reason: Annotated[
        LongText | None, Ask("Why not?", "Consent", when=("consent", ("not-safe", "not-possible")))
    ] = None
    said_words: Annotated[Text | None, Ask("Words shown", "Consent", asked=False)] = None
    child: Annotated[str | None, Ask("Child", "Consent", asked=False), Link(kinds=("child",))] = None

    def title(self) -> str:
        told = Choice(codes="escalation-told").show(self.told) if self.told else "Safeguarding concern"
        return f"{told} ({self.level})" if self.level else told

    def line(self) -> str:
        told = f"To {self.told_name}" if self.told_name else ""
        reference = f"reference {self.reference}" if self.reference else ""
        return ". ".join(filter(None, (", ".join(filter(None, (told, reference))), self.facts)))
