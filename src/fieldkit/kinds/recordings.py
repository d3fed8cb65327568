"""Sound recordings of an interview, what happened to the recorder, and statements under caution (domain
6.2, 6.5).
"""

from __future__ import annotations

from typing import Annotated, ClassVar

from fieldkit.kinds.answers import Choice, Count, FileHeld, Link, LongText, Text, YesNo
from fieldkit.kinds.ink import Ink
from fieldkit.kinds.record import Ask, Record
from fieldkit.kinds.times import Time, local

_BY_OFFICER = ("hand", ("by-officer",))


class InterviewRecording(Record):
    """One sound recording: a sealed master, a second made beside it, or the working copy (PACE-21)."""

    kind: ClassVar[str] = "interview-recording"
    label: ClassVar[str] = "Sound recording"
    icon: ClassVar[str] = "chats-circle"
    parents: ClassVar[tuple[str, ...]] = ("interview",)
    part_of_parent: ClassVar[bool] = True
    happened: ClassVar[str] = "began_at"

    mark: Annotated[Text | None, Ask("Exhibit mark", asked=False, short="Mark")] = None
    copy_kind: Annotated[
        str | None,
        Ask("Which recording is it?", "Recording", needed="any", short="Which"),
        Choice(codes="recording-copy"),
    ] = None
    device: Annotated[Text | None, Ask("Which device?", "Recording", needed="any", short="Device")] = None
    media_no: Annotated[
        Text | None, Ask("Number of the disc, card or tape", "Recording", short="Media number")
    ] = None
    began_at: Annotated[Time | None, Ask("Began", "Recording", needed="any")] = None
    ended_at: Annotated[Time | None, Ask("Ended", "Recording")] = None
    seconds: Annotated[Count | None, Ask("How many seconds long is it?", "Recording", short="Seconds")] = None
    seconds_from: Annotated[Text | None, Ask("Length as told by", asked=False)] = None
    no_file: Annotated[
        LongText | None, Ask("Why is no file attached?", "Recording", voice="fact", short="No file")
    ] = None
    file: Annotated[FileHeld | None, Ask("File", "Recording", asked=False)] = None
    sha256: Annotated[Text | None, Ask("SHA-256 of the original", asked=False)] = None
    seal_no: Annotated[Text | None, Ask("Number of the seal", "Seal", short="Seal number")] = None
    sealed_at: Annotated[Time | None, Ask("When was it sealed?", "Seal", short="Sealed")] = None
    label_signed: Annotated[
        YesNo | None, Ask("Did the person sign the label of the seal?", "Seal", short="Label signed")
    ] = None
    label_words: Annotated[
        LongText | None,
        Ask(
            "What did they say when they refused?",
            "Seal",
            when=("label_signed", ("no",)),
            voice="verbatim",
            short="On refusing",
        ),
    ] = None
    notice_given: Annotated[
        YesNo | None, Ask("Was the notice about copies given?", "Seal", short="Notice given")
    ] = None
    storage: Annotated[Text | None, Ask("Where is it kept?", "Seal", short="Kept")] = None

    def title(self) -> str:
        which = Choice(codes="recording-copy").show(self.copy_kind) if self.copy_kind else self.label
        return " ".join(filter(None, (self.mark, which)))

    def line(self) -> str:
        told = f"Media {self.media_no}" if self.media_no else ""
        return ". ".join(filter(None, (told, f"Seal {self.seal_no}" if self.seal_no else "")))


class RecordingEvent(Record):
    """A fault of the recorder or a change of media, said aloud with its time (PACE-21)."""

    kind: ClassVar[str] = "recording-event"
    label: ClassVar[str] = "Recorder"
    icon: ClassVar[str] = "chats-circle"
    parents: ClassVar[tuple[str, ...]] = ("interview",)
    part_of_parent: ClassVar[bool] = True
    in_chronology: ClassVar[bool] = False
    happened: ClassVar[str] = "at"

    event: Annotated[
        str | None, Ask("What happened?", "Recorder", needed="any", short="What"),
        Choice(codes="recording-event"),
    ] = None  # fmt: skip
    at: Annotated[Time | None, Ask("When?", "Recorder", needed="any", short="At")] = None
    announced: Annotated[
        YesNo | None, Ask("Was it said aloud, with the time?", "Recorder", needed="any", short="Announced")
    ] = None
    media_no: Annotated[
        Text | None,
        Ask(
            "Number of the new disc, card or tape",
            "Recorder",
            when=("event", ("media-changed",)),
            short="New media",
        ),
    ] = None
    words: Annotated[LongText | None, Ask("Say more", "Recorder", voice="fact", short="More")] = None

    def title(self) -> str:
        said = Choice(codes="recording-event").show(self.event) if self.event else self.label
        return f"{said}, {local(self.at.isoformat()):%H:%M}" if self.at else said


class CautionStatement(Record):
    """A statement under caution: in the person's own hand, or written down by an officer (Code C Annex D)."""

    kind: ClassVar[str] = "caution-statement"
    label: ClassVar[str] = "Statement under caution"
    icon: ClassVar[str] = "signature"
    parents: ClassVar[tuple[str, ...]] = ("interview",)
    part_of_parent: ClassVar[bool] = True
    happened: ClassVar[str] = "began_at"
    searched: ClassVar[tuple[str, ...]] = ("words",)

    hand: Annotated[
        str | None,
        Ask("Who writes it?", "Statement", needed="any", short="Written"),
        Choice(codes="statement-hand"),
    ] = None
    maker: Annotated[Text | None, Ask("Whose statement is it?", asked=False, short="Statement of")] = None
    began_at: Annotated[Time | None, Ask("Began", asked=False)] = None
    opening: Annotated[Text | None, Ask("Opening words, version", asked=False)] = None
    words: Annotated[
        LongText | None,
        Ask(
            "What do they say, word for word?",
            "Statement",
            "A blank line starts a new paragraph",
            when=_BY_OFFICER,
            voice="verbatim",
            short="Statement",
        ),
    ] = None
    exhibit: Annotated[
        str | None, Ask("The paper, scanned", "Statement", asked=False), Link(kinds=("exhibit",))
    ] = None
    closing: Annotated[Text | None, Ask("Closing words, version", asked=False)] = None
    ended_at: Annotated[Time | None, Ask("Ended", asked=False)] = None
    signed_at: Annotated[Time | None, Ask("Signed", asked=False)] = None
    refused: Annotated[YesNo | None, Ask("Did they refuse to sign it?", asked=False, short="Refused")] = None
    refusal_words: Annotated[
        LongText | None, Ask("What did they say when they refused?", asked=False, voice="verbatim")
    ] = None
    ink: Annotated[Ink | None, Ask("Signature", asked=False)] = None
    on_paper: Annotated[YesNo | None, Ask("Signed on paper?", asked=False, short="On paper")] = None
    written_by: Annotated[Text | None, Ask("Written down by", asked=False)] = None

    def title(self) -> str:
        return f"{self.label} of {self.maker}" if self.maker else self.label
