"""Paper from the book alone, without a station: documents, labels, command cards, set-up sheets."""

import argparse

from models import paper_kinds
from models.book import Book
from models.documents import GoodsLabel
from models.layout import PaperKind
from models.paper import StoredPaper
from models.refusals import Refusal


class LabelsOfWhat(Refusal):
    template = "It is not clear which labels are wanted: name units, a receipt, or an item."
    next_step = "Use --serial, --receipt or --item; --item beside --serial says whose units they are."


class CopiesOfNothing(Refusal):
    template = "{count} copies are no number of labels."
    next_step = "Name 1 or more; only an item's own label is printed several times."


def print_labels(args: argparse.Namespace) -> int:
    """Labels of units that were entered, or of an item, in the station's size. Raises LabelsOfWhat and what
    `models.labelling` and drawing raise; nothing is written then."""
    from tui.commandline.exchange import put_paper
    from tui.commandline.opening import open_book
    from tui.label_paper import drawn

    with open_book(args) as book:
        labels = _labels(book, args)
    own = args.settings.labels
    return put_paper(args, drawn(labels, args.format or own.form, own.size)[0])


def _labels(book: Book, args: argparse.Namespace) -> tuple[GoodsLabel, ...]:
    from models import labelling

    if bool(args.receipt) == bool(args.serial or args.item):
        raise LabelsOfWhat()
    if args.copies < 1 or (args.copies > 1 and (args.serial or args.receipt)):
        raise CopiesOfNothing(count=args.copies)
    if args.receipt:
        return book.perform(labelling.of_document, number=args.receipt)
    if args.serial:
        return book.perform(labelling.of_serials, serials=args.serial, item=args.item or "")
    return book.perform(labelling.of_item, number=args.item, copies=args.copies)


def print_cards(args: argparse.Namespace) -> int:
    """The sheet of command cards, with those of the operators who may sign on. Raises NoGlyph."""
    from models import operators, settings
    from printing.cards import render
    from tui.commandline.exchange import put_paper
    from tui.commandline.opening import open_book

    with open_book(args) as book:
        people = book.perform(operators.carded)
        sender = book.perform(settings.company).name
    return put_paper(args, render([(one.number, one.name) for one in people], sender))


def print_scanner_sheet(args: argparse.Namespace) -> int:
    """How to set up a scanner of one maker, in the station's language. Needs no book."""
    from models.language import language
    from printing.scanner_sheet import render
    from tui.commandline.exchange import put_paper

    return put_paper(args, render(args.maker, language()))


def paper_of(book: Book, kind: PaperKind, number: str) -> bytes:
    """The PDF of one kind of paper. Of a delivery note, and of a posted invoice or credit note, that was printed before it is
    that original, byte for byte; all else says what it says now, and is kept too."""
    from printing.drawing import drawn

    wanted = number.upper() if number.upper().startswith(f"{paper_kinds.SERIES[kind]}-") else number
    found = book.perform(paper_kinds.wanted, kind=kind, number=wanted)
    if isinstance(found, StoredPaper):
        return found.content
    content = drawn(found.document, found.instead)
    return book.perform(paper_kinds.kept, wanted=found, content=content).content
