"""AIM symbology identifiers (ISO/IEC 15424): `]`, a letter and a modifier in front of the data, when switched
on.

Only a pair the standard defines is an identifier; `]QX-77` is data that happens to begin with a bracket.
"""

import re
from typing import Final

# Letter -> its modifiers. E: EAN/UPC, C: Code 128, A: Code 39, d: Data Matrix, Q: QR, L: PDF417, z: Aztec,
# J: DotCode.
MODIFIERS: Final = {
    "A": "013457",
    "B": "0124",
    "C": "0124",
    "E": "01234",
    "F": "0124",
    "G": "0",
    "H": "013",
    "I": "013",
    "J": "0123456",
    "K": "0124",
    "L": "012345",
    "M": "01",
    "N": "0",
    "O": "01456",
    "P": "0",
    "Q": "0123456",
    "R": "013",
    "S": "0",
    "T": "0124",
    "U": "0123",
    "X": "0123456789ABCDEF",
    "d": "0123456",
    "e": "0123",
    "h": "0123",
    "o": "0123",
    "p": "0123",
    "z": "0123456789ABC",
}
GS1_CARRIERS: Final = frozenset({"]C1", "]e0", "]e1", "]e2", "]d2", "]d5", "]Q3", "]Q4", "]J1", "]z1"})
EAN_CARRIERS: Final = {"]E0": (8, 12, 13), "]E4": (8,)}  # the lengths a reader sends
# With these a reader marks a change of character set by a backslash and six digits, and doubles other
# backslashes.
ECI_CARRIERS: Final = frozenset({"]L1", "]d4", "]d5", "]d6", "]Q2", "]Q4", "]Q6"})


def split_aim(text: str) -> tuple[str, str]:
    """The identifier in front of `text` ("" when there is none) and the data behind it."""
    if len(text) >= 3 and text[0] == "]" and text[2] in MODIFIERS.get(text[1], ""):
        aim, data = text[:3], text[3:]
        return aim, _without_eci(data) if aim in ECI_CARRIERS else data
    return "", text


def _without_eci(data: str) -> str:
    return re.sub(r"\\(\\|[0-9]{6})", lambda found: "\\" if found[1] == "\\" else "", data)
