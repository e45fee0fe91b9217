"""At the start: the dialog the station was in when it stopped, whatever stopped it, opens again with every scan in it."""

from typing import Any

from models.language import say
from models.unfinished import Unfinished
from tui.screens.base import StationScreen


async def go_on_with(screen: StationScreen[Any], found: Unfinished) -> None:
    """Open the document of `found` over `screen`, and its serial list over that; say what was kept."""
    from tui.screens.serial_entry import SerialEntry

    await screen.go(_document(found))
    if found.kind in {"GR", "AD"}:
        await screen.station.station_screen.go(SerialEntry(found.line_id))
    top = screen.station.station_screen
    count = (
        say("{count} of {wanted}", count=found.count, wanted=found.wanted)
        if found.wanted
        else str(found.count)
    )
    top.ok(
        say(
            "Going on with {document}, {item}: {count} kept.",
            document=found.document,
            item=found.item,
            count=count,
        ),
        say("Scan the next one; Esc leaves it for later."),
    )


def _document(found: Unfinished) -> StationScreen[Any]:
    match found.kind:
        case "GR":
            from tui.screens.receipt import ReceiptScreen

            return ReceiptScreen(found.document)
        case "AD":
            from tui.screens.adjustment import AdjustmentScreen

            return AdjustmentScreen(found.document)
        case "CT":
            from tui.screens.count import CountScreen

            return CountScreen(found.document)
        case "IN":
            from tui.screens.invoice import InvoiceScreen

            return InvoiceScreen(found.document)
        case "MV":
            from tui.screens.move import MoveScreen

            return MoveScreen()
        case "CN":
            from tui.screens.credit_note import CreditNoteScreen

            return CreditNoteScreen(found.document)
        case "RP":
            from tui.screens.repair import RepairScreen

            return RepairScreen(found.document)
        case "RS":
            from tui.screens.supplier_return import SupplierReturnScreen

            return SupplierReturnScreen(found.document)
        case _:
            from tui.screens.shipment import ShipmentScreen

            return ShipmentScreen(found.document)
