"""Closing short: what is here goes, the rest stays open on the order. It is asked twice (R3.6, R3.7)."""

from collections.abc import Sequence
from typing import Any

from models.language import say
from models.receiving import GoodsLine
from tui.screens.base import StationScreen
from tui.screens.confirm import Confirm
from tui.words import grouped


async def twice_agreed(
    screen: StationScreen[Any], number: str, order: str, missing: Sequence[GoodsLine]
) -> bool:
    """True when a person has agreed to leave `missing` out, and then that `number` ends without them."""
    left = sum(line.quantity - line.entered for line in missing)
    named = ", ".join(f"{line.item} {grouped(line.entered)}/{grouped(line.quantity)}" for line in missing)
    one = say("Close {number} short? 1 unit is missing.", number=number)
    many = say("Close {number} short? {count} units are missing.", number=number, count=grouped(left))
    last = say("Really close {number} without them?", number=number)
    stays = say("What is here is booked; the rest stays open on {order}.", order=order)
    agreed = await screen.ask(Confirm(one if left == 1 else many, named)) is True
    agreed = agreed and await screen.ask(Confirm(last, stays)) is True
    if not agreed:
        screen.noted(say("Nothing was booked; {number} is as it was.", number=number))
    return agreed
