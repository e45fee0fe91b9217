"""Why an item does not get serial numbers, or not at the moment that was asked for."""

from models.refusals import Refusal


class MomentUnknown(Refusal):
    template = "{value} is no moment for a serial number; expected one of {known}."
    next_step = "Write one of them, or leave the cell empty."


class UnnamedInStock(Refusal):
    template = (
        "{count} units of {number} in stock have no serial number, so it cannot be asked for at receipt yet."
    )
    one = "1 unit of {number} in stock has no serial number, so it cannot be asked for at receipt yet."
    next_step = "Assign them first: open the item and press b."


class NothingToConvert(Refusal):
    template = "Item {number} asks for serial numbers at receipt already."
    next_step = "There is nothing to assign."


class ConvertsAlready(Refusal):
    template = "Item {number} gets its serial numbers on {document}; until then its tick stays as it is."
    next_step = "Finish or cancel {document} first."


class ShelfNotDone(Refusal):
    """The list of a shelf is not as long as there are units without a serial number on it."""

    template = "{document}: {shelves}."
    next_step = "Scan each unit of the shelf; take off what is not there any more."


class OnlyItsShelves(Refusal):
    template = "{document} gives serial numbers to what lies on the shelves; its lines cannot be changed."
    next_step = "Open a line with Enter and scan the units that lie there."


class NamedSince(Refusal):
    template = "{document} cannot be reversed: {serial} of {number} came in with its serial number since."
    next_step = "Reverse what brought it first."
