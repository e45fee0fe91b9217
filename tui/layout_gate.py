"""Whether what a keyboard scanner types is let through: not while its layout is known or feared to be wrong (R08)."""

from dataclasses import replace

from tui.messages import Taken

LAYOUT = "layout"
"""The fault of a scan that was not let through."""


class LayoutGate:
    """`needed` is the station's setting: closed until the test code has come through rightly. A test can close
    it too."""

    def __init__(self, needed: bool = False) -> None:
        self.closed = needed

    def admit(self, taken: Taken) -> Taken:
        """`taken`, with a fault while the gate is closed. What a person types always passes."""
        wedge = taken.how == "scanned" and taken.source == "keyboard" and taken.fault is None
        return replace(taken, fault=LAYOUT) if wedge and self.closed else taken
