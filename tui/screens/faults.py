"""What a screen says of a text it cannot trust or does not take."""

from models.language import say
from models.refusals import Refusal
from tui.messages import Taken


class NotPastedHere(Refusal):
    """Several lines were pasted where one text is expected."""

    template = "{lines} pasted lines are more than this screen takes."
    next_step = "Paste lists in the serial number dialog."


def fault_words(taken: Taken) -> tuple[str, str]:
    """Why a text cannot be trusted, and what to do."""
    again = say("Scan it again.")
    words = {
        "incomplete": (say("{text}… stopped half way.", text=taken.text), again),
        "too-long": (say("{text}… is longer than any code.", text=taken.text[:40]), again),
        "line-settings": (
            say("{source} sends noise: its line settings do not match.", source=taken.source),
            say("Correct baud rate and parity in serialdock.toml; Settings, Scanners shows them."),
        ),
        "non-ascii": (say("{text} holds characters no serial number has.", text=taken.text), again),
        "control-chars": (say("{text} holds control characters.", text=taken.text), again),
        "control-keys": (say("{text} was mixed with control keys.", text=taken.text), again),
        "layout": (
            say("{text} was typed by a scanner; its keyboard layout is not proven right.", text=taken.text),
            say("9 Settings, 4 Scanners, k: scan the test code."),
        ),
        "mixed": (say("{text} is typed and scanned text in one.", text=taken.text), again),
    }
    return words.get(taken.fault or "", (say("{text} was not read cleanly.", text=taken.text), again))
