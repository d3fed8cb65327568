"""The numbered checklist of a court bundle (G: guidance of 2021), judged by pypdf, pdfium and qpdf."""

from __future__ import annotations

import hashlib
import io
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdf
import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageChops
from pypdf.generic import Destination, NullObject

from fieldkit.bundle.assembly import assemble, assemble_bytes
from fieldkit.bundle.cover import listed
from fieldkit.bundle.intake import prepare
from fieldkit.bundle.seal import close_seal, close_seal_in
from fieldkit.errors import Trouble
from fieldkit.keys.signing import SigningKey

Planned = Callable[..., tuple]


@pytest.fixture
def bundle(planned: Planned, hostile: dict[str, bytes], key: SigningKey) -> bytes:
    """A sealed bundle of ordinary and hostile papers."""
    plan, sources = planned()
    more = {name: prepare(pdf).derived for name, pdf in hostile.items()}
    plan, sources = planned(sources | more)
    pdf, built = assemble_bytes(plan, sources)
    return close_seal(pdf, built, key.sign)


def read(pdf: bytes) -> pypdf.PdfReader:
    """As pypdf sees it."""
    return pypdf.PdfReader(io.BytesIO(pdf))


def test_1_it_opens_without_password_or_repair(bundle: bytes, tmp_path: Path) -> None:
    assert not pypdf.PdfReader(io.BytesIO(bundle), strict=True).is_encrypted
    file = tmp_path / "bundle.pdf"
    file.write_bytes(bundle)
    for judge in (["qpdf", "--check"], ["pdfinfo"]):
        if shutil.which(judge[0]):
            said = subprocess.run([*judge, str(file)], capture_output=True, text=True, check=False)
            assert said.returncode == 0, said.stderr
            assert said.stderr == ""


def test_2_3_page_i_says_i_where_it_can_be_seen(bundle: bytes) -> None:
    with pdfium.PdfDocument(bundle) as document:
        for number, page in enumerate(document, 1):
            width, height = page.get_size()
            picture = page.render(scale=1).to_pil().convert("L")
            # pdfium shows a page of larger user units at its bare size, so everything on it is smaller.
            unit = float(read(bundle).pages[number - 1].get("/UserUnit", 1))
            edges = (width - 40 / unit, height - 35 / unit, width - 26 / unit, height - 18 / unit)
            box = tuple(int(edge) for edge in edges)
            assert picture.crop(box).getextrema()[0] < 90, (
                f"nothing is printed at the corner of page {number}"
            )
            assert re.search(rf"(^|\s){number}\s*$", page.get_textpage().get_text_range()), number


def test_3_numbers_stand_upright_and_alike_on_turned_pages(
    planned: Planned, hostile: dict[str, bytes]
) -> None:
    corners = []
    for name in ("rotate90", "rotate180", "rotate270", "cropped", "offset"):
        pdf, _ = assemble_bytes(*planned({name: hostile[name]}))
        with pdfium.PdfDocument(pdf) as document:
            picture = document[1].render(scale=2).to_pil().convert("L")
            corners.append(
                picture.crop((picture.width - 90, picture.height - 80, picture.width, picture.height))
            )
    for corner in corners[1:]:
        assert ImageChops.difference(corners[0], corner).getbbox() is None or _nearly(corners[0], corner)


def _nearly(one: Image.Image, other: Image.Image) -> bool:
    histogram = ImageChops.difference(one, other).histogram()
    return sum(histogram[96:]) < 40


def test_4_labels_are_the_printed_numbers(bundle: bytes) -> None:
    reader = read(bundle)
    assert reader.page_labels == [str(number) for number in range(1, len(reader.pages) + 1)]
    with pdfium.PdfDocument(bundle) as document:
        assert document.get_page_label(4) == "5"


def test_5_numbers_share_one_embedded_face(bundle: bytes) -> None:
    faces = {page["/Resources"]["/Font"].raw_get("/FkNumber").idnum for page in read(bundle).pages}
    assert len(faces) == 1
    face = read(bundle).pages[3]["/Resources"]["/Font"]["/FkNumber"]
    assert "/FontFile2" in face["/FontDescriptor"]


def test_5_a_number_moves_up_with_its_lift(planned: Planned) -> None:
    plan, sources = planned()
    lifted = replace(plan.papers[0], lifts=(3,))
    pdf, _ = assemble_bytes(replace(plan, papers=(lifted, *plan.papers[1:])), sources)
    with pdfium.PdfDocument(pdf) as document:
        picture = document[1].render(scale=1).to_pil().convert("L")
    low = picture.crop((picture.width - 45, picture.height - 36, picture.width - 27, picture.height - 18))
    high = picture.crop((picture.width - 45, picture.height - 80, picture.width - 27, picture.height - 60))
    assert low.getextrema()[0] > 250
    assert high.getextrema()[0] < 90


