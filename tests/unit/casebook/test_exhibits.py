"""Exhibits at the desk: hashed first, kept whole or not at all, let out with a log."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas
from tests.unit.casebook.conftest import Clock
from tests.unit.casebook.test_visit import caseload, plan

from fieldkit.casebook.answers import Problems
from fieldkit.casebook.casebook import Casebook
from fieldkit.errors import Trouble
from fieldkit.store import records

REASON = {"exhibit_kind": "photo", "description": "Front door", "reason": "premises-exterior"}


def photograph(taken: str = "2026:11:20 10:41:07") -> bytes:
    """A JPEG with a camera's time and place in it."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0110] = "Fenmarch", "Camera 1"
    exif.get_ifd(0x8769)[0x9003] = taken
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 12.0, 0.0), 3: "E", 4: (0.0, 6.0, 0.0)})
    made = io.BytesIO()
    Image.effect_mandelbrot((640, 480), (-2, -1.2, 0.8, 1.2), 40).convert("RGB").save(made, "JPEG", exif=exif)
    return made.getvalue()


def letter(*, password: str = "", pages: int = 1) -> bytes:
    """A PDF of so many pages."""
    made = io.BytesIO()
    encrypt = {"encrypt": password} if password else {}
    canvas = Canvas(made, invariant=1, **encrypt)
    for page in range(1, pages + 1):
        canvas.drawString(72, 700, f"A letter from the school, page {page}")
        canvas.showPage()
    canvas.save()
    return made.getvalue()


@pytest.fixture
def visit(casebook: Casebook, clock: Clock) -> str:
    case, _, address = caseload(casebook)
    found = plan(casebook, case, address)
    casebook.visits.set_off(found)
    clock.set("2026-11-20 10:34")
    casebook.visits.arrive(found)
    return found


def test_a_photograph_keeps_its_original_and_offers_its_time_and_place(
    casebook: Casebook, visit: str, tmp_path: Path
) -> None:
    taken = photograph()
    file = tmp_path / "IMG_1.JPG"
    file.write_bytes(taken)
    found = casebook.exhibits.examine_file(file)
    assert found.sha256 == hashlib.sha256(taken).hexdigest()
    assert found.offered == {
        "exhibit_kind": "photo",
        "place": "Latitude 52.200000, longitude 0.100000",
        "produced_at": "20 11 2026 10:41:07",
    }
    exhibit, _ = casebook.exhibits.attach(visit, found, {**found.offered, **REASON})
    row = casebook.exhibits.list(visit)[0]
    assert (row.mark, row.sha256, row.mime, row.size) == ("DF/1", found.sha256, "image/jpeg", len(taken))
    assert (row.here, row.shown, row.locked) == (True, True, False)
    held = casebook.held(exhibit)
    assert held.text("produced_at") == "2026-11-20T10:41:07+00:00"
    assert held.text("picture_device") == "Fenmarch Camera 1"
    assert held.text("picture_time") == "2026-11-20 10:41:07"
    assert casebook.exhibits.original(exhibit) == taken
    with Image.open(io.BytesIO(casebook.exhibits.preview(exhibit, 160))) as small:
        assert (small.format, small.size) == ("PNG", (160, 120))


def test_marks_are_given_in_order_and_never_twice(casebook: Casebook, visit: str) -> None:
    found = casebook.exhibits.examine(photograph(), "door.jpg")
    first, _ = casebook.exhibits.attach(visit, found, REASON)
    second, _ = casebook.exhibits.attach(visit, found, REASON)
    casebook.records.withdraw(second, "the same picture twice")
    third, _ = casebook.exhibits.attach(visit, found, REASON)
    marks = [casebook.held(one).text("mark") for one in (first, second, third)]
    assert marks == ["DF/1", "DF/2", "DF/3"]
    assert [row.mark for row in casebook.exhibits.list(visit)] == ["DF/1", "DF/3"]


def test_a_reason_is_needed_and_nothing_is_kept_without_one(casebook: Casebook, visit: str) -> None:
    found = casebook.exhibits.examine(letter(), "letter.pdf")
    with pytest.raises(Problems) as caught:
        casebook.exhibits.attach(visit, found, {"exhibit_kind": "paper", "description": "A letter"})
    assert [problem.field for problem in caught.value.problems] == ["reason"]
    with pytest.raises(Problems, match="Say why"):
        casebook.exhibits.attach(visit, found, {**REASON, "reason": "other"})
    assert casebook.notebook.files.names() == ()


