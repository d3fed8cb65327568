"""The helper process: same results as in-process, limits that hold, and Trouble instead of a crash."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator

import pytest
from PIL import Image

from fieldkit.bundle.intake import prepare
from fieldkit.bundle.plan import Plan
from fieldkit.bundle.sheets.page import Heading
from fieldkit.bundle.sheets.photograph import PhotographSheet
from fieldkit.bundle.workshop import Limits, Workshop
from fieldkit.errors import Trouble
from fieldkit.keys.signing import SigningKey


@pytest.fixture
def workshop() -> Iterator[Workshop]:
    """A workshop with the usual limits."""
    with Workshop() as made:
        yield made


def test_the_process_prepares_as_intake_does(workshop: Workshop, letter: Callable[..., bytes]) -> None:
    assert workshop.prepare(letter()) == prepare(letter())


def test_trouble_comes_back_in_words(workshop: Workshop) -> None:
    with pytest.raises(Trouble, match="This file is empty") as caught:
        workshop.prepare(b"")
    assert caught.value.do == "Choose another file."


def test_a_page_is_drawn_and_the_next_needs_no_second_sending(
    workshop: Workshop, letter: Callable[..., bytes]
) -> None:
    pdf = letter(pages=3)
    pictures = [workshop.render(pdf, page, 0.5) for page in range(3)]
    with Image.open(io.BytesIO(pictures[0])) as picture:
        assert picture.size == (298, 421)
    assert len(set(pictures)) == 3
    with pytest.raises(Trouble, match="3 pages"):
        workshop.render(pdf, 3)
    assert workshop.render(letter("Other"), 0, 0.5) not in pictures


def test_thumbnails_of_pictures_and_papers(
    workshop: Workshop, letter: Callable[..., bytes], arrow: Callable[..., bytes]
) -> None:
    for paper, size in ((prepare(arrow()).derived, (40, 20)), (prepare(letter()).derived, (100, 142))):
        with Image.open(io.BytesIO(workshop.thumbnail(paper, size[0]))) as picture:
            assert (picture.format, picture.size) == ("PNG", size)
    with pytest.raises(Trouble, match="cannot be shown"):
        workshop.thumbnail(b"no paper", 40)


def test_a_photograph_is_printed(workshop: Workshop, arrow: Callable[..., bytes]) -> None:
    sheet = PhotographSheet(
        heading=Heading("Fenmarch County Council", "CME-2026-0101"), mark="DF/1", description="The door",
        taken="", place="3 Example Row", officer="Dilys Farthing", reason="To show it", sha256="0" * 64,
    )  # fmt: skip
    assert workshop.photograph(sheet, prepare(arrow()).derived).startswith(b"%PDF")


def test_a_bundle_built_in_the_process_verifies_there(
    workshop: Workshop, planned: Callable[..., tuple[Plan, dict[str, bytes]]], key: SigningKey
) -> None:
    plan, sources = planned()
    bundle = workshop.build(plan, sources, key.sign)
    assert workshop.verify(bundle, {}).whole


def test_too_little_memory_is_trouble() -> None:
    made = io.BytesIO()
    Image.new("RGB", (7000, 7000), "grey").save(made, "PNG")
    with Workshop(Limits(memory=200 * 1024**2)) as small, pytest.raises(Trouble, match="memory"):
        small.prepare(made.getvalue())


def test_too_little_time_is_trouble(letter: Callable[..., bytes]) -> None:
    with (
        Workshop(Limits(job_seconds=0.01)) as slow,
        pytest.raises(Trouble, match="longer than FieldKit allows"),
    ):
        slow.prepare(letter(pages=50))


def test_a_process_that_dies_is_replaced(workshop: Workshop, letter: Callable[..., bytes]) -> None:
    pdf = letter()
    before = workshop.render(pdf, 0, 0.2)
    assert workshop._process is not None
    workshop._process.kill()
    workshop._process.wait()
    assert workshop.render(pdf, 0, 0.2) == before


def test_a_thumbnail_has_the_width_asked_for(
    workshop: Workshop, letter: Callable[..., bytes], arrow: Callable[..., bytes]
) -> None:
    for paper in (letter(), prepare(arrow()).derived):
        with Image.open(io.BytesIO(workshop.thumbnail(paper, 64))) as picture:
            assert picture.width == 64


def test_a_build_says_where_its_papers_lie(
    workshop: Workshop, planned: Callable[..., tuple[Plan, dict[str, bytes]]], key: SigningKey
) -> None:
    _, built = workshop.build_placed(*planned(), key.sign)
    assert [(place.first, place.pages) for place in built.placed] == [(2, 1), (3, 2), (5, 3)]