def test_9_10_11_every_index_row_leads_to_its_page_at_100_percent(bundle: bytes, planned: Planned) -> None:
    reader = read(bundle)
    text = reader.pages[0].extract_text()
    starts = {page.indirect_reference.idnum: number for number, page in enumerate(reader.pages, 1)}
    found = []
    for note in reader.pages[0]["/Annots"]:
        link = note.get_object()
        target, kind, left, top, zoom = link["/Dest"]
        assert (kind, zoom) == ("/XYZ", 1)
        assert isinstance(left, NullObject)
        assert isinstance(top, NullObject)
        number = starts[target.idnum if hasattr(target, "idnum") else target.indirect_reference.idnum]
        assert str(link["/Contents"]).endswith(f", page {number}")
        found.append(number)
    assert found[:4] == [2, 3, 5, 8]
    assert found[-1] == len(reader.pages)
    for words in ("Paper 1", "RQ/2", "20 Nov 2026", "3–4", "Exhibits", "Evidence sheet"):
        assert words in text


def test_11_13_14_bookmarks_are_nested_and_name_their_page(bundle: bytes) -> None:
    reader = read(bundle)

    def check(entries: list, depth: int) -> int:
        deepest = depth
        for entry in entries:
            if isinstance(entry, list):
                deepest = max(deepest, check(entry, depth + 1))
                continue
            assert isinstance(entry, Destination)
            assert (entry.typ, entry.zoom) == ("/XYZ", 1)
            number = reader.get_destination_page_number(entry) + 1
            assert str(entry.title).endswith(f", page {number}")
            assert len(str(entry.title)) < 100
        return deepest

    assert check(reader.outline, 1) == 2
    titles = [str(entry.title) for entry in reader.outline if not isinstance(entry, list)]
    assert titles == [
        "Index, page 1",
        "Statements, page 2",
        "Exhibits, page 3",
        f"Evidence sheet, page {len(reader.pages)}",
    ]


def test_12_15_it_opens_at_100_percent_with_title_and_bookmarks(bundle: bytes) -> None:
    reader = read(bundle)
    root = reader.trailer["/Root"]
    page, kind, _, _, zoom = root["/OpenAction"]
    assert (kind, zoom) == ("/XYZ", 1)
    assert page.idnum == reader.pages[0].indirect_reference.idnum
    assert root["/PageMode"] == "/UseOutlines"
    assert bool(root["/ViewerPreferences"]["/DisplayDocTitle"])
    assert root["/Lang"] == "en-GB"
    assert reader.metadata is not None
    assert reader.metadata.title == "Fenmarch v Ebbage"


def test_17_words_come_out_as_they_went_in(bundle: bytes, letter: Callable[..., bytes]) -> None:
    with pdfium.PdfDocument(bundle) as document, pdfium.PdfDocument(letter("Paper 3 page", 3)) as source:
        for page in range(3):
            words = source[page].get_textpage().get_text_range().strip()
            assert document[4 + page].get_textpage().get_text_range().startswith(words)


def test_23_the_file_name_is_plain(planned: Planned) -> None:
    plan, _ = planned(title="Fenmarch v Ébbage / Ebbage: n° 2")
    assert re.fullmatch(r"[A-Za-z0-9._-]+_A_2026-12-14\.pdf", plan.file_name)
    assert planned()[0].file_name == "Fenmarch-v-Ebbage_A_2026-12-14.pdf"


def test_24_what_a_page_shows_is_what_its_source_shows(bundle: bytes, hostile: dict[str, bytes]) -> None:
    with pdfium.PdfDocument(bundle) as document:
        for place, (name, pdf) in enumerate(hostile.items()):
            with pdfium.PdfDocument(pdf) as source:
                before = source[0].render(scale=1).to_pil().convert("L")
            after = document[7 + place].render(scale=1).to_pil().convert("L")
            assert before.size == after.size
            top = (0, 0, before.width, before.height - 60)
            assert ImageChops.difference(before.crop(top), after.crop(top)).getbbox() is None, name


def test_26_27_nothing_is_carried_over_or_hidden(bundle: bytes) -> None:
    reader = read(bundle)
    root = reader.trailer["/Root"]
    assert set(root) <= {"/Type", "/Pages", "/Lang", "/PageMode", "/ViewerPreferences", "/OpenAction",
                         "/PageLabels", "/Outlines", "/AF", "/Names"}  # fmt: skip
    assert list(root["/Names"]) == ["/EmbeddedFiles"]
    assert list(reader.attachments) == ["fieldkit-manifest.json"]
    assert all("/Annots" not in page for page in reader.pages[1:])


