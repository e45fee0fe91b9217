"""A scan anywhere jumps to what it is: one answer opens it, several are offered by number, none is said."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from models import lookup, operators, rights, settings, suggesting
from models.codes import parse
from models.language import say
from models.lookup import Found
from tui.messages import Taken
from tui.screens.base import StationScreen
from tui.screens.choose import Choose
from tui.screens.nearest import meant
from tui.widgets.cells import Row


async def jump(screen: StationScreen[Any], taken: Taken) -> None:
    """Open what `taken` is, over `screen`; an operator's badge signs on and opens nothing."""
    found = await screen.do(lookup.find, text=taken.text)
    if not found:
        await _unknown(screen, taken)
    elif len(found) == 1:
        await open_found(screen, found[0])
    else:
        rows = [Row(one, (kind_word(one.kind), one.key, one.title, one.detail)) for one in found]
        chosen = await screen.ask(Choose(say("{text} is several things. Which?", text=taken.text), rows))
        if isinstance(chosen, Found):
            await open_found(screen, chosen)


async def _unknown(screen: StationScreen[Any], taken: Taken) -> None:
    """Say that it is nothing here; a text that was typed may be close to a serial number."""
    text = taken.text.strip()
    if await screen.do(settings.installed):
        found = await meant(screen, taken, suggesting.anywhere, text=text)
        if found is not None:
            near = found[1]
            await open_found(screen, Found("serial", near.serial, "", near.item))
            return
        screen.refused(
            say("{text} is not known here: no serial number, item, document or location.", text=text),
            say("Scan it again. If the unit is new, receive it first."),
        )
    else:
        screen.refused(
            say("{text} is not known here: no item, document or location.", text=text),
            say("Scan it again, or look in Items."),
        )


async def open_found(screen: StationScreen[Any], found: Found) -> None:
    """Open one thing."""
    if found.kind == "operator":
        await sign_on(screen, found.key)
        return
    if found.kind == "location" and not await screen.do(settings.installed):
        screen.ok(say("{number} is the location {name}.", number=found.key, name=found.title))
        return
    opened = screen_of(found)
    if opened is None:
        screen.refused(say("{number} has no screen yet.", number=found.key))
    elif type(opened) is type(screen) and screen.answered is None and len(screen.station.screen_stack) > 1:
        # one after another of the same kind: Esc goes back to where the first was scanned, not through all
        await screen.leave()
        await screen.station.station_screen.go(opened)
    else:
        screen.idle()
        await screen.go(opened)
    if found.was and opened is not None and opened is screen.station.station_screen:
        opened.ok(found.was)


async def sign_on(screen: StationScreen[Any], number: str) -> None:
    """What is done from now on is signed by this operator; what is open stays open."""
    saw = await screen.do(rights.sees_cost)
    person = await screen.do(operators.sign_on, number=number)
    screen.station.board.name(person.name)
    screen.station.show_standing()
    if screen.band.verdict != "ask":
        screen.ok(say("{name} signs what is done from now on.", name=person.name))
    if (
        await screen.do(rights.sees_cost) != saw
    ):  # what stands there was for other eyes, or more may be told now
        await screen.load()


async def sign_on_by_badge(screen: StationScreen[Any], taken: Taken) -> bool:
    """Sign on the operator whose badge `taken` is; False when it is nobody's. What is open stays as it is, a
    question too.
    """
    found = False

    async def work() -> None:
        nonlocal found
        person = await screen.do(operators.by_badge, parse(taken.text).text)
        if person is not None:
            found = True
            await sign_on(screen, person.number)

    await screen.guarded(work())
    return found


def kind_word(kind: str) -> str:
    """What sort of thing was found."""
    words = {
        "operator": say("Operator"),
        "document": say("Document"),
        "location": say("Location"),
        "item": say("Item"),
        "serial": say("Serial number"),
    }
    return words.get(kind, kind)


def screen_of(found: Found) -> StationScreen[Any] | None:
    """The screen that shows it, if there is one."""
    match found.kind:
        case "serial":
            from tui.screens.serial_life import SerialLifeScreen

            return SerialLifeScreen(found.key, found.detail)
        case "item":
            from tui.screens.item import ItemScreen

            return ItemScreen(found.key)
        case "location":
            from tui.screens.serials import SerialsScreen

            return SerialsScreen(location=found.key)
        case _ if found.title == "CT":
            return count_screen(found.key, found.detail)
        case _:
            return document_screen(found.key, found.title)


DOCUMENTS = {
    "PO": ("purchase_order", "PurchaseOrderScreen"),
    "GR": ("receipt", "ReceiptScreen"),
    "AD": ("adjustment", "AdjustmentScreen"),
    "SO": ("sales_order", "SalesOrderScreen"),
    "SH": ("shipment", "ShipmentScreen"),
    "QU": ("quote", "QuoteScreen"),
    "IN": ("invoice", "InvoiceScreen"),
    "CN": ("credit_note", "CreditNoteScreen"),
    "MV": ("moved", "MovedScreen"),
    "SC": ("correct", "CorrectionScreen"),
    "RP": ("repair", "RepairScreen"),
    "RS": ("supplier_return", "SupplierReturnScreen"),
    "LC": ("landed_cost", "LandedCostScreen"),
}
"""For each kind of document its screen: the module under `tui.screens`, imported when it is opened, and the class."""


def document_screen(number: str, kind: str = "") -> StationScreen[Any] | None:
    """The screen of the document with this number; a number from outside does not say its `kind` itself."""
    if (kind or number[:2]) == "CT":
        return count_screen(number)
    found = DOCUMENTS.get(kind or number[:2])
    if found is None:
        return None
    make: Callable[[str], StationScreen[Any]] = getattr(import_module(f"tui.screens.{found[0]}"), found[1])
    return make(number)


def count_screen(number: str, status: str = "") -> StationScreen[Any]:
    """The screen of a count: while it is counting (`status` draft) the one that counts, then its lists."""
    if status == "draft":
        from tui.screens.count import CountScreen

        return CountScreen(number)
    from tui.screens.count_review import CountReview

    return CountReview(number)
