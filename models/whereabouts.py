"""Where a unit is that cannot join a list: on a shelf already, in repair, or gone."""

from models.book import CUSTOMER, LOSS, SUPPLIER
from models.facts import SerialFact
from models.fields import local_day
from models.refusals import Refusal
from models.refusals_repair import InRepair, ReturnedToSupplier
from models.refusals_scan import AlreadyInStock, AlreadyShipped, NotReceived, WrittenOff


def in_repair(text: str, fact: SerialFact) -> Refusal:
    """A customer's unit that is here, and not in stock."""
    return InRepair(serial=text, at=local_day(fact.at), document=fact.document, party=fact.party)


def gone(text: str, fact: SerialFact) -> Refusal:
    """Where a unit that is not in stock has gone."""
    if fact.place == CUSTOMER:
        return AlreadyShipped(serial=text, party=fact.party, at=local_day(fact.at), document=fact.document)
    if fact.place == LOSS and fact.verb != "reverse":
        return WrittenOff(serial=text, document=fact.document, at=local_day(fact.at))
    if fact.place == SUPPLIER and fact.verb == "supplier-return":
        at = local_day(fact.at)
        return ReturnedToSupplier(serial=text, party=fact.party, at=at, document=fact.document)
    return NotReceived(serial=text, document=fact.document, at=local_day(fact.at))


def in_stock(text: str, fact: SerialFact) -> Refusal:
    """Where a unit lies that should be new."""
    return AlreadyInStock(
        serial=text, since=local_day(fact.at), document=fact.document, place=fact.place_number
    )