def test_28_there_is_one_revision(bundle: bytes) -> None:
    assert bundle.count(b"%%EOF") == 1
    assert bundle.count(b"startxref") == 1


def test_29_the_same_plan_gives_the_same_bytes(planned: Planned, key: SigningKey, tmp_path: Path) -> None:
    plan, sources = planned()
    first, built = assemble_bytes(plan, sources)
    assert assemble_bytes(plan, dict(reversed(sources.items()))) == (first, built)
    paths = {}
    for number, (name, pdf) in enumerate(sources.items()):
        paths[name] = tmp_path / f"{number}.pdf"
        paths[name].write_bytes(pdf)
    out = io.BytesIO()
    close_seal_in(out, assemble(plan, paths, out), key.sign)
    assert out.getvalue() == close_seal(first, built, key.sign)
    assert assemble_bytes(replace(plan, built_ms=plan.built_ms + 60_000), sources)[0] != first


def test_30_every_hash_is_in_the_manifest_and_on_the_evidence_sheet(bundle: bytes, planned: Planned) -> None:
    plan, sources = planned()
    reader = read(bundle)
    manifest = reader.attachments["fieldkit-manifest.json"][0]
    sheet = "".join(page.extract_text() for page in reader.pages[-3:])
    for paper in plan.papers:
        assert hashlib.sha256(sources[paper.source]).hexdigest().encode() in manifest
        assert paper.original_sha256.encode() in manifest
        assert paper.original_sha256[:32] in sheet
        assert paper.original_sha256[32:] in sheet


def test_a_long_index_is_counted_in(planned: Planned, letter: Callable[..., bytes]) -> None:
    plan, sources = planned({f"Paper {number}": letter(f"Paper {number}") for number in range(70)})
    pdf, built = assemble_bytes(plan, sources)
    reader = read(pdf)
    assert built.placed[0].first == 4
    assert "Paper 0" in reader.pages[3].extract_text()
    assert "Tab" in reader.pages[1].extract_text()
    assert built.pages == len(reader.pages)


def test_served_numbers_never_move(planned: Planned) -> None:
    plan, sources = planned()
    served = replace(plan.papers[2], first_page=5)
    assert assemble_bytes(replace(plan, papers=(*plan.papers[:2], served)), sources)[1].placed[2].first == 5
    with pytest.raises(Trouble, match="was served as page 5 and would become page 3"):
        assemble_bytes(replace(plan, papers=(plan.papers[0], served, plan.papers[1])), sources)


def test_a_missing_or_changed_source_is_refused(planned: Planned) -> None:
    plan, sources = planned()
    with pytest.raises(Trouble, match="Paper 2” is not here"):
        assemble_bytes(plan, {name: pdf for name, pdf in sources.items() if name != "Paper 2"})
    with pytest.raises(Trouble, match="not the file that was sealed"):
        assemble_bytes(plan, sources | {"Paper 2": sources["Paper 2"] + b"\n"})


@pytest.mark.parametrize(
    ("pages", "words"),
    [
        ([13, 13], "page 13"),
        ([3, 4], "pages 3 and 4"),
        ([8, 9, 10, 11, 12, 19, 29], "pages 8 to 12, 19 and 29"),
        ([2, 5], "pages 2 and 5"),
    ],
)
def test_pages_are_listed_in_words(pages: list[int], words: str) -> None:
    assert listed(pages) == words


def test_a_sheet_in_front_counts_with_its_paper(planned: Planned, letter: Callable[..., bytes]) -> None:
    plan, sources = planned()
    label = letter("Label")
    fronted = replace(
        plan.papers[1], front="label", front_sha256=hashlib.sha256(label).hexdigest(), lifts=(0, 3)
    )
    papers = (plan.papers[0], fronted, *plan.papers[2:])
    pdf, built = assemble_bytes(replace(plan, papers=papers), {**sources, "label": label})
    assert [(place.first, place.pages) for place in built.placed] == [(2, 1), (3, 3), (6, 3)]
    with pdfium.PdfDocument(pdf) as document:
        assert "Label 1" in document[2].get_textpage().get_text_range()
        assert "Paper 2 page 1" in document[3].get_textpage().get_text_range()
    spoilt = {**sources, "label": letter("Another")}
    with pytest.raises(Trouble, match="not the file that was sealed"):
        assemble_bytes(replace(plan, papers=papers), spoilt)
