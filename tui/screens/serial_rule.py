"""Making what the station has learned about an item's serial numbers the item's rule."""

from typing import Any

from models import learning
from models.language import say
from models.refusals_shape import NothingLearned
from tui.screens.base import StationScreen
from tui.screens.confirm import Confirm
from tui.words import pattern_words


async def offer_rule(screen: StationScreen[Any], item: str) -> bool:
    """Show the rule that the item's newest units make, and keep it when a person says yes. Raises NothingLearned."""
    found = await screen.do(learning.learned, number=item)
    if found is None:
        raise NothingLearned(item=item)
    question = say("Make this the rule of {item}?", item=item)
    told = say("Serial number rule: {rule}", rule=pattern_words(found.pattern))
    signs = say("# a digit, @ a letter A-Z, * either.") if found.pattern.mask else ""
    keep = say("{fits} of its {count} newest units keep to it.", fits=found.fits, count=found.count)
    after = say("A new serial number that does not is refused then; the item's form changes the rule.")
    if not await screen.ask(
        Confirm(question, " ".join(part for part in (f"{told}.", signs, keep, after) if part))
    ):
        return False
    await screen.do(learning.adopt, number=item, pattern=found.pattern)
    return True
