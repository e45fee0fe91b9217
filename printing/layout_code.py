"""The page with the test code of a keyboard scanner: its barcode at the top, and what it is for."""

from collections.abc import Sequence

from models.language import say_in
from printing.letterhead import Frame
from printing.page import compose, press, space
from printing.table import caption, title
from printing.wording import spoken


def render(code: str, words: Sequence[str], language: str) -> bytes:
    """One page as PDF; `words` stand under the barcode of `code`, a line each."""
    language = spoken(language)
    with press:
        name = say_in(language, "Test code")
        flow = [title(name, code), space(6), *(caption(line) for line in words)]
        return compose(Frame(name, code, "", "", "", language), flow)
