"""`serialdock show CODE` and `serialdock serials`: what the screens look up, for pipes and programs."""

import argparse
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from typing import Any

from models.book import Book
from models.language import say
from models.lookup import Found
from models.parties import Kind
from models.refusals import Refusal
from models.refusals_nouns import CustomerUnknown, SupplierUnknown
from models.serial_report import SerialFilter, SerialRow
from tui.commandline.opening import open_book
from tui.commandline.output import note, put, put_columns, put_json, put_json_list
from tui.commandline.showing import kind_of, put_thing
from tui.words import state_word

PAGE = 1_000
KINDS: tuple[Kind, ...] = ("supplier", "customer")
WIDTHS = (24, 16, 12, 12, 12, 0)


class NotKnown(Refusal):
    template = "{text} is not known here: no serial number, item, document, location, supplier or customer."
    next_step = "Check how it is written; every character counts."


class NotKnownWithout(NotKnown):
    """Before the add-on is installed nothing speaks of serial numbers."""

    template = "{text} is not known here: no item, document, location, supplier or customer."


def show(args: argparse.Namespace) -> int:
    """Everything a code is, each with what there is to know about it."""
    from models import lookup, settings

    with open_book(args) as book:
        found = (*book.perform(lookup.find, text=args.code), *_parties(book, args.code))
        things = [(one, _thing(book, one), _done_with(book, one)) for one in found]
        unknown = NotKnown if book.perform(settings.installed) else NotKnownWithout
    if args.json:
        told = [{"kind": kind_of(one), "about": thing, **done} for one, thing, done in things]
        put_json({"code": args.code, "found": told})
    if not things:
        raise unknown(text=args.code)
    if not args.json:
        for number, (one, thing, done) in enumerate(things):
            if number:
                put()
            put_thing(one, thing, done)
    return 0


def serials(args: argparse.Namespace) -> int:
    """The serial numbers a filter leaves, one a line."""
    from models import items, places

    wanted = SerialFilter(args.text, args.item, args.state, args.location, args.customer)
    with open_book(args) as book:
        if args.item:
            book.perform(items.view, number=args.item)
        if args.location:
            book.perform(places.view, number=args.location)
        rows = _rows(book, wanted)
        if args.json:
            put_json_list({key: value for key, value in vars(row).items() if key != "key"} for row in rows)
            return 0
        shown = 0
        for row in rows:
            shown += 1
            state = state_word(row.state)
            put_columns((row.serial, row.item, state, row.location, row.document, row.party), WIDTHS)
    if not shown:
        note(say("No serial number is like that."))
    return 0


def _rows(book: Book, wanted: SerialFilter) -> Iterator[SerialRow]:
    """Every row a filter leaves, read page by page."""
    from models import serial_report

    after = None
    while True:
        rows = book.perform(serial_report.page, filter=wanted, after=after, limit=PAGE)
        yield from rows
        if len(rows) < PAGE:
            return
        after = rows[-1].key


def _parties(book: Book, number: str) -> list[Found]:
    """The supplier and the customer with a number: they are on no barcode, so no scan looks for them."""
    from models import parties

    found = []
    for kind in KINDS:
        with suppress(SupplierUnknown, CustomerUnknown):
            card = book.perform(parties.view, kind=kind, number=number)
            found.append(Found(kind, card.number, card.name, ""))
    return found


def _thing(book: Book, found: Found) -> object:
    """What there is to know about one thing."""
    from models import tracing

    if found.kind == "serial":
        return book.perform(tracing.life, serial=found.key, item=found.detail)[0]
    return book.perform(_views()[kind_of(found)], number=found.key)


def _views() -> dict[str, Callable[..., object]]:
    """What tells all about a thing, by its kind."""
    from models import items, operators, places
    from models.parties import view

    return {
        "item": items.view,
        "location": places.view,
        "operator": operators.view,
        **{kind: partial(view, kind=kind) for kind in KINDS},
        **_document_views(),
    }


def _document_views() -> dict[str, Callable[..., object]]:
    from models import (
        adjusting,
        correcting,
        counting_results,
        credit_notes,
        invoices,
        landed,
        moving,
        purchasing,
        quoting,
        receiving,
        repairs,
        selling,
        shipping,
        supplier_return_lines,
    )

    return {
        "PO": purchasing.view,
        "SO": selling.view,
        "GR": receiving.view,
        "AD": adjusting.view,
        "SH": shipping.view,
        "QU": quoting.view,
        "IN": invoices.view,
        "CN": credit_notes.view,
        "LC": landed.view,
        "MV": moving.view,
        "SC": correcting.view,
        "RP": repairs.view,
        "RS": supplier_return_lines.view,
        "CT": counting_results.in_full,
    }


def _done_with(book: Book, found: Found) -> dict[str, Any]:
    """The serial numbers of a document by line, and its postings; nothing else has any."""
    from models.document_serials import events_of, on_document

    if found.kind != "document":
        return {}
    return {
        "serials": book.perform(on_document, number=found.key),
        "events": book.perform(events_of, number=found.key),
    }
