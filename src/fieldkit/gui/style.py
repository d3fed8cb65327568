"""The application's style sheet, made from the tokens and the text scale."""

from __future__ import annotations

from string import Template

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from fieldkit.gui import icons
from fieldkit.gui.ring import RingKeeper
from fieldkit.gui.theme import TOKENS, Look, Theme, keep
from fieldkit.gui.typefaces import ROLES, font, load_faces

_SHEET = Template("""
* { outline: none; }
QWidget { color: $text; font-size: ${s16}px; }
QMainWindow, QDialog, QWidget[ground="surface"] { background: $surface; }
QWidget[ground="sunken"] { background: $sunken; }
QWidget[ground="rail"] { background: $rail; }
QScrollArea, QStackedWidget, QScrollArea > QWidget > QWidget[ground="none"] {
    background: transparent; border: none;
}
QLabel { background: transparent; border: none; }

QPushButton { font-weight: 600; font-size: ${s16}px; border-radius: 4px; }
QPushButton[kind="plain"] {
    background: $raised; color: $text; border: ${e1}px solid $edge;
    min-height: ${plain_h}px; padding: 0px ${plain_p}px;
}
QPushButton[kind="plain"]:hover {
    border: 2px solid $action; padding: 0px ${over_p}px; min-height: ${over_h}px;
}
QPushButton[kind="plain"]:pressed { background: $action_tint; }
QPushButton[kind="plain"]:checked {
    background: $action; color: $on_action; border: ${e1}px solid $action;
}
QPushButton[kind="main"] {
    background: $action; color: $on_action; border: none; min-height: ${s44}px; padding: 0px 16px;
}
QPushButton[kind="main"]:hover { background: $action_over; }
QPushButton[kind="main"]:pressed { background: $action_down; }
QPushButton[kind="page"] {
    background: $raised; color: $action; border: 2px solid $action;
    min-height: ${over_h}px; padding: 0px 12px;
}
QPushButton[kind="page"]:hover { background: $action_tint; }
QPushButton[kind="page"]:pressed { background: $action_tint; color: $action_down; }
QPushButton[kind="danger"] {
    background: $danger; color: $on_danger; border: none; min-height: ${s44}px; padding: 0px 15px;
}
QPushButton[kind="danger"]:hover { background: $danger_over; }
QPushButton[kind="danger"]:pressed { background: $danger_down; }
QPushButton[foot="true"] { font-size: ${s17}px; }
QPushButton[kind="main"][foot="true"], QPushButton[kind="danger"][foot="true"] {
    min-height: ${s48}px; padding: 0px 22px;
}
QPushButton[kind="plain"][foot="true"] { min-height: ${foot_h}px; padding: 0px ${foot_p}px; }
QPushButton[kind="plain"][foot="true"]:hover { min-height: ${foot_over}px; }
QPushButton[foot="tall"] { font-size: ${s17}px; }
QPushButton[kind="main"][foot="tall"] { min-height: ${s64}px; padding: 0px 32px; font-size: ${s18}px; }
QPushButton[kind="plain"][foot="tall"] { min-height: ${tall_h}px; padding: 0px ${foot_p}px; }
QPushButton[kind="plain"][foot="tall"]:hover { min-height: ${tall_over}px; padding: 0px ${tall_p}px; }
QPushButton[unavailable="true"], QPushButton[unavailable="true"]:hover,
QPushButton[unavailable="true"]:pressed {
    background: $disabled_fill; color: $disabled; border: ${e1}px dashed $edge; min-height: ${plain_h}px;
    padding: 0px ${plain_p}px;
}
QPushButton[unavailable="true"][foot="true"], QPushButton[unavailable="true"][foot="true"]:hover {
    min-height: ${foot_h}px; padding: 0px ${foot_p}px;
}
QPushButton[align="left"] { text-align: left; }
QPushButton[right="true"], QPushButton[right="true"]:hover {
    min-height: ${right_h}px; border: 2px solid $edge; padding: 0px 12px; font-size: ${s17}px;
}
QPushButton[right="true"]:hover { border-color: $action; }
QPushButton[right="true"][unavailable="true"] { border: 2px dashed $edge; }
QPushButton[asks="true"] { padding: 0px 11px; }
QPushButton[asks="true"]:hover { padding: 0px 10px; }

QLineEdit, QPlainTextEdit {
    background: $field; color: $text; border: ${e1}px solid $edge; border-radius: 4px;
    font-size: ${s17}px; padding: 0px 10px; selection-background-color: $action; selection-color: $on_action;
}
QLineEdit { min-height: ${plain_h}px; }
QLineEdit:hover, QPlainTextEdit:hover { border-color: $action; }
QPlainTextEdit { padding: 4px 8px; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"] { border: 3px solid $danger; }
QLineEdit[wrong="true"] { min-height: ${wrong_h}px; padding: 0px 8px; }
QPlainTextEdit[wrong="true"] { padding: 2px 6px; }
QPlainTextEdit[voice="verbatim"] { border-color: $verbatim; }
QPlainTextEdit[voice="verbatim"][wrong="true"] { border-color: $danger; }
QLineEdit:read-only, QPlainTextEdit[reading="true"] { border: none; background: transparent; }

QComboBox {
    background: $raised; border: ${e1}px solid $edge; border-radius: 4px; min-height: ${plain_h}px;
    padding: 0px 12px; font-size: ${s16}px; font-weight: 500;
}
QComboBox:hover { border: 2px solid $action; padding: 0px 11px; min-height: ${over_h}px; }
QComboBox[wrong="true"] { border: 3px solid $danger; min-height: ${wrong_h}px; padding: 0px 10px; }
QComboBox::drop-down { border: none; width: ${s40}px; }
QComboBox::down-arrow { image: none; }
QComboBox QAbstractItemView {
    background: $raised; border: 2px solid $edge;
    selection-background-color: $action_tint; selection-color: $text;
}
QComboBox QAbstractItemView::item { min-height: ${s44}px; padding: 0px 12px; }

QAbstractItemView { background: transparent; border: none; }
QMenu { background: $raised; border: 2px solid $edge; }
QMenu::item { padding: 12px 24px; }
QMenu::item:selected { background: $action_tint; }
QToolTip { background: $raised; color: $text; border: 1px solid $edge; }

QScrollBar:vertical { background: transparent; width: 14px; margin: 0px; }
QScrollBar:horizontal { background: transparent; height: 14px; margin: 0px; }
QScrollBar::handle { background: $edge; border-radius: 4px; margin: 3px; }
QScrollBar::handle:vertical { min-height: 44px; }
QScrollBar::handle:horizontal { min-width: 44px; }
QScrollBar::handle:hover { background: $action; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0px; height: 0px; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QProgressBar { background: $surface; border: 1px solid $edge; border-radius: 0px; max-height: 10px; }
QProgressBar::chunk { background: $action; }

QFrame[rule="section"] { background: $edge; border: none; max-height: 1px; min-height: 1px; }
QFrame[rule="line"] { background: $line; border: none; max-height: 1px; min-height: 1px; }
QFrame[rule="upright"] { background: $line; border: none; max-width: 1px; min-width: 1px; }
QFrame[rule="rail"] { background: $rail_text; border: none; max-height: 1px; min-height: 1px; }
QFrame[card="plain"] { background: $raised; border: ${e1}px solid $edge; border-radius: 4px; }
QFrame[card="flag"] { background: $warn_tint; border: 2px solid $warn_edge; border-radius: 4px; }
QFrame[card="late"] { background: $offline_tint; border: 2px solid $edge; border-radius: 4px; }
QFrame[card="float"] { background: $raised; border: 2px solid $edge; }
QFrame[foot_bar="true"] { background: $surface; border: none; border-top: 1px solid $edge; }
QFrame[header="true"] { background: $surface; border: none; border-bottom: 1px solid $line; }
QFrame[context="true"] { background: $sunken; border: none; border-left: 1px solid $line; }
QFrame[side="sunken"] { background: $sunken; border: none; border-right: 1px solid $line; }
QFrame[side="true"] { background: $surface; border: none; border-right: 1px solid $line; }
QFrame[tabs="true"] { background: $surface; border: none; border-bottom: 1px solid $edge; }
""")


