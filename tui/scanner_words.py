"""What the scanner test says of one pull of the trigger, on the screen and on the command line alike."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from devices.probing import Facts, Label, suggested_feedback
from models.codes import Unreadable, parse
from models.language import say

if TYPE_CHECKING:
    from devices.scanner import ScannerSettings

ENDING_SIGNS: Final = {
    "cr": "CR",
    "lf": "LF",
    "crlf": "CR LF",
    "tab": "TAB",
    "etx": "ETX",
    "eot": "EOT",
    "stx-etx": "STX … ETX",
}
HEX_SHOWN: Final = 60
HEX_ROW: Final = 20


def ending_words(facts: Facts) -> str:
    """How the labels of this scanner end."""
    if facts.ending == "ssi":
        return say("a Zebra SSI packet")
    return ENDING_SIGNS.get(facts.ending) or say("nothing: the scanner sends no ending")


def hex_words(raw: bytes) -> str:
    """Bytes in hex, the first HEX_SHOWN."""
    return raw[:HEX_SHOWN].hex(" ") + (" …" if len(raw) > HEX_SHOWN else "")


def hex_rows(raw: bytes) -> list[str]:
    """The same in rows of HEX_ROW bytes."""
    words = hex_words(raw).split(" ")
    return [" ".join(words[at : at + HEX_ROW]) for at in range(0, len(words), HEX_ROW)]


def meaning(label: Label) -> tuple[str, str]:
    """The AIM identifier of a label and what the label says, both for a person; "" where there is none."""
    if label.fault is not None:
        return "", label.raw.decode("ascii", "backslashreplace")
    code = parse(label.text)
    if isinstance(code, Unreadable):
        return code.aim or "", say(code.template, text=code.text, detail=code.detail)
    return code.aim or "", code.notation


def fault_of(facts: Facts) -> tuple[str, str] | None:
    """What is wrong with this scanner's settings or with its label, and what to change; None when all is well."""
    faults = {label.fault for label in facts.labels if label.fault}
    if facts.line:
        return (
            say("The scanner sends {line}, read as 8N1.", line=facts.line),
            say('Set it to 8N1, or set line = "{line}" here.', line=facts.line),
        )
    if facts.noise:
        return (
            say("What came is noise: speed or parity do not match."),
            say("Set the scanner to 9600 8N1, or set baud and line here as it is set."),
        )
    if "non-ascii" in faults:
        return (
            say("The label holds characters outside ASCII."),
            say("Check the label: no serial number has such."),
        )
    if "control-chars" in faults:
        return (
            say("The label holds control characters."),
            say("Take a prefix or code identifier away in the scanner."),
        )
    if not facts.labels:
        return (say("An ending came and no label."), say("Scan a label with something in it."))
    return None


def proposal(facts: Facts, vid: int | None) -> Mapping[str, str]:
    """The keys of the configuration this scan speaks for: `suffix`, `line` where it is not 8N1. A feedback
    profile is only suggested, never proposed: a person chooses it."""
    found = {"suffix": facts.suffix}
    if facts.line:
        found["line"] = facts.line
    if facts.ending == "ssi":
        found["feedback"] = suggested_feedback(facts, vid)
    return found


def proposal_words(
    facts: Facts, vid: int | None, settings: "ScannerSettings | None" = None, feedback: str = "none"
) -> list[str]:
    """The proposal in words, and whether it is set so already. `feedback` is the profile in use."""
    wanted = proposal(facts, vid)
    lines = [", ".join(f'{key} = "{value}"' for key, value in wanted.items())]
    if settings is not None and all(getattr(settings, key) == value for key, value in wanted.items()):
        lines[0] = say("{settings}: it is set so.", settings=lines[0])
    suggested = suggested_feedback(facts, vid)
    if suggested and "feedback" not in wanted and feedback == "none":
        lines.append(
            say("Scanners of this maker may know the feedback {profile}: try it.", profile=suggested)
        )
    return lines
