"""Where a unit is that cannot join a list: on a shelf already, or gone."""

from models.book import CUSTOMER, LOSS
from models.facts import SerialFact
from models.fields import local_day
from models.refusals import Refusal
from models.refusals_scan import AlreadyInStock, AlreadyShipped, NotReceived, WrittenOff


def gone(text: str, fact: SerialFact) -> Refusal:
    """Where a unit that is not in stock has gone."""
    if fact.place == CUSTOMER:
        return AlreadyShipped(serial=text, party=fact.party, at=local_day(fact.at), document=fact.document)
    if fact.place == LOSS and fact.verb != "reverse":
        return WrittenOff(serial=text, document=fact.document, at=local_day(fact.at))
    return NotReceived(serial=text, document=fact.document, at=local_day(fact.at))


def in_stock(text: str, fact: SerialFact) -> Refusal:
    """Where a unit lies that should be new."""
    return AlreadyInStock(
        serial=text, since=local_day(fact.at), document=fact.document, place=fact.place_number
    )
