"""Refusals of scans that are kept at a station while its book is away, and of what becomes of them when it is back."""

from models.refusals import Refusal


class KeptFull(Refusal):
    template = "{text} was not kept: {count} scans wait for the book, and no more fit."
    next_step = "Stop here until the book is back, and scan it again then."


class WaitsAlready(Refusal):
    template = "{text} waits for the book already, on this list, since {clock}."
    next_step = "It counts once. Scan the next one."


class CannotKeep(Refusal):
    template = "{text} was not kept: {file} cannot be written ({reason})."
    next_step = "Put it aside and scan it again when the book is back."


class KeptUnreadable(Refusal):
    template = "The scans kept here cannot be read: {file} is damaged."
    next_step = "It was put aside as {aside}. Scan again what was put aside since the book went away."


class NoDocumentNow(Refusal):
    template = "{text} is a document, and the book is away: it was not opened."
    next_step = "What is scanned goes on being kept for {document}."


class NoListNow(Refusal):
    template = "The book is away: a list or range was not taken."
    next_step = "Scan the units one by one, or enter the list when the book is back."


class ListClosed(Refusal):
    template = "{document} takes no scans any more."
    next_step = "See where it is now: scan its number. Then use the scan elsewhere, or throw it away."


class NoUnit(Refusal):
    template = "{text} is no unit and no product: {what}."
    next_step = "Open {document}, scan it there yourself, then use what waits behind it."


class StandsElsewhere(Refusal):
    template = "When it was scanned, units went to {place}; now they do not."
    next_step = "Scan the location on the move screen, then use the scan there."


class NothingCameOfIt(Refusal):
    template = "Nothing came of {text} on {document}."
    next_step = "Open {document} and use it there, or throw it away."


class ScansWait(Refusal):
    template = "{reason} {count} scans kept here wait."
    one = "{reason} 1 scan kept here waits."
    next_step = "Nothing of it is lost. Start again when the server is back: the list is shown then."
