"""What a label tells beside its serial: the batch and the expiry."""

from datetime import date

from models.check_digits import is_number
from models.codes import Gs1, Iso15434
from models.serial_text import trimmed


def batch_of(code: Gs1 | Iso15434) -> str:
    """The batch: (10), or the lot identifiers 1T and T; "" when the label has none, or several."""
    found = [code.value("10")] if isinstance(code, Gs1) else [*code.values("1T"), *code.values("T")]
    return trimmed(found[0]) if len(found) == 1 else ""


def expiry_of(code: Gs1 | Iso15434) -> str:
    """The expiry as an ISO day: (17), or 14D as YYYYMMDD; "" when the label has none."""
    if isinstance(code, Gs1):
        return code.value("17")
    found = code.values("14D")
    if len(found) != 1 or not is_number(found[0]) or len(found[0]) != 8:
        return ""
    try:
        return date(int(found[0][:4]), int(found[0][4:6]), int(found[0][6:])).isoformat()
    except ValueError:
        return ""
