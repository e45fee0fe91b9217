"""Why a document does not come out on paper, in sentences a person at the station can act on.

`PrintRefused`: the document itself cannot be drawn as it stands. `PrintingFailed`: it is drawn, and keeping
or printing it went wrong. Neither ever undoes what the book has posted.
"""

from models.refusals import Refusal


class PrintRefused(Refusal):
    """This content cannot be put on paper truthfully."""


class NoGlyph(PrintRefused):
    """No font at hand draws `character` (`code` is its number in hexadecimal) of `text`."""

    template = "cannot print {character} (U+{code}) in “{text}”: no font on this station has that character."
    next_step = (
        "Install a font that has it (for Chinese, Japanese, Korean: fonts-droid-fallback) or change the text."
    )


class BarcodeCharacters(PrintRefused):
    """Code 128 holds printable ASCII; `text` has more, or is empty."""

    template = (
        "cannot print “{text}” as a barcode: "
        "Code 128 takes 1 to 100 plain characters (letters, digits, signs)."
    )
    next_step = "Give the document a number of such characters."


class BarcodeTooWide(PrintRefused):
    """`text` needs `needed_mm` at the finest bars a 203 dpi printer draws well; there are `room_mm`."""

    template = "cannot print “{text}” as a barcode: it needs {needed_mm} mm and there are {room_mm} mm."
    next_step = "Use a shorter number."


class PrintingFailed(Refusal):
    """The document is drawn; keeping or printing it failed."""


class NameUnsafe(PrintingFailed):
    """`name` is not a document number followed by .pdf."""

    template = (
        "cannot keep a document as “{name}”: "
        "a file name is a document number of at most 80 letters, digits, - and _, and then .pdf."
    )
    next_step = "Correct the number series under Settings."


class NotKept(PrintingFailed):
    """The outbox did not take the file: `reason` is the system's own word."""

    template = "cannot write {name} to the outbox {outbox}: {reason}."
    next_step = "Free space there or choose another outbox folder, then print again."


class TooManyVersions(PrintingFailed):
    """`count` files of this name with other content are there already."""

    template = "cannot keep {name}: the outbox {outbox} already has {count} other versions of it."
    next_step = "Find out who changes this document before printing again."


class NoPrinter(PrintingFailed):
    """No printer command is configured."""

    template = "{name} is kept and not printed: this station has no printer."
    next_step = "Set one under Settings, Printer."


class PrinterProgramMissing(PrintingFailed):
    """The command's program is not there or not executable."""

    template = (
        "{name} is kept and not printed: the program {program} is not on this computer or may not be run."
    )
    next_step = "Install it (Debian: cups-client) or correct the printer command, then print again."


class PrinterSaidNo(PrintingFailed):
    """The command ended with an exit code other than 0; `reason` is what it wrote."""

    template = "{name} is kept and not printed: {program} answered “{reason}” (code {code})."
    next_step = "See to the printer, then print again."


class PrinterHangs(PrintingFailed):
    """The command did not end within `limit_s` seconds and was stopped."""

    template = (
        "{name} is kept, and perhaps not printed: "
        "{program} gave no answer in {limit_s} seconds and was stopped."
    )
    next_step = "Look at the printer before printing again."
