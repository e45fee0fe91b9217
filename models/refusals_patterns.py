"""Why a rule for an item's serial numbers is not taken."""

from models.refusals import Refusal


class MaskInvalid(Refusal):
    template = "The mask {mask} is not clear at place {place}: {why}."
    next_step = "# is a digit, @ a letter A-Z, * either; put a backslash before any other sign but - . / _ :"


class KindUnknown(Refusal):
    template = "{kind} is no kind of serial number; expected one of {kinds}."
    next_step = "Choose one of them, or leave it empty."


class PatternsDiffer(Refusal):
    template = "No serial number can have all of these lengths: {rules}."
    next_step = "Make kind, mask and lengths agree, or leave one of them out."


class SameUnitTwice(Refusal):
    template = "{serial} and {other} of {item} would be the same MAC address."
    next_step = "Leave the kind as it is; two units cannot become one."
