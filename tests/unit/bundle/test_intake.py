"""Intake: what passes, what is printed to image with its reason, what is refused with what words."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable

import pikepdf
import pypdf
import pypdfium2 as pdfium
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from fieldkit.bundle.intake import prepare
from fieldkit.errors import Trouble

Change = Callable[..., bytes]


def text_of(pdf: bytes) -> str:
    """All words that pdfium finds."""
    with pdfium.PdfDocument(pdf) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def drawn(pdf: bytes, page: int = 0) -> Image.Image:
    """What pdfium shows, forms included."""
    with pdfium.PdfDocument(pdf) as document:
        document.init_forms()
        return document[page].render(scale=1).to_pil().convert("RGB")


def colour(picture: Image.Image, x: int, y_up: int) -> tuple[int, ...]:
    """The colour at a point given as in PDF, from the lower left."""
    found = picture.getpixel((x, picture.height - y_up))
    assert isinstance(found, tuple)
    return found


def annotation(pdf: pikepdf.Pdf, **more: object) -> None:
    """Puts a green mark on the first page."""
    look = pdf.make_stream(b"0 1 0 rg 0 0 100 30 re f")
    look.Type, look.Subtype, look.BBox = Name.XObject, Name.Form, Array([0, 0, 100, 30])
    mark = Dictionary(Type=Name.Annot, Subtype=Name.Stamp, F=4, Rect=Array([100, 500, 200, 530]),
                      AP=Dictionary(N=look), **more)  # fmt: skip
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(mark)])


def widget(pdf: pikepdf.Pdf) -> None:
    """Gives the first page a filled text field with its appearance."""
    look = pdf.make_stream(b"0 0 1 rg 0 0 100 30 re f")
    look.Type, look.Subtype, look.BBox = Name.XObject, Name.Form, Array([0, 0, 100, 30])
    field = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("name"), V=String("Ebbage"), F=4,
            Rect=Array([100, 400, 200, 430]), AP=Dictionary(N=look), DA=String("/Helv 12 Tf 0 g"),
        )
    )  # fmt: skip
    pdf.pages[0].obj.Annots = Array([field])
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))


def _leave(_pdf: pikepdf.Pdf) -> None:
    """Changes nothing."""


def layers(pdf: pikepdf.Pdf) -> None:
    """Draws a red square on a layer that is off."""
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Hidden")))
    pdf.Root.OCProperties = Dictionary(
        OCGs=Array([group]), D=Dictionary(OFF=Array([group]), Order=Array([group]))
    )
    page = pdf.pages[0]
    page.obj.Resources.Properties = Dictionary(Hidden=group)
    page.contents_add(b"/OC /Hidden BDC 1 0 0 rg 100 300 100 30 re f EMC")


def test_a_plain_pdf_keeps_its_words_and_loses_its_author(changed: Change) -> None:
    def sign(pdf: pikepdf.Pdf) -> None:
        pdf.docinfo[Name.Author] = "A Clerk"
        with pdf.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem("A heading", 0))
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]),
                          A=Dictionary(S=Name.URI, URI=String("https://example.org")))  # fmt: skip
        pdf.pages[0].obj.Annots = Array([link])

    original = changed(sign)
    prepared = prepare(original)

    assert prepared.reason == ""
    assert prepared.pages == 1
    assert prepared.original_sha256 == hashlib.sha256(original).hexdigest()
    assert prepared.derived_sha256 == hashlib.sha256(prepared.derived).hexdigest()
    assert text_of(prepared.derived) == text_of(original)
    assert "1 links left out" in prepared.log
    for trace in (b"Clerk", b"example.org", b"A heading"):
        assert trace not in pikepdf_plain(prepared.derived)
    assert prepared.derived == prepare(original).derived


def pikepdf_plain(pdf: bytes) -> bytes:
    """The file with nothing compressed, to search in."""
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        opened.save(made, qdf=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return made.getvalue()


def test_a_filled_form_is_printed_to_image_with_its_value(changed: Change) -> None:
    prepared = prepare(changed(widget))
    assert prepared.reason == "printed to image because it holds a form"
    assert colour(drawn(prepared.derived), 150, 415)[2] > 200
    assert colour(drawn(prepared.derived), 150, 415)[0] < 60


def test_annotations_stay_visible_and_are_named(changed: Change) -> None:
    prepared = prepare(changed(annotation))
    assert prepared.reason == "printed to image because it holds annotations"
    red, green, _ = colour(drawn(prepared.derived), 150, 515)
    assert green > 200
    assert red < 60
    with pikepdf.open(io.BytesIO(prepared.derived)) as pdf:
        assert Name.Annots not in pdf.pages[0].obj


def test_a_hidden_annotation_stays_hidden(changed: Change) -> None:
    def hidden(pdf: pikepdf.Pdf) -> None:
        annotation(pdf)
        pdf.pages[0].obj.Annots[0].F = 2

    assert min(colour(drawn(prepare(changed(hidden)).derived), 150, 515)) > 240


def test_a_layer_that_is_off_stays_off(changed: Change) -> None:
    prepared = prepare(changed(layers))
    assert prepared.reason == "printed to image because it holds hidden or switchable layers"
    assert min(colour(drawn(prepared.derived), 150, 315)) > 240


@pytest.mark.parametrize(
    ("change", "held"),
    [
        (lambda pdf: pdf.attachments.__setitem__("a.txt", b"secret"), "attachments"),
        (
            lambda pdf: setattr(pdf.Root, "OpenAction", Dictionary(S=Name.JavaScript, JS=String("1"))),
            "a script",
        ),
    ],
)
def test_what_else_a_pdf_holds_is_named(changed: Change, change: Callable[..., None], held: str) -> None:
    prepared = prepare(changed(change))
    assert prepared.reason == f"printed to image because it holds {held}"
    assert b"secret" not in pikepdf_plain(prepared.derived)


def test_two_reasons_are_joined(changed: Change) -> None:
    def both(pdf: pikepdf.Pdf) -> None:
        annotation(pdf)
        layers(pdf)

    assert prepare(changed(both)).reason.endswith("hidden or switchable layers and annotations")


def test_a_password_is_asked_for_and_used(changed: Change, letter: Callable[..., bytes]) -> None:
    locked = changed(_leave, encryption=pikepdf.Encryption(user="open sesame", owner="owner"))
    with pytest.raises(Trouble, match="needs a password"):
        prepare(locked)
    with pytest.raises(Trouble, match="does not open"):
        prepare(locked, "shut sesame")
    prepared = prepare(locked, "open sesame")
    assert text_of(prepared.derived) == text_of(letter())
    assert not pypdf.PdfReader(io.BytesIO(prepared.derived)).is_encrypted
    assert "open sesame" not in " ".join(prepared.log)


def test_an_owner_password_alone_does_not_stop_it(changed: Change) -> None:
    prepared = prepare(changed(_leave, encryption=pikepdf.Encryption(user="", owner="owner")))
    assert "Its owner's restrictions were lifted" in prepared.log


@pytest.mark.parametrize("kept", [0.3, 0.6, 0.95])
def test_a_pdf_cut_short_is_refused(letter: Callable[..., bytes], kept: float) -> None:
    whole = letter(pages=5)
    with pytest.raises(Trouble, match="cut short"):
        prepare(whole[: int(len(whole) * kept)])


@pytest.mark.parametrize(
    ("original", "words"),
    [(b"", "empty"), (b"MZ\x90 a program", "none of them"), (b"%PDF-1.7\n%%EOF\n", "damaged")],
)
def test_what_is_no_paper_is_refused(original: bytes, words: str) -> None:
    with pytest.raises(Trouble, match=words):
        prepare(original)


def test_an_xfa_form_is_refused(changed: Change) -> None:
    def xfa(pdf: pikepdf.Pdf) -> None:
        pdf.Root.AcroForm = Dictionary(Fields=Array(), XFA=pdf.make_stream(b"<xdp/>"))

    with pytest.raises(Trouble, match="XFA"):
        prepare(changed(xfa))


@pytest.mark.parametrize("raw", [b"BT (unfinished string Tj ET", b"[ 1 2 q", b"q BI /W 1 ID abc"])
def test_a_damaged_page_is_printed_to_image(changed: Change, raw: bytes) -> None:
    def spoil(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.Contents = pdf.make_stream(raw)

    assert "damaged drawing instructions on page 1" in prepare(changed(spoil)).reason


def test_a_tiny_page_gets_an_a4_sheet(letter: Callable[..., bytes]) -> None:
    prepared = prepare(letter(size=(100, 100)))
    assert prepared.reports[0].a4
    assert "Letter" not in prepared.warnings
    assert "Page 1 is 35 by 35 mm: put on an A4 sheet" in prepared.log


def test_sizes_and_sharpness_are_reported(letter: Callable[..., bytes]) -> None:
    wide = prepare(letter(size=(1191, 842)))
    assert (wide.reports[0].width_mm, wide.reports[0].height_mm) == (420, 297)
    assert wide.warnings == ("Not A4: page 1.",)
    made = io.BytesIO()
    Image.effect_noise((600, 600), 90).save(made, "PDF", resolution=600)
    sharp = prepare(made.getvalue())
    assert sharp.reports[0].ppi == 600
    assert any("600 pixels an inch" in warning for warning in sharp.warnings)
    assert any("No words" in warning for warning in sharp.warnings)


def test_the_number_moves_up_where_the_corner_is_taken(changed: Change) -> None:
    def corner(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].contents_add(b"0 g 540 10 50 40 re f")

    assert prepare(changed(corner)).lifts == (3,)


def test_a_scan_of_several_pages_becomes_a_pdf() -> None:
    made = io.BytesIO()
    pages = [Image.new("1", (850, 1100), "white") for _ in range(3)]
    pages[0].save(made, "TIFF", save_all=True, append_images=pages[1:], dpi=(100, 100))
    prepared = prepare(made.getvalue())
    assert (prepared.form, prepared.pages) == ("pdf", 3)
    assert (prepared.reports[0].width_mm, prepared.reports[0].height_mm) == (216, 279)
