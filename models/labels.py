"""What a label carries where a serial number is expected: the serial, the product code beside it, batch and expiry.

A plain serial is by far the most common text and is told by its look alone; everything else goes through `codes`.
Nothing is altered: only what the label's own form says is taken off. A label of many units is for `labels_box`.
"""

import re
from typing import Final, NamedTuple

from models import serial_kinds
from models.check_digits import gs1_digit_fits
from models.codes import (
    RULES,
    Code,
    Command,
    Gs1,
    Gtin,
    Imei,
    Iso15434,
    Mac,
    Multi,
    Sscc,
    Text,
    Unreadable,
    parse,
)
from models.codes_aim import EAN_CARRIERS
from models.codes_gs1_table import exact_length
from models.labels_batch import batch_of, expiry_of
from models.patterns import ANY, SerialPattern
from models.refusals import Ask, Refusal
from models.refusals_labels import (
    BatchUnkeepable,
    LooksLikeCarrier,
    LooksLikeProduct,
    RunTogether,
    SerialSwallowed,
)
from models.refusals_scan import (
    BadLabel,
    BoxLabel,
    CarrierCode,
    CommandCard,
    NoSerialOnLabel,
)
from models.serial_text import LENGTH_MAX, fault, trimmed

PLAIN: Final = re.compile(r"(?!CMD\.)[A-Za-z][A-Za-z0-9._/+ -]*|[0-9]{1,7}|[0-9]{9,11}|[0-9]{15,17}")
# forms that only the label's own envelope or carrier makes; a bare text of such a look is still only a text
STRUCTURED: Final = ("empty", "non-ascii", "control-chars")
# a serial, and behind it what would be a date if the separator had not been lost
DATE_BEHIND: Final = re.compile(r"(.+)1[1-7]([0-9]{2})(0[1-9]|1[0-2])([0-2][0-9]|3[01])")
CARRIER: Final = re.compile(r"00[0-9]{18}")
BARE_NUMBER: Final = re.compile(r"[0-9]{15}")
SURE_PRODUCT: Final = 12  # digits from which a bare number with a right check digit is asked about (R2.5)


class Label(NamedTuple):
    """A label read for its serial. `gtin` has 14 digits or is empty; `bare` when the GTIN is all there is. `whole` is the
    text itself where only part of it was taken; `doubt` is what to ask before a serial nobody knows is taken; `claimed`
    when the symbol itself says that it is a product code; `scanned` is what the label said, where the unit is kept in
    another spelling."""

    serial: str
    gtin: str = ""
    bare: bool = False
    refusal: Refusal | None = None
    batch: str = ""
    expiry: str = ""
    whole: str = ""
    doubt: Ask | None = None
    claimed: bool = False
    scanned: str = ""


def read(text: str, pattern: SerialPattern = ANY, *, di_1d: bool = False) -> Label:
    """The serial on a label, or why there is none. `pattern` is the expected item's rule, which decides among readings
    (R2.5); `di_1d` says that the item's plain labels carry the data identifier S (R2.10)."""
    clean = trimmed(text)
    if PLAIN.fullmatch(clean):
        return _plain(clean, pattern, di_1d)
    code = parse(clean, rule=_rule(pattern))
    if isinstance(code, Mac):  # its twelve digits may be a product code too, which only the item can tell
        product = parse(code.text)
        gtin = product.gtin if isinstance(product, Gtin) else ""
        return Label(code.text, gtin, bool(gtin))
    bare = trimmed(code.text)
    if fits(pattern, bare) and (isinstance(code, Text) or not is_list(code, pattern)):
        return Label(bare)
    if isinstance(code, Gs1):
        return _gs1(code, pattern)
    if isinstance(code, Iso15434) and (serial := _identified(code, pattern)):
        return told(serial, code)
    if isinstance(code, Unreadable) and BARE_NUMBER.fullmatch(code.text):
        return Label(
            code.text
        )  # no IMEI: the item's own rule says which digit is wrong, unless the unit is known
    refusal = _why_not(code, clean)
    if refusal is not None:
        return Label(clean, refusal=refusal, whole=clean if isinstance(code, Multi) else "")
    serial = trimmed(code.text)
    if isinstance(code, Gtin):
        return _product(serial, code, pattern)
    return Label(serial, refusal=fault(serial), doubt=_doubt(code, serial, pattern))


def told(serial: str, code: Gs1 | Iso15434) -> Label:
    """The label of `serial`, with what `code` tells beside it."""
    batch, expiry = batch_of(code), expiry_of(code)
    unkeepable = BatchUnkeepable(batch=f"{batch[:20]}…") if len(batch) > LENGTH_MAX else None
    gtin = code.gtin if isinstance(code, Gs1) else ""
    return Label(serial, gtin, refusal=fault(serial) or unkeepable, batch=batch, expiry=expiry)


def _identified(code: Iso15434, pattern: SerialPattern) -> str:
    """The one serial of an envelope, "" without one. Where the item's kind has an identifier of its own, it stands for S
    unless an S keeps the rule."""
    own = code.values(serial_kinds.IDENTIFIERS.get(pattern.kind, ""))
    if len(own) == 1 and not any(fits(pattern, serial) for serial in code.serials):
        return own[0]
    return code.serials[0] if len(code.serials) == 1 and code.serial_range is None else ""


