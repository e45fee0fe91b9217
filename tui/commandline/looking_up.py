"""`serialdock show CODE` and `serialdock serials`: what the screens look up, for pipes and programs."""

import argparse
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from typing import Any

from models.book import Book
from models.documents import VatTotal
from models.landed import Share
from models.language import say
from models.lookup import Found
from models.money import money
from models.moving_hand import Move
from models.parties import Kind
from models.patterns import SerialPattern
from models.refusals import Refusal
from models.refusals_nouns import CustomerUnknown, SupplierUnknown
from models.serial_report import SerialFilter, SerialRow
from models.tracing import SerialLife
from models.vat import percent
from tui.commandline.moves import put_move
from tui.commandline.opening import open_book
from tui.commandline.output import note, put, put_columns, put_json, put_json_list
from tui.words import (
    day_and_clock,
    moment_word,
    pattern_words,
    place_word,
    state_word,
    status_word,
    told_words,
    unit_state,
    warranty_words,
    way_word,
    what_word,
)

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
        told = [{"kind": _kind(one), "about": thing, **done} for one, thing, done in things]
        put_json({"code": args.code, "found": told})
    if not things:
        raise unknown(text=args.code)
    if not args.json:
        for number, (one, thing, done) in enumerate(things):
            if number:
                put()
            _put_thing(one, thing, done)
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


def _kind(found: Found) -> str:
    """A document by its own kind: PO, GR, AD, QU, SO, SH, IN, CN, MV, SC, RP, RS, LC, CT."""
    return found.title if found.kind == "document" else found.kind


def _thing(book: Book, found: Found) -> object:
    """What there is to know about one thing."""
    from models import (
        adjusting,
        correcting,
        counting_results,
        credit_notes,
        invoices,
        items,
        landed,
        moving,
        operators,
        places,
        purchasing,
        quoting,
        receiving,
        repairs,
        selling,
        shipping,
        supplier_return_lines,
        tracing,
    )
    from models.parties import view

    views: dict[str, Callable[..., object]] = {
        "item": items.view,
        "location": places.view,
        "operator": operators.view,
        **{kind: partial(view, kind=kind) for kind in KINDS},
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
    if found.kind == "serial":
        return book.perform(tracing.life, serial=found.key, item=found.detail)[0]
    return book.perform(views[_kind(found)], number=found.key)


def _done_with(book: Book, found: Found) -> dict[str, Any]:
    """The serial numbers of a document by line, and its postings; nothing else has any."""
    from models.document_serials import events_of, on_document

    if found.kind != "document":
        return {}
    return {
        "serials": book.perform(on_document, number=found.key),
        "events": book.perform(events_of, number=found.key),
    }


def _put_thing(found: Found, thing: object, done: dict[str, Any]) -> None:
    if isinstance(thing, Move):
        put_move(thing)
        return
    if isinstance(thing, SerialLife):
        _put_life(thing, found.was)
        return
    if _kind(found) == "CT":
        from tui.commandline.counts import put_count

        put_count(thing)
        return
    facts = dict(vars(thing))
    lines = facts.pop("lines", ())
    units = facts.pop("units", ())
    if not facts.get("has_serials", True):
        facts.pop("serial_at", None)
    put(f"{_kind(found)} {found.key}")
    for name, value in facts.items():
        word = _fact(found, name, value)
        stock = name == "on_hand" and facts.get("stock_tracked", True)
        if (value not in ("", None, (), 0, False) or stock) and word and name not in ("id", "number"):
            put(f"  {name.replace('_', ' ')}: {word}")
    for event in done.get("events", ()):
        parts = (day_and_clock(event.at), what_word(event.what), event.operator)
        put("  " + "  ".join(part for part in parts if part))
    kind = _kind(found)
    priced = kind in ("QU", "IN", "CN")
    for unit in units:
        put_columns(
            (
                "",
                unit.serial,
                unit.item,
                unit.sale,
                unit_state(unit.state),
                warranty_words(unit.warranty_until),
            ),
            (0, 24, 16, 10, 12, 0),
        )
    for line in lines if not units else ():
        waiting = 0 if priced or kind in ("RP", "RS") else line.outstanding
        left = (
            say("{count} outstanding", count=waiting) if waiting else money(line.priced.net) if priced else ""
        )
        left = way_word(getattr(line, "way", "")) or left  # what the book has there is not outstanding
        put(f"  {line.line_no}  {line.quantity} {line.unit}  {line.item}  {line.name}  {left}".rstrip())
        for serial in done["serials"].get(line.line_no, ()):
            put(f"       {serial}")


def _put_life(life: SerialLife, was: str) -> None:
    if was:
        put(was)
    put(f"{life.serial}  {life.item}  {life.name}")
    put("  " + ", ".join(word for word in (state_word(life.state), life.location, life.held_by) if word))
    told = (told_words(life.batch, life.expiry), warranty_words(life.warranty_until))
    for words in filter(None, told):
        put(f"  {words}")
    if life.received_on:
        put(f"  {say('It came on {day}.', day=life.received_on)}")
    for one in life.corrections:
        cells = (day_and_clock(one.at), what_word("correct"), one.document, f"{one.old} > {one.new}")
        put_columns(("", *cells, one.reason, one.operator), (0, 16, 8, 10, 24, 20, 0))
    for event in life.events:
        places = f"{place_word(event.from_place)} > {place_word(event.to_place)}"
        cells = (day_and_clock(event.at), what_word(event.what), event.document, places)
        put_columns(("", *cells, event.party, event.operator), (0, 16, 8, 10, 24, 20, 0))


def _fact(found: Found, name: str, value: object) -> str:
    """One fact in the words of the screens: money, a status, a moment on the wall of this place."""
    from models.orders import OPEN_WORDS

    if name == "status":
        status = str(value)
        if _kind(found) == "QU":
            return status_word({"draft": "open", "closed": "ordered"}.get(status, status))
        return status_word(OPEN_WORDS.get(_kind(found), status) if status == "open" else status)
    if name == "serial_at":
        return moment_word(str(value))
    if name.endswith("_at"):
        return day_and_clock(str(value or ""))
    amount = name.endswith(("_price", "_value")) or name == "amount"
    return money(value) if amount and isinstance(value, int) else _word(value)


def _word(value: object) -> str:
    if isinstance(value, SerialPattern):
        return pattern_words(value)
    if isinstance(value, tuple):
        return ", ".join(_word(one) for one in value)
    if isinstance(value, VatTotal):
        return say(
            "{rate} % of {net}: {vat}", rate=percent(value.rate), net=money(value.net), vat=money(value.vat)
        )
    if isinstance(value, Share):
        return say(
            "{item}: {count} units, {money}", item=value.item, count=value.units, money=money(value.amount)
        )
    if hasattr(value, "number") and hasattr(value, "status"):
        return f"{value.number} {status_word(value.status)}"
    if hasattr(value, "number"):
        return f"{value.number} {getattr(value, 'name', '')}".strip()
    return say("yes") if value is True else str(value)
