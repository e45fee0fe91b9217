"""Labels of many units: a list in one symbol, several S fields, or the two ends of a range (R2.6). All of it or nothing."""

from typing import NamedTuple

from models.codes import Iso15434, Miscounted, Multi, Text, parse
from models.labels import Label, fits, is_list, read, told
from models.patterns import ANY, SerialPattern
from models.refusals import Ask, Refusal
from models.refusals_labels import (
    BoxQuantity,
    BoxRange,
    BoxUnclear,
)
from models.serial_text import between, trimmed

SIGNS = frozenset(",; \r\n\x1d\x1e[")
"""One of these is in every label of many units."""


class Box(NamedTuple):
    """The units of one label, in its order. `asks` must be answered before any of them counts; with `refusal` none does.
    `whole` is the text itself where it could be one serial instead."""

    labels: tuple[Label, ...] = ()
    asks: tuple[Ask, ...] = ()
    refusal: Refusal | None = None
    whole: str = ""

    @property
    def serials(self) -> tuple[str, ...]:
        """The serials alone."""
        return tuple(label.serial for label in self.labels)


def box(text: str, pattern: SerialPattern = ANY) -> Box | None:
    """The units of a label that stands for several; None for every other text. `pattern` is the item's rule: where the
    whole keeps it and none of its parts does, it is one serial (R2.5), and blanks part a list only where they cannot belong to
    one."""
    clean = trimmed(text)
    if not SIGNS.intersection(clean):
        return None
    code = parse(clean)
    if isinstance(code, Multi) and is_list(code, pattern):
        return Box(tuple(read(entry, pattern) for entry in code.texts), whole=clean)
    if isinstance(code, Iso15434):
        return _of_fields(code)
    if isinstance(code, Miscounted) and code.serials:
        asks = BoxQuantity(quantity=code.detail, count=len(code.serials))
        return Box(_told(code.serials, code), (asks,))
    if isinstance(code, Text) and " " in clean and not fits(pattern, clean):
        return _of_words(clean, pattern)
    return None


def _of_words(text: str, pattern: SerialPattern) -> Box | None:
    words = text.split()
    if len(words) > 1 and len(set(words)) == len(words) and all(fits(pattern, word) for word in words):
        return Box(tuple(Label(word) for word in words), whole=text)
    return None


def _of_fields(code: Iso15434) -> Box | None:
    first, last = code.values("31S"), code.values("32S")
    if not first and not last:
        return Box(_told(code.serials, code)) if len(code.serials) > 1 else None
    if len(first) != 1 or len(last) != 1 or code.serials:
        return Box(refusal=BoxUnclear(reason=" ".join((*first, *last, *code.serials))))
    try:
        serials = between(first[0], last[0])
    except Refusal as refusal:
        return Box(refusal=BoxUnclear(reason=refusal.sentence))
    asks: list[Ask] = [BoxRange(count=len(serials), first=first[0], last=last[0])]
    quantity = code.values("Q")
    if quantity and quantity[0].lstrip("0") != str(len(serials)):
        asks.insert(0, BoxQuantity(quantity=quantity[0], count=len(serials)))
    return Box(_told(tuple(serials), code), tuple(asks))


def _told(serials: tuple[str, ...], code: Iso15434 | Miscounted) -> tuple[Label, ...]:
    fields = Iso15434(code.text, elements=code.elements)
    return tuple(told(serial, fields) for serial in serials)