def numbered(text: str) -> str:
    """The telephone's or network number on a label without a serial, whatever item it may be of; "" without one."""
    code = parse(text)
    if not isinstance(code, Iso15434) or code.serials:
        return ""
    found = [value for di in serial_kinds.IDENTIFIERS.values() for value in code.values(di)]
    return found[0] if len(found) == 1 else ""


def is_list(code: Code, pattern: SerialPattern) -> bool:
    """Whether a text of several is a list and not one serial with a comma in it: not where the whole keeps the item's rule
    and none of its parts does (R2.5). A code of another kind counts as a list: it is no bare serial."""
    if not isinstance(code, Multi) or not fits(pattern, trimmed(code.text)):
        return True
    return any(fits(pattern, part) for part in code.texts)


def fits(pattern: SerialPattern, serial: str) -> bool:
    """Whether the item has a rule, and `serial` keeps it: without a rule nothing is proven."""
    return not pattern.empty and fault(serial) is None and pattern.fault(serial) is None


def _plain(clean: str, pattern: SerialPattern, di_1d: bool) -> Label:
    without = clean[1:].strip(" ")
    if di_1d and clean.startswith("S") and without and _strips(pattern, clean, without):
        return Label(without, refusal=fault(without), whole=clean)
    return Label(clean, refusal=fault(clean) if len(clean) > LENGTH_MAX else None)


def _strips(pattern: SerialPattern, raw: str, without: str) -> bool:
    """R2.10: the identifier is cut only if the result fits the rule and the raw does not. Where there is no rule, the
    person who set the switch has said it."""
    return pattern.empty or (pattern.fault(raw) is not None and pattern.fault(without) is None)


def _rule(pattern: SerialPattern) -> str:
    """What `codes.parse` is told of the item's rule: its kind, where that decides among readings."""
    return pattern.kind if pattern.kind in RULES else ""


def _gs1(code: Gs1, pattern: SerialPattern) -> Label:
    if code.serial:
        label = told(code.serial, code)
        return label._replace(doubt=_run_together(code, pattern))
    if code.value("00"):
        return Label(code.text, refusal=CarrierCode(serial=code.value("00")))
    swallowed = _swallowed(code)
    name = code.gtin or code.text
    refusal = SerialSwallowed(serial=name, near=swallowed) if swallowed else NoSerialOnLabel(serial=name)
    return Label(code.text, code.gtin, refusal=refusal)


def _run_together(code: Gs1, pattern: SerialPattern) -> Ask | None:
    """The question whether a separator is missing behind the serial: it cannot be known, and is never guessed (R74)."""
    if not _unseparated(code.text) or code.elements[-1][0] != "21" or fits(pattern, code.serial):
        return None
    found = DATE_BEHIND.fullmatch(code.serial)
    return RunTogether(serial=code.serial, head=found[1]) if found else None


def _swallowed(code: Gs1) -> str:
    """The value in which a serial may have been lost, "" if there is none: it holds a 21 that no separator precedes."""
    ai, value = code.elements[-1]
    return value if exact_length(ai) is None and _unseparated(code.text) and "21" in value[1:-1] else ""


def _unseparated(text: str) -> bool:
    """An element string in which no separator shows that the scanner sends them."""
    return "\x1d" not in text and not text.startswith("(") and "://" not in text


def _product(serial: str, code: Gtin, pattern: SerialPattern) -> Label:
    """A product code and nothing else. Where its carrier says so it is no serial at all; a bare one may be."""
    label = Label(serial, code.gtin, True, fault(serial))
    if code.aim in EAN_CARRIERS:
        return label._replace(claimed=True)
    if len(serial) >= SURE_PRODUCT and not fits(pattern, serial):
        return label._replace(doubt=LooksLikeProduct(serial=serial))
    return label


def _doubt(code: Code, serial: str, pattern: SerialPattern) -> Ask | None:
    """A text of the form of a carton's number (00), bare, is asked about unless the item's rule takes it."""
    if isinstance(code, Text) and CARRIER.fullmatch(serial) and not fits(pattern, serial):
        return LooksLikeCarrier(serial=serial) if gs1_digit_fits(serial[2:]) else None
    return None


def _why_not(code: Code, clean: str) -> Refusal | None:
    """Why a label is no serial's by its own form; None when it may be one."""
    match code:
        case Command():
            return CommandCard(serial=clean)
        case Sscc():
            return CarrierCode(serial=code.sscc)
        case Multi():
            return BoxLabel(serial=f"{clean[:20]}…", count=len(code.texts))
        case Iso15434() if not code.serials and code.serial_range is None:
            return NoSerialOnLabel(serial=_named(code))
        case Iso15434():
            return BoxLabel(serial=_named(code), count=len(code.serials))
        case Unreadable() if code.kind == "unknown-command":
            return CommandCard(serial=clean)
        case Unreadable() if code.kind not in STRUCTURED:
            return BadLabel(code.template, code.next_step, text=clean, detail=code.detail)
        case Mac() | Imei() | Text():
            return None
    return None


def _named(code: Iso15434) -> str:
    """What a person can read of a label without a serial: its first two fields."""
    return " ".join(f"{di} {value}" for di, value in code.elements[:2])
