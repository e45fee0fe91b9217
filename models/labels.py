"""What a label carries where a serial number is expected: the serial, and the product code beside it if there is one.

A plain serial is by far the most common text and is told by its look alone; everything else goes through `codes`.
Nothing is altered: only what the label's own form says is taken off.
"""

import re
from typing import Final, NamedTuple

from models.codes import RULES, Command, Gs1, Gtin, Iso15434, Mac, Multi, Sscc, Unreadable, parse
from models.refusals import Refusal
from models.refusals_scan import BadLabel, BoxLabel, CarrierCode, CommandCard, NoSerialOnLabel
from models.serial_text import fault, trimmed

PLAIN: Final = re.compile(r"(?!CMD\.)[A-Za-z][A-Za-z0-9._/+ -]*|[0-9]{1,7}|[0-9]{9,11}|[0-9]{15,17}")
# forms that only the label's own envelope or carrier makes; a bare text of such a look is still only a text
STRUCTURED: Final = ("empty", "non-ascii", "control-chars")
BARE_NUMBER: Final = re.compile(r"[0-9]{15}")


class Label(NamedTuple):
    """A label read for its serial. `gtin` has 14 digits or is empty; `bare` when the GTIN is all there is. `scanned` is
    what the label said, where the unit is kept in another spelling."""

    serial: str
    gtin: str = ""
    bare: bool = False
    refusal: Refusal | None = None
    scanned: str = ""


def read(text: str, rule: str = "") -> Label:
    """The serial on a label, or why there is none. `rule` is the kind of the serials that are expected (R2.5)."""
    clean = trimmed(text)
    if PLAIN.fullmatch(clean):
        return Label(clean, refusal=fault(clean) if len(clean) > 100 else None)
    code = parse(clean, rule=rule if rule in RULES else "")
    if isinstance(code, Mac):  # its twelve digits may be a product code too, which only the item can tell
        product = parse(code.text)
        gtin = product.gtin if isinstance(product, Gtin) else ""
        return Label(code.text, gtin, bool(gtin))
    if isinstance(code, Gs1):
        return _gs1(code, clean)
    refusal: Refusal | None = None
    if isinstance(code, Command):
        refusal = CommandCard(serial=clean)
    elif isinstance(code, Sscc):
        refusal = CarrierCode(serial=code.text)
    elif isinstance(code, Multi):
        refusal = BoxLabel(serial=f"{clean[:20]}…", count=len(code.texts))
    elif isinstance(code, Iso15434):
        if len(code.serials) == 1:
            return Label(code.serials[0], refusal=fault(code.serials[0]))
        refusal = BoxLabel(serial=f"{clean[:20]}…", count=len(code.serials))
    elif isinstance(code, Unreadable) and BARE_NUMBER.fullmatch(code.text):
        return Label(
            code.text
        )  # no IMEI: the item's own rule says which digit is wrong, unless the unit is known
    elif isinstance(code, Unreadable) and code.kind not in STRUCTURED:
        refusal = (
            CommandCard(serial=clean)
            if code.kind == "unknown-command"
            else BadLabel(code.template, code.next_step, text=clean, detail=code.detail)
        )
    if refusal is not None:
        return Label(clean, refusal=refusal)
    serial = trimmed(code.text)
    gtin = code.gtin if isinstance(code, Gtin) else ""
    return Label(serial, gtin, bool(gtin), fault(serial))


def _gs1(code: Gs1, text: str) -> Label:
    if code.serial:
        return Label(code.serial, code.gtin, refusal=fault(code.serial))
    if code.value("00"):
        return Label(text, refusal=CarrierCode(serial=code.value("00")))
    return Label(text, code.gtin, refusal=NoSerialOnLabel(serial=code.gtin or text))
