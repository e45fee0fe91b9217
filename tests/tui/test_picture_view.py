"""A picture in block elements: what is dark stands dark where it was, and no key looks past its edge."""

import sys
from datetime import date

import pytest
from textual.app import ComposeResult
from textual.geometry import Size

from models.documents import Party
from models.layout import STANDARD
from models.layout_sample import PageHead
from printing.raster import WIDTH_MOST, NoRasteriser, pixels
from tests.tui.robot import station
from tests.tui.shell import NoBook
from tui.app import StationApp
from tui.clerk import Clerk
from tui.layout_paper import sample_pdf
from tui.screens.base import StationScreen
from tui.widgets.picture_view import BLOCKS, PictureView

SIZE = (40, 16)


class Wall(StationScreen[None]):
    """A picture and nothing else."""

    def __init__(self) -> None:
        super().__init__()
        self.picture = PictureView()

    def listing(self) -> PictureView:
        return self.picture

    def compose_body(self) -> ComposeResult:
        yield self.picture


async def test_a_dark_corner_is_where_it_was_and_keys_end_at_the_edges() -> None:
    wall = Wall()
    wide, high = 400, 300
    grey = bytearray(b"\xff" * (wide * high))
    for y in range(4, 8):
        grey[y * wide + 3] = 0
    async with station(StationApp(Clerk(NoBook), lambda: wall), SIZE) as robot:
        wall.picture.show(wide, high, bytes(grey))
        await robot.settle()
        assert wall.picture.cells == Size(200, 75)
        wall.picture.move("home")
        assert (wall.picture.left, wall.picture.top) == (0, 0)
        assert wall.picture.render_line(1).text[:4] == " ▐  "
        assert set(wall.picture.render_line(0).text) == {" "}
        for key in ("end", *["right"] * 50, *["pagedown"] * 20):
            assert wall.picture.move(key)
        assert (wall.picture.left, wall.picture.top) == (160, 75 - wall.picture.size.height)
        assert not wall.picture.move("x")
        for key in (*["left"] * 50, *["up"] * 50):
            wall.picture.move(key)
        assert (wall.picture.left, wall.picture.top) == (0, 0)
        assert all(set(wall.picture.render_line(y).text) <= set(BLOCKS) for y in range(10))


def test_a_page_is_drawn_as_wide_as_asked_and_never_wider_than_the_limit() -> None:
    pdf = sample_pdf("invoice", STANDARD, PageHead(Party("Havnens Teknik ApS"), date(2026, 11, 26)), "en")
    drawn = pixels(pdf, 200)
    assert (drawn.width, drawn.pages) == (200, 1)
    assert len(drawn.grey) == drawn.width * drawn.height
    assert min(drawn.grey) < 60
    assert pixels(pdf, 10**9).width <= WIDTH_MOST + 1


def test_without_the_library_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(NoRasteriser, match="pypdfium2 is not installed"):
        pixels(b"%PDF-", 10)
