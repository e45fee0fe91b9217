"""What the station asks about a text that is not like the other serial numbers of its item. One answer counts for all."""

from models.refusals import Ask, Refusal


class UnusualShape(Ask):
    """Not wrong, but unlike the item's other serial numbers."""

    question = "shape"
    next_step = "y if it is right; h makes what is usual the rule; otherwise scan again."


class CutOff(UnusualShape):
    template = "{serial} has {length} characters; {count} units of {item} have {usual}. A cut-off label?"


class TooManyCharacters(UnusualShape):
    template = "{serial} has {length} characters; {count} units of {item} have {usual}. Another label?"


class ReadTwice(UnusualShape):
    template = "{serial} is {once} twice. A label of {item} that was read twice?"


class OtherBeginning(UnusualShape):
    template = "{serial} does not begin with {beginning}, as {count} units of {item} do. Another label?"


class OtherAlphabet(UnusualShape):
    template = (
        "{serial} has {character} at place {place}; that is new among {count} units of {item}. Misread?"
    )


class NothingLearned(Refusal):
    template = "The newest serial numbers of {item} have nothing in common yet that could be a rule."
    next_step = "Receive some more, or write the rule on the item yourself."
