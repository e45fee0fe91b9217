"""Why a unit is not moved to another location."""

from models.refusals import Ask, Refusal


class LiesThere(Refusal):
    template = "{serial} lies at {place} already."
    next_step = "Scan the next one, or another location."


class NothingInHand(Refusal):
    template = "Nothing is in hand: there is nothing to move to {place}."
    next_step = "Scan the units first, then the location."


class HasSerialsInstead(Refusal):
    template = "{serial} is the item {name}, whose units have serial numbers."
    next_step = "Scan the serial number of the unit."


class NotThatMany(Refusal):
    template = "{quantity} {item} are to be moved from {place}, and {there} lie there."
    next_step = "Count again, or take less."


class SamePlace(Refusal):
    template = "{item} lies at {place} already."
    next_step = "Choose another location."


class WhichUnit(Ask):
    question = "item"
    template = "{serial} is a serial number of several items: {items}."
    next_step = "Choose the item by its number."


class HowMany(Ask):
    """An item without serials was scanned: how many are moved, and from where."""

    question = "quantity"
    template = "{item}: how many are moved?"
    next_step = "Enter the quantity."


class LiesElsewhere(Ask):
    """A unit that should leave one location lies at another by the book (answer "elsewhere")."""

    question = "elsewhere"
    template = "{serial} is at {there} by the book, not at {place}."
    next_step = "y moves it to {place} first; otherwise put it back."