def test_refused_files_leave_nothing(casebook: Casebook, visit: str) -> None:
    with pytest.raises(Trouble, match="none of them"):
        casebook.exhibits.examine(b"MZ not paper", "setup.exe")
    with pytest.raises(Trouble, match="needs a password"):
        casebook.exhibits.examine(letter(password="fen"), "letter.pdf")
    assert casebook.exhibits.list(visit) == []
    assert casebook.notebook.files.names() == ()
    opened = casebook.exhibits.examine(letter(password="fen", pages=2), "letter.pdf", "fen")
    exhibit, _ = casebook.exhibits.attach(visit, opened, REASON)
    assert casebook.held(exhibit).value("pages") == 2


def test_a_failure_after_sealing_takes_the_files_away(
    casebook: Casebook, visit: str, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = casebook.exhibits.examine(letter(), "letter.pdf")
    original = casebook.notebook.vault.signing

    class Broken:
        id = original.id

        def sign(self, message: bytes) -> bytes:
            raise OSError("no key")

    monkeypatch.setattr(casebook.notebook.vault, "signing", Broken())
    with pytest.raises(OSError, match="no key"):
        casebook.exhibits.attach(visit, found, REASON)
    assert casebook.notebook.files.names() == ()
    monkeypatch.undo()
    casebook.exhibits.attach(visit, found, REASON)
    casebook.notebook.files.put([b"left by a crash"])
    assert casebook.exhibits.sweep() == 1
    assert len(casebook.notebook.files.names()) == 2


def test_a_changed_original_fails_loudly(casebook: Casebook, visit: str) -> None:
    exhibit, _ = casebook.exhibits.attach(visit, casebook.exhibits.examine(letter(), "a.pdf"), REASON)
    file = casebook.held(exhibit).value("file")
    assert isinstance(file, dict)
    path = casebook.notebook.files.path(str(file["id"]))
    spoilt = bytearray(path.read_bytes())
    spoilt[-20] ^= 1
    path.write_bytes(spoilt)
    with pytest.raises(Trouble, match="damaged or changed"):
        casebook.exhibits.original(exhibit)


def test_an_export_is_written_and_logged(casebook: Casebook, visit: str, tmp_path: Path) -> None:
    exhibit, _ = casebook.exhibits.attach(visit, casebook.exhibits.examine(letter(), "a.pdf"), REASON)
    casebook.exhibits.export(exhibit, tmp_path / "out.pdf", recipient="Legal", reason="to read")
    assert (tmp_path / "out.pdf").read_bytes() == letter()
    with casebook.notebook.reading() as book:
        released = records.listed(book, kinds=["release"], parent=exhibit)
    assert [item.text("sha256") for item in released] == [hashlib.sha256(letter()).hexdigest()]
    with pytest.raises(Trouble, match="Choose a folder"):
        casebook.exhibits.export(exhibit, tmp_path)


def test_a_picture_over_fifty_megapixels_is_kept_but_not_shown(casebook: Casebook, visit: str) -> None:
    made = io.BytesIO()
    Image.new("1", (8000, 7000)).save(made, "PNG")
    found = casebook.exhibits.examine(made.getvalue(), "plan.png")
    assert "56 megapixels" in found.remarks[0]
    exhibit, _ = casebook.exhibits.attach(visit, found, REASON)
    assert casebook.exhibits.original(exhibit) == made.getvalue()
    with pytest.raises(Trouble, match="too large to show"):
        casebook.exhibits.preview(exhibit, 100)


def test_a_locked_visit_takes_no_more_but_its_case_does(casebook: Casebook, visit: str) -> None:
    found = casebook.exhibits.examine(letter(), "a.pdf")
    casebook.records.move(visit, "aborted", "dog", machine={"outcome_code": "V15", "outcome_reason": "dog"})
    casebook.visits.lock(visit)
    with pytest.raises(Trouble, match="Attach it to the case"):
        casebook.exhibits.attach(visit, found, REASON)
    casebook.exhibits.attach(casebook.held(visit).home, found, REASON)
    assert [row.mark for row in casebook.exhibits.list(casebook.held(visit).home)] == ["DF/1"]


def test_a_file_on_disk_is_attached_in_one_go(
    casebook: Casebook, visit: str, tmp_path: Path, clock: Clock
) -> None:
    path = tmp_path / "door.jpg"
    path.write_bytes(photograph())
    exhibit, _ = casebook.exhibits.attach_file(visit, path, {**REASON, "place": "Sluice Lane"})
    held = casebook.held(exhibit)
    assert (held.text("place"), held.happened) == ("Sluice Lane", "2026-11-20T10:41:07+00:00")
    with pytest.raises(Trouble, match="cannot be read"):
        casebook.exhibits.attach_file(visit, tmp_path / "none.jpg", REASON)
