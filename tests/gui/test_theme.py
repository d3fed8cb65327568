"""The table of measured contrast in the look, repeated from the tokens."""

from __future__ import annotations

import pytest

from fieldkit.gui.style import sheet
from fieldkit.gui.theme import TOKENS, Look, Theme, contrast

_GROUNDS = (
    "surface",
    "sunken",
    "raised",
    "field",
    "action_tint",
    "danger_tint",
    "warn_tint",
    "ok_tint",
    "offline_tint",
    "verbatim_tint",
)
#: token: (light, dark) on each ground in the order above; None is a pair that is not used.
_MEASURED: dict[str, tuple[tuple[float, float] | None, ...]] = {
    "text": (
        (16.6, 15.9), (14.7, 14.2), (16.6, 12.7), (16.6, 16.8), (14.2, 12.4),
        (14.5, 13.9), (14.8, 12.3), (14.5, 12.6), (13.8, 11.3), (14.6, 13.7),
    ),
    "muted": (
        (8.6, 10.0), (7.6, 8.9), (8.6, 8.0), (8.6, 10.6), (7.4, 7.8),
        (7.5, 8.7), (7.7, 7.8), None, None, (7.6, 8.6),
    ),
    "action": (
        (8.7, 9.6), (7.7, 8.6), (8.7, 7.7), (8.7, 10.2), (7.5, 7.6),
        (7.6, 8.4), (7.8, 7.5), (7.6, 7.6), None, None,
    ),
    "danger": (
        (8.3, 9.4), (7.4, 8.4), (8.3, 7.5), (8.3, 10.0), (7.1, 7.4), (7.3, 8.2), None, None, None, None,
    ),
    "ok": ((8.5, 10.8), (7.6, 9.6), None, None, (7.3, 8.4), None, None, (7.4, 8.5), None, None),
    "warn": ((8.4, 11.9), (7.5, 10.6), None, None, None, None, (7.5, 9.2), None, None, None),
    "offline": ((8.6, 10.0), None, None, None, None, None, None, None, (7.1, 7.1), None),
    "verbatim": ((10.6, 9.9), None, None, (10.6, 10.4), None, None, None, None, None, (9.4, 8.5)),
    "disabled": ((5.6, 7.0), None, None, None, None, None, None, None, None, None),
    "edge": ((5.1, 5.5), (4.5, 4.9), (5.1, 4.4), (5.1, 5.8), None, None, None, None, None, None),
    "warn_edge": ((4.7, 7.1), (4.2, 6.3), None, None, None, None, (4.2, 5.5), None, None, None),
    "focus": ((19.6, 12.9), (17.4, 11.6), (19.6, 10.3), None, None, None, None, None, None, None),
}  # fmt: skip
_OTHERS = {
    ("rail_text", "rail"): (13.6, 17.2),
    ("rail_muted", "rail"): (8.8, 9.7),
    ("rail_on_text", "rail_on"): (13.6, 15.1),
    ("on_action", "action"): (8.7, 9.2),
    ("on_action", "action_over"): (11.0, 11.4),
    ("on_action", "action_down"): (13.7, 13.1),
    ("on_danger", "danger"): (8.3, 9.6),
    ("on_danger", "danger_over"): (11.1, 11.7),
    ("on_danger", "danger_down"): (14.8, 13.7),
    ("disabled", "disabled_fill"): (4.5, 5.2),
    ("focus", "focus_gap"): (14.5, 14.5),
    ("rail_on", "rail"): (13.6, 15.1),
}
_CONTRAST = {
    "text": 21.0,
    "action": 14.3,
    "danger": 12.3,
    "warn": 14.6,
    "ok": 14.9,
    "verbatim": 13.7,
    "disabled": 12.7,
    "focus": 17.5,
}
_EDGES = {"edge", "warn_edge", "focus"}

PAIRS = {
    (token, ground): numbers
    for token, row in _MEASURED.items()
    for ground, numbers in zip(_GROUNDS, row, strict=True)
    if numbers is not None
} | _OTHERS


@pytest.mark.parametrize("pair", sorted(PAIRS))
def test_a_pair_reaches_its_number(pair: tuple[str, str]) -> None:
    for look, number in zip((Look.LIGHT, Look.DARK), PAIRS[pair], strict=True):
        worn = Theme(look)
        reached = contrast(worn.hex(pair[0]), worn.hex(pair[1]))
        assert round(reached, 1) >= number, f"{pair} in {look} is {reached:.2f}, the table says {number}"
        assert reached >= (3.0 if pair[0] in _EDGES else 4.5)


@pytest.mark.parametrize("token", sorted(_CONTRAST))
def test_high_contrast_reaches_its_number_on_black(token: str) -> None:
    worn = Theme(Look.CONTRAST)
    assert round(contrast(worn.hex(token), "#000000"), 1) >= _CONTRAST[token]


def test_the_ring_can_be_seen_on_rail_and_action() -> None:
    for look in (Look.LIGHT, Look.DARK):
        worn = Theme(look)
        for ground in ("rail", "action"):
            lines = (contrast(worn.hex(line), worn.hex(ground)) for line in ("focus", "focus_gap"))
            assert max(lines) >= 3.0


@pytest.mark.parametrize("look", list(Look))
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_the_sheet_names_no_colour_but_tokens(look: Look, scale: float) -> None:
    worn = Theme(look, scale)
    known = {worn.hex(token) for token in TOKENS}
    made = sheet(worn)
    assert "$" not in made
    found = {made[at : at + 7] for at in range(len(made)) if made[at] == "#"}
    assert found <= known


def test_a_text_scale_outside_its_limits_is_refused() -> None:
    with pytest.raises(ValueError, match="text scale"):
        Theme(Look.LIGHT, 2.5)
