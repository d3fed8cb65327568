"""The answer that is a unique pupil number: tidied, laid out and checked (UPN-01 to UPN-04)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, ClassVar, TypeAlias

from fieldkit.kinds.answers import Answer, Context, Unfit
from fieldkit.plain import Json, tidy


@dataclass(frozen=True, slots=True)
class Upn(Answer):
    """A unique pupil number, permanent or temporary, in any case and with spaces.

    Only the layout is checked here; the check letter is rule UPN-04, so that a number that the register has
    wrong can be kept as it stands there.
    """

    name: ClassVar[str] = "upn"

    def parse(self, typed: str, context: Context) -> Json:
        text = re.sub(r"[\s-]+", "", tidy(typed)).upper()
        if not re.fullmatch(r"[A-Z][0-9]{11}[0-9A-Z]", text):
            raise Unfit("Enter a letter and 12 digits, such as N999400121001")
        return text


UpnText: TypeAlias = Annotated[str, Upn()]
