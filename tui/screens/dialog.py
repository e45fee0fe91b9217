"""A question over the screen that asked it. It does nothing but ask; its answer is typed."""

from typing import ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen

from tui.screens.base import StationScreen

T = TypeVar("T")

WIDTH = 70
"""Cells of the narrowest dialog, with its frame."""
BODY_LEAST = 3
AROUND_BODY = 10
"""Rows a dialog needs beside its body: frame, heading, a verdict, the field and two rows of keys."""


class Dialog(ModalScreen[T], StationScreen[T], Generic[T]):
    """Scans go to the unclaimed tray unless a dialog says `takes_scans = True`; nothing in it can be pressed
    by one.
    """

    takes_scans: ClassVar[bool] = False
    takes_text: ClassVar[bool] = False
    is_question: ClassVar[bool] = True

    def on_resize(self) -> None:
        """The body gives way, never the question, its verdict or its keys."""
        self.head.text = self.head.text or self.heading()
        more = self.head.rows(min(WIDTH, self.size.width) - 4) - 1
        self.query_one("#body").styles.max_height = max(BODY_LEAST, self.size.height - AROUND_BODY - more)

    def compose(self) -> ComposeResult:
        """A frame in the middle; the heading is its title."""
        with Vertical(id="dialog") as frame:
            frame.border_title = None
            self.head.wraps = True
            yield self.head
            with Vertical(id="body"):
                yield from self.compose_body()
            yield self.band
            yield self.field
            yield self.command_bar
