"""`serialdock show CODE` and `serialdock serials`: what the screens look up, for pipes and programs."""

import argparse
from collections.abc import Callable

from models.book import Book
from models.language import say
from models.lookup import Found
from models.money import money
from models.patterns import SerialPattern
from models.refusals import Refusal
from models.tracing import SerialFilter, SerialLife
from tui.commandline.opening import open_book
from tui.commandline.output import note, put, put_columns, put_json
from tui.words import place_word, state_word, what_word

PAGE = 1_000
WIDTHS = (24, 16, 12, 12, 12, 0)
KINDS = ("operator", "document", "location", "item", "serial")


class NotKnown(Refusal):
    template = "{text} is not known here: no serial number, item, document or location."
    next_step = "Check how it is written; every character counts."


def show(args: argparse.Namespace) -> int:
    """Everything a code is, each with what there is to know about it."""
    from models import lookup

    with open_book(args) as book:
        found = book.perform(lookup.find, text=args.code)
        things = [(one, _thing(book, one), _serials_on(book, one)) for one in found]
    if args.json:
        told = [{"kind": _kind(one), "about": thing, "serials": on} for one, thing, on in things]
        put_json({"code": args.code, "found": told})
    if not things:
        raise NotKnown(text=args.code)
    if not args.json:
        for number, (one, thing, on) in enumerate(things):
            if number:
                put()
            _put_thing(one, thing, on)
    return 0


def serials(args: argparse.Namespace) -> int:
    """The serial numbers a filter leaves, one a line."""
    from models import items, places, tracing

    wanted = SerialFilter(args.text, args.item, args.state, args.location, args.customer)
    shown = 0
    with open_book(args) as book:
        if args.item:
            book.perform(items.view, number=args.item)
        if args.location:
            book.perform(places.view, number=args.location)
        after = None
        while True:
            rows = book.perform(tracing.page, filter=wanted, after=after, limit=PAGE)
            for row in rows:
                if args.json:
                    put_json({key: value for key, value in vars(row).items() if key != "key"})
                else:
                    cells = (
                        row.serial,
                        row.item,
                        state_word(row.state),
                        row.location,
                        row.document,
                        row.party,
                    )
                    put_columns(cells, WIDTHS)
            shown += len(rows)
            if len(rows) < PAGE:
                break
            after = rows[-1].key
    if not shown and not args.json:
        note(say("No serial number is like that."))
    return 0


def _kind(found: Found) -> str:
    """A document by its own kind: PO, GR, AD, SO, SH."""
    return found.title if found.kind == "document" else found.kind


def _thing(book: Book, found: Found) -> object:
    """What there is to know about one thing."""
    from models import adjusting, items, operators, places, purchasing, receiving, selling, shipping, tracing

    views: dict[str, Callable[..., object]] = {
        "item": items.view,
        "location": places.view,
        "operator": operators.view,
        "PO": purchasing.view,
        "SO": selling.view,
        "GR": receiving.view,
        "AD": adjusting.view,
        "SH": shipping.view,
    }
    if found.kind == "serial":
        return book.perform(tracing.life, serial=found.key, item=found.detail)[0]
    return book.perform(views[_kind(found)], number=found.key)


def _serials_on(book: Book, found: Found) -> dict[int, tuple[str, ...]]:
    """The serial numbers of a document by line; nothing else has any."""
    from models.document_serials import on_document

    return book.perform(on_document, number=found.key) if found.kind == "document" else {}


def _put_thing(found: Found, thing: object, serials_on: dict[int, tuple[str, ...]]) -> None:
    if isinstance(thing, SerialLife):
        _put_life(thing)
        return
    facts = dict(vars(thing))
    lines = facts.pop("lines", ())
    put(f"{_kind(found)} {found.key}")
    for name, value in facts.items():
        word = money(value) if name.endswith("_price") else _word(value)
        if value not in ("", None, (), 0, False) and word and name not in ("id", "number"):
            put(f"  {name.replace('_', ' ')}: {word}")
    for line in lines:
        left = say("{count} outstanding", count=line.outstanding) if line.outstanding else ""
        put(f"  {line.line_no}  {line.quantity} {line.unit}  {line.item}  {line.name}  {left}".rstrip())
        for serial in serials_on.get(line.line_no, ()):
            put(f"       {serial}")


def _put_life(life: SerialLife) -> None:
    put(f"{life.serial}  {life.item}  {life.name}")
    put("  " + ", ".join(word for word in (state_word(life.state), life.location, life.held_by) if word))
    for event in life.events:
        places = f"{place_word(event.from_place)} > {place_word(event.to_place)}"
        cells = (event.at[:19], what_word(event.what), event.document, places)
        put_columns(("", *cells, event.party, event.operator), (0, 20, 8, 10, 24, 20, 0))


def _word(value: object) -> str:
    if isinstance(value, SerialPattern):
        return ", ".join(f"{name} {rule}" for name, rule in vars(value).items() if rule)
    if isinstance(value, tuple):
        return ", ".join(getattr(one, "number", str(one)) for one in value)
    if hasattr(value, "number"):
        return f"{value.number} {getattr(value, 'name', '')}".strip()
    return say("yes") if value is True else str(value)
