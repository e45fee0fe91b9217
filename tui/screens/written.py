"""What a person writes by hand where units are scanned: one, a list, or a range."""

from models.serial_text import expand, split
from tui.messages import Taken

LIST_SIGNS = ",;\t\r\n"
RANGE_SIGNS = ("..", "…")


def several(taken: Taken) -> list[str] | None:
    """The texts of a list or a range; None for one text. No label is a list, and only what was typed is a range."""
    if taken.how != "scanned" and any(sign in taken.text for sign in LIST_SIGNS):
        return split(taken.text)
    if taken.how == "keyed" and any(sign in taken.text for sign in RANGE_SIGNS):
        return expand(taken.text)
    return None
