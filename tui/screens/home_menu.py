"""The lines of the menu: what each says waits there, and the screen it opens."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from models.language import say
from models.summary import Counts
from tui.screens.base import StationScreen
from tui.words import grouped


@dataclass(frozen=True)
class Entry:
    """One line of the menu: its number, what it opens, and what waits there."""

    number: str
    id: str
    title: str
    waiting: Callable[[Counts], str]


def _receive(counts: Counts) -> str:
    one = counts.receive == 1
    return (
        say("1 purchase order waiting")
        if one
        else say("{count} purchase orders waiting", count=grouped(counts.receive))
    )


def _adjust(counts: Counts) -> str:
    one = counts.adjust_drafts == 1
    drafts = say("1 draft") if one else say("{count} drafts", count=grouped(counts.adjust_drafts))
    if not counts.to_assign:
        return drafts
    return f"{drafts}, {say('{count} serial numbers to assign', count=grouped(counts.to_assign))}"


def _ship(counts: Counts) -> str:
    one = counts.to_pick == 1
    orders = say("1 order to pick") if one else say("{count} orders to pick", count=grouped(counts.to_pick))
    return say("{orders}, {count} picked", orders=orders, count=grouped(counts.picked))


def _count(counts: Counts) -> str:
    if not counts.counting and not counts.to_approve:
        return ""
    return say(
        "{count} open, {waiting} to approve",
        count=grouped(counts.counting),
        waiting=grouped(counts.to_approve),
    )


MENU = (
    Entry("1", "receive", "Receive", _receive),
    Entry("2", "adjust", "Adjust", _adjust),
    Entry("3", "ship", "Ship", _ship),
    Entry("4", "count", "Count", _count),
    Entry("5", "serials", "Serial numbers", lambda c: say("{count} in stock", count=grouped(c.in_stock))),
    Entry("6", "sales", "Sales", lambda c: say("quotes, orders, invoices, credit notes")),
    Entry("7", "purchases", "Purchases", lambda c: say("purchase orders")),
    Entry("8", "items", "Items", lambda c: say("what is bought, stored and sold")),
    Entry("9", "settings", "Settings", lambda c: say("add-ons, operators, locations, scanners, printer")),
)


def first_steps(counts: Counts) -> list[str]:
    """What to do first on a book without an item."""
    if counts.any_items:
        return []
    if counts.serials_installed:
        first = say("A new book. First 9 Settings: company and locations. Then 8 Items.")
    else:
        first = say("A new book. First 9 Settings: the add-on, company and locations. Then 8 Items.")
    return [first]


def screen_of(entry: str) -> StationScreen[Any]:
    """The screen behind a line of the menu."""
    match entry:
        case "receive":
            from tui.screens.receive import ReceiveScreen

            return ReceiveScreen()
        case "adjust":
            from tui.screens.adjust import AdjustScreen

            return AdjustScreen()
        case "ship":
            from tui.screens.ship import ShipScreen

            return ShipScreen()
        case "count":
            from tui.screens.counts import CountsScreen

            return CountsScreen()
        case "serials":
            from tui.screens.serials import SerialsScreen

            return SerialsScreen()
        case "sales":
            from tui.screens.sales import SalesScreen

            return SalesScreen()
        case "purchases":
            from tui.screens.purchases import PurchasesScreen

            return PurchasesScreen()
        case "items":
            from tui.screens.items import ItemsScreen

            return ItemsScreen()
        case _:
            from tui.screens.settings import SettingsScreen

            return SettingsScreen()
