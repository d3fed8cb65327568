"""Forms: every one loads, and a class and its form that disagree are refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from fieldkit.assets import asset
from fieldkit.gui import loader
from fieldkit.gui.widgets import promoted
from fieldkit.gui.widgets.button import Button

FORMS = sorted(path.name for path in asset("ui").glob("*.ui"))
_FORM = """<ui version="4.0"><class>f</class><widget class="QWidget" name="f">
<widget class="QLabel" name="heading"/><widget class="{kind}" name="act"/></widget></ui>"""


@pytest.mark.parametrize("form", FORMS)
def test_every_form_loads_and_promotes_its_widgets(qtbot, form: str) -> None:
    into = QWidget()
    qtbot.addWidget(into)
    loader.load(form, into)
    text = asset("ui", form).read_text(encoding="utf-8")
    for name in promoted.PROMOTED:
        wanted = text.count(f'class="{name}"')
        kind = promoted.classes()[name]
        made = [child for child in into.findChildren(QWidget) if type(child) is kind]
        assert len(made) >= wanted, f"{form}: {name}"


@pytest.mark.parametrize("name", sorted(promoted.PROMOTED))
def test_every_promoted_widget_can_be_built_by_a_form(qtbot, name: str) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    assert isinstance(promoted.classes()[name](parent=parent), QWidget)


class _Wants(QWidget):
    heading: QLabel
    act: Button


class _WantsMore(QWidget):
    heading: QLabel
    missing: QPushButton


def _form(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> QWidget:
    (tmp_path / "f.ui").write_text(_FORM.format(kind=kind), encoding="utf-8")
    monkeypatch.setattr(loader, "asset", lambda *parts: tmp_path / parts[-1])
    into = QWidget()
    loader.load("f.ui", into)
    return into


def test_declared_children_are_set(qtbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    form, owner = _form(tmp_path, monkeypatch, "Button"), _Wants()
    qtbot.addWidget(form)
    qtbot.addWidget(owner)
    loader.take(owner, form)
    assert owner.heading.objectName() == "heading"
    assert owner.act.accessibleIdentifier() == "act"


def test_a_child_of_another_type_is_refused(qtbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    form, owner = _form(tmp_path, monkeypatch, "QPushButton"), _Wants()
    qtbot.addWidget(form)
    qtbot.addWidget(owner)
    with pytest.raises(loader.FormError, match="act is a QPushButton, not a Button"):
        loader.take(owner, form)


def test_a_missing_child_is_refused(qtbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    form, owner = _form(tmp_path, monkeypatch, "Button"), _WantsMore()
    qtbot.addWidget(form)
    qtbot.addWidget(owner)
    with pytest.raises(loader.FormError, match="declares missing"):
        loader.take(owner, form)
