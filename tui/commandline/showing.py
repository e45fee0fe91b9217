"""One thing that was looked up, in lines for a person: its facts, its lines, the steps of its life."""

from collections.abc import Iterable, Mapping
from typing import Any

from models.documents import VatTotal
from models.landed import Share
from models.language import say
from models.lookup import Found
from models.money import money
from models.moving_hand import Move
from models.patterns import SerialPattern
from models.tracing import SerialLife
from models.vat import percent
from tui.commandline.moves import put_move
from tui.commandline.output import put, put_columns
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


def kind_of(found: Found) -> str:
    """A document by its own kind: PO, GR, AD, QU, SO, SH, IN, CN, MV, SC, RP, RS, LC, CT."""
    return found.title if found.kind == "document" else found.kind


def put_thing(found: Found, thing: object, done: dict[str, Any]) -> None:
    """All there is to tell of `thing`; `done` has a document's serial numbers by line, and its postings."""
    if isinstance(thing, Move):
        put_move(thing)
        return
    if isinstance(thing, SerialLife):
        _put_life(thing, found.was)
        return
    if kind_of(found) == "CT":
        from tui.commandline.counts import put_count

        put_count(thing)
        return
    facts = dict(vars(thing))
    lines = facts.pop("lines", ())
    units = facts.pop("units", ())
    if not facts.get("has_serials", True):
        facts.pop("serial_at", None)
    put(f"{kind_of(found)} {found.key}")
    _put_facts(found, facts)
    for event in done.get("events", ()):
        parts = (day_and_clock(event.at), what_word(event.what), event.operator)
        put("  " + "  ".join(part for part in parts if part))
    if units:
        _put_units(units)
    else:
        _put_lines(kind_of(found), lines, done.get("serials", {}))


def _put_facts(found: Found, facts: dict[str, Any]) -> None:
    for name, value in facts.items():
        word = _fact(found, name, value)
        stock = name == "on_hand" and facts.get("stock_tracked", True)
        if (value not in ("", None, (), 0, False) or stock) and word and name not in ("id", "number"):
            put(f"  {name.replace('_', ' ')}: {word}")


def _put_units(units: Iterable[Any]) -> None:
    """The units of a repair, each with its sale and its warranty."""
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


def _put_lines(kind: str, lines: Iterable[Any], serials: Mapping[int, Iterable[str]]) -> None:
    """The lines of a document, each with its serial numbers below."""
    priced = kind in ("QU", "IN", "CN")
    for line in lines:
        waiting = 0 if priced or kind in ("RP", "RS") else line.outstanding
        left = (
            say("{count} outstanding", count=waiting) if waiting else money(line.priced.net) if priced else ""
        )
        left = way_word(getattr(line, "way", "")) or left  # what the book has there is not outstanding
        put(f"  {line.line_no}  {line.quantity} {line.unit}  {line.item}  {line.name}  {left}".rstrip())
        for serial in serials.get(line.line_no, ()):
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
        if kind_of(found) == "QU":
            return status_word({"draft": "open", "closed": "ordered"}.get(status, status))
        return status_word(OPEN_WORDS.get(kind_of(found), status) if status == "open" else status)
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
