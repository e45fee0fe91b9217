"""Why a serial number is not corrected, and what an old one that comes again asks."""

from models.refusals import Ask, Refusal


class SameSerial(Refusal):
    template = "{serial} is what it is called already."
    next_step = "Scan or type the right serial number."


class SerialTaken(Refusal):
    template = "{serial} is another unit of {item}."
    next_step = "Look at both labels; two units cannot have one serial number."


class CorrectedMeanwhile(Refusal):
    template = "{serial} of {item} was changed by another station meanwhile."
    next_step = "Look at it again; nothing was corrected."


class WasCorrected(Ask):
    """A serial number nobody has now was one that a known unit had, until it was corrected."""

    question = "corrected"
    template = "{serial} was corrected to {other} on {at}: that unit is known."
    next_step = "y if it really is another unit; if it is that one, enter {other}."
