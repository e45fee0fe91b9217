"""What an invoice earns, in words."""

from collections.abc import Mapping

from models.margins import Margin
from models.money import money


def margin_words(margin: Margin) -> str:
    """What is earned, and how much of the net that is."""
    if margin.rate is None:
        return money(margin.earned)
    return f"{money(margin.earned)} {(margin.rate + 50) // 100} %"


def earned_words(margins: Mapping[int, Margin]) -> str:
    """The margin of all lines together."""
    known = margins.values()
    return margin_words(Margin(sum(one.net for one in known), sum(one.cost for one in known)))
