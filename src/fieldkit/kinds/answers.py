"""The types of answer: how each is read as typed, kept as a plain value, and printed in words."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, ClassVar, TypeAlias, cast

from fieldkit.plain import Json, tidy
from fieldkit.reference.codes import code_list


class Unfit(ValueError):
    """What was typed is no such answer; `say` tells the officer what to enter."""

    def __init__(self, say: str) -> None:
        self.say = say
        super().__init__(say)


@dataclass(frozen=True, slots=True)
class Context:
    """What reading an answer may lean on: the day it is about, and the zone offset in force in minutes."""

    day: date
    offset_minutes: int = 0


@dataclass(frozen=True, slots=True)
class Answer(ABC):
    """One type of answer. A value is kept as plain JSON; its law is `parse(typed(value)) == value`."""

    name: ClassVar[str] = ""
    #: What to enter, for the error line, as in "Enter {what}".
    what: ClassVar[str] = "an answer"

    @abstractmethod
    def parse(self, typed: str, context: Context) -> Json:
        """The value of what was typed; never called with an empty text. Raises `Unfit`."""

    def typed(self, value: Json) -> str:
        """The value as an officer would type it."""
        return str(value)

    def show(self, value: Json) -> str:
        """The value in words, as screens and paper print it."""
        return self.typed(value)


@dataclass(frozen=True, slots=True)
class Line(Answer):
    """Words on one line."""

    name: ClassVar[str] = "line"
    longest: int = 300

    def parse(self, typed: str, context: Context) -> Json:
        words = " ".join(tidy(typed).split())
        if len(words) > self.longest:
            raise Unfit(f"Use {self.longest} characters or fewer: this is {len(words)}")
        return words


@dataclass(frozen=True, slots=True)
class Words(Answer):
    """Words on as many lines as they need, kept exactly as written."""

    name: ClassVar[str] = "words"

    def parse(self, typed: str, context: Context) -> Json:
        return tidy(typed.replace("\r\n", "\n").replace("\r", "\n"))


@dataclass(frozen=True, slots=True)
class Choice(Answer):
    """One code of a list in `resources/reference/codes`.

    Typed as the code or, without regard to case, its label.
    """

    name: ClassVar[str] = "choice"
    codes: str = ""

    def parse(self, typed: str, context: Context) -> Json:
        wanted = typed.strip().casefold()
        for code in code_list(self.codes):
            if wanted in (code.code.casefold(), code.label.casefold()):
                return code.code
        raise Unfit("Choose one of the answers listed")

    def show(self, value: Json) -> str:
        found = [code.label for code in code_list(self.codes) if code.code == value]
        return found[-1] if found else str(value)


@dataclass(frozen=True, slots=True)
class Number(Answer):
    """A whole number, within limits."""

    name: ClassVar[str] = "number"
    least: int = 0
    most: int = 10**9

    def parse(self, typed: str, context: Context) -> Json:
        digits = typed.strip().replace(" ", "").replace(",", "")
        if not re.fullmatch(r"-?[0-9]{1,12}", digits) or not self.least <= int(digits) <= self.most:
            raise Unfit(f"Enter a whole number from {self.least} to {self.most}")
        return int(digits)


@dataclass(frozen=True, slots=True)
class Postcode(Answer):
    """A United Kingdom postcode, with or without its space, in any case."""

    name: ClassVar[str] = "postcode"

    def parse(self, typed: str, context: Context) -> Json:
        text = re.sub(r"[\s-]+", "", tidy(typed)).upper()
        if not re.fullmatch(r"[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}", text):
            raise Unfit("Enter a full postcode, such as ZZ1 2AB")
        return f"{text[:-3]} {text[-3:]}"


@dataclass(frozen=True, slots=True)
class Phone(Answer):
    """A telephone number as it is dialled; spaces, hyphens and brackets are tidied."""

    name: ClassVar[str] = "phone"

    def parse(self, typed: str, context: Context) -> Json:
        plus = typed.strip().startswith("+")
        digits = re.sub(r"[\s().\-+]", "", tidy(typed))
        if not re.fullmatch(r"[0-9]{3,15}", digits):
            raise Unfit("Enter a telephone number, such as 07700 900101")
        if plus and not digits.startswith("44"):
            return f"+{digits}"
        local = f"0{digits[2:].lstrip('0')}" if plus else digits
        return f"{local[:5]} {local[5:]}" if len(local) == 11 and local[0] == "0" else local


@dataclass(frozen=True, slots=True)
class Email(Answer):
    """An e-mail address."""

    name: ClassVar[str] = "email"

    def parse(self, typed: str, context: Context) -> Json:
        text = tidy(typed).strip()
        if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s.]+", text):
            raise Unfit("Enter an email address, such as name@example.org")
        return text


@dataclass(frozen=True, slots=True)
class Link(Answer):
    """The id of another record of one of the given kinds."""

    name: ClassVar[str] = "link"
    kinds: tuple[str, ...] = ()

    def parse(self, typed: str, context: Context) -> Json:
        text = typed.strip().lower()
        if not re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", text):
            raise Unfit("Choose a record from the list")
        return text


@dataclass(frozen=True, slots=True)
class Named(Answer):
    """Somebody or something outside the record, kept as a value {id, name}: an officer, or a school with
    its URN.

    Typed as `id name`. Kept by value so that the record still says what it said when the list has changed.
    """

    name: ClassVar[str] = "named"
    of: str = "officer"

    def parse(self, typed: str, context: Context) -> Json:
        ident, _, words = " ".join(tidy(typed).split()).partition(" ")
        # Words that were typed and not chosen begin with no id: every id holds a digit.
        picked = words and (self.of != "school" or any(letter.isdigit() for letter in ident))
        if not picked:
            raise Unfit(
                "Choose a school from the list" if self.of == "school" else "Choose an officer by name"
            )
        return {"id": ident, "name": words}

    def typed(self, value: Json) -> str:
        held = cast("dict[str, str]", value)
        return f"{held['id']} {held['name']}"

    def show(self, value: Json) -> str:
        return cast("dict[str, str]", value)["name"]


@dataclass(frozen=True, slots=True)
class File(Answer):
    """A sealed attachment: its key, what the untouched original hashed to, its size, sort and name.

    Made by attaching a file, never typed.
    """

    name: ClassVar[str] = "file"

    def parse(self, typed: str, context: Context) -> Json:
        raise Unfit("Attach a file")

    def show(self, value: Json) -> str:
        held = cast("dict[str, Any]", value)
        return f"{held['name']}, {held['size']:,} bytes"


Text: TypeAlias = Annotated[str, Line()]
LongText: TypeAlias = Annotated[str, Words()]
PostcodeText: TypeAlias = Annotated[str, Postcode()]
PhoneText: TypeAlias = Annotated[str, Phone()]
EmailText: TypeAlias = Annotated[str, Email()]
Count: TypeAlias = Annotated[int, Number()]
Officer: TypeAlias = Annotated[dict[str, str], Named(of="officer")]
SchoolNamed: TypeAlias = Annotated[dict[str, str], Named(of="school")]
FileHeld: TypeAlias = Annotated[dict[str, Any], File()]
YesNo: TypeAlias = Annotated[str, Choice(codes="yes-no")]
YesNoUnknown: TypeAlias = Annotated[str, Choice(codes="yes-no-unknown")]
