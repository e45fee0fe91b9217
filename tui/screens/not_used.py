"""Codes that came in one trigger pull with a serial number and are none: named, and kept in the tray (R07)."""

from collections.abc import Sequence
from typing import Any, Final

from models.language import say
from models.refusals import Refusal
from models.refusals_labels import (
    LooksLikeCarrier,
    LooksLikeProduct,
    ProductNotOnDocument,
    ProductUnknown,
)
from models.refusals_scan import (
    BadLabel,
    BelongsToItem,
    CarrierCode,
    FailsPattern,
    IsDocument,
    IsItemCode,
    IsItemNumber,
    IsLocation,
    IsProductCode,
    NoSerialOnLabel,
    NotOnDocument,
    OtherProduct,
    UnknownSerial,
)
from tui.messages import Taken
from tui.screens.base import StationScreen

MISFITS: Final[tuple[type[Refusal], ...]] = (
    BadLabel,
    BelongsToItem,
    CarrierCode,
    FailsPattern,
    IsDocument,
    IsItemCode,
    IsItemNumber,
    IsLocation,
    IsProductCode,
    LooksLikeCarrier,
    LooksLikeProduct,
    NoSerialOnLabel,
    NotOnDocument,
    OtherProduct,
    ProductNotOnDocument,
    ProductUnknown,
    UnknownSerial,
)
"""What is said of a code that is no serial number of what is expected, whatever else it is."""


def lies_aside(screen: StationScreen[Any], taken: Taken) -> None:
    """The code being judged is of no use here, and another one of its pull was: it lies aside, and is heard as refused."""
    screen.tell("aside")
    set_aside(screen, [taken])


def set_aside(screen: StationScreen[Any], misfits: Sequence[Taken]) -> None:
    """Keep them in the tray and say so beside the verdict that stands; none is lost, none is taken for a serial."""
    if not misfits:
        return
    for taken in misfits:
        if not screen.station.board.keep(taken):
            screen.refused(say("{text} was not taken: too many scans lie aside.", text=taken.text))
            return
    screen.station.show_standing()
    screen.also(say("Not used, press *: {codes}", codes=", ".join(taken.text for taken in misfits)))
