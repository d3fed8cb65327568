"""A signature drawn with pen, finger or mouse, as a record keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, TypeAlias, cast

from fieldkit.kinds.answers import Answer, Context, Unfit
from fieldkit.plain import Json


@dataclass(frozen=True, slots=True)
class Strokes(Answer):
    """A signature as it was drawn: strokes of points, x and y in thousandths of the width of the box."""

    name: ClassVar[str] = "ink"

    def parse(self, typed: str, context: Context) -> Json:
        strokes: list[Json] = []
        for line in filter(None, (part.strip() for part in typed.splitlines())):
            try:
                points = [int(part) for part in line.replace(",", " ").split()]
            except ValueError:
                raise Unfit("Sign in the box") from None
            if len(points) % 2 or not points or not all(0 <= point <= 1000 for point in points):
                raise Unfit("Sign in the box")
            strokes.append(cast("Json", points))
        return strokes

    def typed(self, value: Json) -> str:
        return "\n".join(
            " ".join(str(point) for point in stroke) for stroke in cast("list[list[int]]", value)
        )

    def show(self, value: Json) -> str:
        return "Signed"


Ink: TypeAlias = Annotated[list[list[int]], Strokes()]
