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


class LabelReadsOtherwise(PrintRefused):
    """No symbol of ours gives `serial` back when it is scanned: it looks like something else."""

    template = "cannot print a label for {serial}: scanned from a label it would be taken for something else."
    next_step = "Keep the maker's own label on this unit, or type its number."


class LabelNumberUnprintable(PrintRefused):
    """An item without a product code whose number no barcode holds, or that would be read as something else."""

    template = "cannot print a label for item {item}: its number is no barcode that finds it again."
    next_step = "Give the item a product code (GTIN)."


class LabelTooSmall(PrintRefused):
    """Text and symbol of `text` do not fit; `width` and `height` are the label's, in mm."""

    template = "cannot print {text} on a label of {width} x {height} mm: it does not fit there whole."
    next_step = "Use larger labels: width and height under [labels] in serialdock.toml."


class PrintingFailed(Refusal):
    """The document is drawn; keeping or printing it failed."""


class NameUnsafe(PrintingFailed):
    """`name` is not a document number followed by .pdf or .zpl."""

    template = (
        "cannot keep a document as “{name}”: "
        "a file name is a document number of at most 80 letters, digits, - and _, and then .pdf or .zpl."
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


class PerhapsPrinted(PrintingFailed):
    """Some of it reached the printer, or may have: nobody knows, so nothing is sent again by itself."""


class PrinterHangs(PerhapsPrinted):
    """The command did not end within `limit_s` seconds and was stopped."""

    template = (
        "{name} is kept, and perhaps not printed: "
        "{program} gave no answer in {limit_s} seconds and was stopped."
    )
    next_step = "Look at the printer before printing again."


class PrinterUnreachable(PrintingFailed):
    """`address` took no connection; `reason` is the system's own word. Nothing was sent."""

    template = "{name} is kept and not printed: the printer at {address} cannot be reached: {reason}."
    next_step = "See to the printer and its cable, then print again."


class PrinterNotReady(PrintingFailed):
    """The printer did not answer `~HS` within `limit_s` seconds, as it does with a fault (R4.7). Nothing was sent."""

    template = "{name} is kept and not printed: printer not ready: paper, ribbon, or head."
    next_step = "See to the printer at {address}, then print again."


class PrinterFault(PrintingFailed):
    """The printer's status names what is wrong. Nothing was sent."""

    template = "{name} is kept and not printed: the printer says: {fault}."
    next_step = "See to the printer at {address}, then print again."


class PrinterCutOff(PerhapsPrinted):
    """The connection ended, or stood still for too long, after the first byte of a label."""

    template = (
        "{name} is kept, and perhaps printed in part: the printer at {address} took {sent} of {size} bytes."
    )
    next_step = "Look at the labels before printing again."


class LogoUnreadable(PrintRefused):
    """The bytes are no PNG or JPEG, or end too early."""

    template = "cannot print the logo: the file is no PNG or JPEG picture, or it is broken."
    next_step = "Choose another file under Settings, Layouts."


class LogoTooLarge(PrintRefused):
    """`size` is what the file is, `most` what is taken."""

    template = "cannot print the logo: it has {size}, and {most} are the most."
    next_step = "Make the picture smaller, then choose it again under Settings, Layouts."


class HeadTooTall(PrintRefused):
    """The text at the head takes `lines` lines."""

    template = "cannot print the text at the head: it takes {lines} lines, and {most} are the most."
    next_step = "Make it shorter under Settings, Layouts."


class FootTooTall(PrintRefused):
    """The text at the foot takes `lines` lines."""

    template = "cannot print the text at the foot: it takes {lines} lines, and {most} are the most."
    next_step = "Make it shorter under Settings, Layouts."
