"""Every pair of colours an operator reads is at 4.5:1 or better."""

import re

import pytest

from tui import look
from tui.widgets.cells import CURSOR, MUTED, TONES
from tui.widgets.form import BOX, WRONG
from tui.widgets.verdict_band import VerdictBand

GROUNDS = [str(look.THEME.background), str(look.THEME.surface), CURSOR]
INKS = [str(look.THEME.foreground), MUTED, *TONES.values()]


def contrast(one: str, other: str) -> float:
    """WCAG 2.1, relative luminance."""

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("ink", INKS)
def test_text_reads_on_every_ground(ink: str, ground: str) -> None:
    assert contrast(ink, ground) >= 4.5


def test_verdicts_read_on_their_own_colour() -> None:
    pairs = re.findall(r"background: (#\w+); color: (#\w+)", VerdictBand.DEFAULT_CSS)
    assert len(pairs) == 6
    assert all(contrast(ground, ink) >= 4.5 for ground, ink in pairs)


def test_the_top_row_the_fields_and_the_keys_read() -> None:
    assert contrast("#FFFFFF", look.BLUE) >= 4.5
    assert contrast("#000000", TONES["ask"]) >= 4.5
    assert contrast("#000000", look.ORANGE) >= 4.5
    assert contrast(str(look.THEME.accent), str(look.THEME.surface)) >= 4.5
    assert contrast(WRONG, str(look.THEME.background)) >= 4.5
    assert contrast(str(look.THEME.foreground), BOX) >= 4.5
