"""Whether a text can be a serial number of an item at all, before the book is asked."""

from models.patterns import LONGEST, Fault, SerialPattern
from models.texts import shown


def serial_fault(serial: str, pattern: SerialPattern) -> Fault | None:
    """What is wrong with `serial` (outer blanks gone), as a template and its fields: empty, too long, a
    character that is not printable ASCII, or what the item's pattern says."""
    if not serial:
        return "a serial number has 1 to {most} characters", {"most": LONGEST}
    if len(serial) > LONGEST:
        return "{length} characters, at most {expected}", {"length": len(serial), "expected": LONGEST}
    for place, character in enumerate(serial, start=1):
        if not " " <= character <= "~":
            return (
                "{character} at place {place} cannot be in a serial number",
                {"character": shown(character), "place": place},
            )
    return pattern.fault(serial)