def _roles() -> str:
    rules = []
    for name, role in ROLES.items():
        rules.append(
            f'QLabel[role="{name}"] {{ font-family: "{role.face}"; '
            f"font-size: ${{s{role.size}}}px; font-weight: {role.weight}; }}"
        )
    rules += [f'QLabel[weight="{weight}"] {{ font-weight: {weight}; }}' for weight in (400, 500, 600, 700)]
    rules += [f'QLabel[tone="{token}"] {{ color: ${token}; }}' for token in TOKENS]
    return "\n".join(rules)


def sheet(worn: Theme) -> str:
    """The whole style sheet for a theme."""
    edge = worn.edge_width
    sizes = {f"s{n}": str(worn.px(n)) for n in (14, 15, 16, 17, 18, 20, 23, 27, 28, 40, 44, 48, 64)}
    inside = {
        "e1": edge,
        "plain_h": worn.px(44) - 2 * edge,
        "plain_p": 16 - edge,
        "over_h": worn.px(44) - 4,
        "over_p": 14,
        "foot_h": worn.px(48) - 2 * edge,
        "foot_over": worn.px(48) - 4,
        "foot_p": 21 - edge,
        "tall_h": worn.px(64) - 2 * edge,
        "tall_over": worn.px(64) - 4,
        "tall_p": 19,
        "wrong_h": worn.px(44) - 6,
        "right_h": worn.px(56) - 4,
    }
    names = {token: worn.hex(token) for token in TOKENS}
    return Template(_SHEET.template + _roles()).substitute(
        names, **sizes, **{k: str(v) for k, v in inside.items()}
    )


def _palette(worn: Theme) -> QPalette:
    palette = QPalette()
    for part, token in (
        (QPalette.ColorRole.Window, "surface"),
        (QPalette.ColorRole.WindowText, "text"),
        (QPalette.ColorRole.Base, "field"),
        (QPalette.ColorRole.Text, "text"),
        (QPalette.ColorRole.Button, "raised"),
        (QPalette.ColorRole.ButtonText, "text"),
        (QPalette.ColorRole.Highlight, "action"),
        (QPalette.ColorRole.HighlightedText, "on_action"),
        (QPalette.ColorRole.PlaceholderText, "muted"),
        (QPalette.ColorRole.Link, "action"),
    ):
        palette.setColor(part, worn.colour(token))
    return palette


def begin(app: QApplication, chosen: Theme) -> None:
    """Prepare a new application once: base style, faces, focus ring, then `wear`."""
    app.setStyle("Fusion")
    load_faces()
    app.setProperty("ring_keeper", RingKeeper(app))
    wear(app, chosen)


def wear(app: QApplication, chosen: Theme) -> None:
    """Dress the whole application; every widget gets a `StyleChange` event and draws itself again."""
    keep(chosen)
    icons.forget()
    app.setPalette(_palette(chosen))
    app.setFont(font("body"))
    app.setStyleSheet(sheet(chosen))


def look_named(name: str) -> Look:
    """The look kept in the settings under `name`; light when there is none of that name."""
    return Look(name) if name in set(Look) else Look.LIGHT
