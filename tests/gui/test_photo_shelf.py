"""Photographs and papers beside a visit: their reason, their password, their names."""

from __future__ import annotations

from collections.abc import Iterator

import papers
import pytest
from PySide6.QtGui import QImage
from sitting import Sitting, sitting

from fieldkit.gui.file_password import FilePassword
from fieldkit.gui.jobs import Jobs
from fieldkit.gui.kit import Kit
from fieldkit.gui.visit.photo_shelf import PhotoShelf
from fieldkit.gui.widgets.button import Button


@pytest.fixture
def at(qapp) -> Iterator[Sitting]:
    jobs = Jobs()
    with sitting(Kit(jobs)) as made:
        yield made
    jobs.close()


def test_a_photograph_needs_its_reason_and_a_file_that_is_none_is_refused_in_words(
    at: Sitting, tmp_path
) -> None:
    visit = at.at_the_door()
    page = at.open("visit", f"{visit}/Documents and photographs")
    shelf = page.findChild(PhotoShelf)
    picture, rubbish = tmp_path / "letter.png", tmp_path / "rubbish.jpg"
    made = QImage(80, 60, QImage.Format.Format_RGB32)
    made.fill(0x808080)
    made.save(str(picture))
    rubbish.write_bytes(b"no picture")
    shelf.strip.files_given.emit([picture, rubbish])
    at.wait()
    rows = shelf.strip.rows_model()
    said = [rows.row(n).spoken() for n in range(rows.rowCount())]
    assert [words for words in said if words.startswith("rubbish.jpg. FieldKit prints")]
    shelf.form.set_answers({"exhibit_kind": "photo", "description": "Tenancy letter"})
    shelf.findChild(Button, "attach_button").click()
    at.wait()
    assert shelf.form.block("reason").property("problem")
    reason = at.load.book.reference().codes("photo-reason")[0].code
    shelf.form.set_answers({"exhibit_kind": "photo", "description": "Tenancy letter", "reason": reason})
    shelf.findChild(Button, "attach_button").click()
    at.wait()
    assert [row.mark for row in at.load.book.exhibits.list(visit)] == ["DF/1"]


def test_a_locked_pdf_is_opened_with_its_password_which_is_kept_nowhere(
    at: Sitting, tmp_path, caplog
) -> None:
    visit = at.at_the_door()
    page = at.open("visit", f"{visit}/Documents and photographs")
    shelf = page.findChild(PhotoShelf)
    file = papers.locked_pdf(tmp_path / "letter.pdf", "fen and sluice")
    shelf.strip.files_given.emit([file])
    at.wait()
    assert shelf.strip.rows_model().row(0).spoken() == "letter.pdf. This PDF needs a password."
    asked = shelf.findChild(FilePassword)
    asked.open_button.click()
    assert asked.block.property("problem") == "Enter the password of this PDF"
    asked.field.set_value("fen and slush")
    asked.open_button.click()
    asked.open_button.click()
    at.wait()
    assert asked.block.property("problem") == "That password does not open this PDF."
    assert asked.field.value() == "fen and slush"
    asked.field.set_value("fen and sluice")
    asked.open_button.click()
    at.wait()
    assert shelf.findChild(FilePassword) is None
    reason = at.load.book.reference().codes("photo-reason")[0].code
    shelf.form.set_answers({"exhibit_kind": "paper", "description": "Letter", "reason": reason})
    shelf.findChild(Button, "attach_button").click()
    at.wait()
    book = at.load.book
    assert [row.mark for row in book.exhibits.list(visit)] == ["DF/1"]
    told = str([book.pages.show(row.exhibit) for row in book.exhibits.list(visit)])
    assert "sluice" not in told + caplog.text + str(book.drafts.open(visit).typed)


def test_two_files_of_one_name_are_two_tiles_and_leaving_one_out_leaves_the_other(
    at: Sitting, tmp_path
) -> None:
    visit = at.at_the_door()
    page = at.open("visit", f"{visit}/Documents and photographs")
    shelf = page.findChild(PhotoShelf)
    for folder in ("first", "second"):
        (tmp_path / folder).mkdir()
    files = [papers.locked_pdf(tmp_path / folder / "letter.pdf", folder) for folder in ("first", "second")]
    shelf.strip.files_given.emit(files)
    at.wait()
    rows = shelf.strip.rows_model()
    assert [rows.row(n).mark for n in range(rows.rowCount())] == ["letter.pdf", "letter.pdf", ""]
    fields = shelf.findChildren(FilePassword)
    fields[0].leave_button.click()
    fields[1].field.set_value("second")
    fields[1].open_button.click()
    at.wait()
    assert [rows.row(n).mark for n in range(rows.rowCount())] == ["letter.pdf", ""]
    assert shelf.form is not None
