"""Numbers, times, places and ways as the screens say them."""

import re

from models.fields import local_clock, local_day
from models.language import say
from models.patterns import SerialPattern

NUMBER = re.compile(r"([A-Z]{2})-D?[0-9]+")
"""A document's number, or the name of a draft that has none yet."""


def grouped(number: int) -> str:
    """A whole number with its thousands apart: 1 204."""
    return f"{number:,}".replace(",", " ")


def day_and_clock(at: str) -> str:
    """A moment of the book on the wall of this place: 2026-11-12 14:02. Empty stays empty."""
    return f"{local_day(at)} {local_clock(at)[:5]}" if at else ""


def day(at: str) -> str:
    """The day of a moment of the book; empty stays empty."""
    return local_day(at) if at else ""


def status_word(status: str) -> str:
    """A document's status."""
    words = {
        "draft": say("draft"),
        "open": say("open"),
        "ordered": say("ordered"),
        "confirmed": say("confirmed"),
        "posted": say("posted"),
        "closed": say("closed"),
        "cancelled": say("cancelled"),
        "reversed": say("reversed"),
        "here": say("here"),
        "counting": say("counting"),
        "to approve": say("to approve"),
        "approved": say("approved"),
    }
    return words.get(status, status)


def how_word(how: str) -> str:
    """How a serial number came into the book."""
    words = {
        "scanned": say("scanned"),
        "keyed": say("keyed"),
        "pasted": say("pasted"),
        "imported": say("imported"),
        "listed": say("listed"),
    }
    return words.get(how, how)


def what_word(what: str) -> str:
    """What happened to a unit."""
    words = {
        "receive": say("received"),
        "adjust": say("adjusted"),
        "ship": say("shipped"),
        "invoice": say("invoiced"),
        "credit": say("credited"),
        "cost": say("cost"),
        "move": say("moved"),
        "correct": say("corrected"),
        "repair": say("taken in"),
        "send-back": say("sent back"),
        "scrap": say("scrapped"),
        "supplier-return": say("returned"),
        "reverse": say("reversed"),
    }
    return words.get(what, what)


def place_word(place: str) -> str:
    """A place; where nothing stands has a name of the program's own."""
    words = {
        "Suppliers": say("Supplier"),
        "Customers": say("Customer"),
        "In repair": say("In repair"),
        "Written off": say("Written off"),
        "Unnamed": say("stock, without serial number"),
    }
    return words.get(place, place)


def state_word(state: str) -> str:
    """Where a serial number stands."""
    words = {
        "": say("all"),
        "in stock": say("in stock"),
        "shipped": say("shipped"),
        "in repair": say("in repair"),
        "written off": say("written off"),
        "gone": say("gone"),
    }
    return words.get(state, state)


def category_word(name: str, kind: str = "") -> str:
    """An adjustment category; an own one followed by its type."""
    words = {
        "Sales": say("Sales"),
        "Purchases": say("Purchases"),
        "Status": say("Status"),
        "Production": say("Production"),
        "Marketing": say("Marketing"),
        "Obsolescence": say("Obsolescence"),
        "Waste": say("Waste"),
    }
    own = kind and kind != name
    return f"{name} ({words.get(kind, kind)})" if own else words.get(name, name)


def way_word(way: str) -> str:
    """What a line of an adjustment does to stock."""
    words = {"up": say("up"), "down": say("down"), "counted": say("counted"), "assign": say("assign")}
    return words.get(way, way)


def moment_word(moment: str) -> str:
    """When an item's units need their serial number at the latest."""
    return {"receipt": say("at receipt"), "shipment": say("at shipment")}.get(moment, moment)


def serial_kind_word(kind: str) -> str:
    """What kind of number the serials of an item are."""
    words = {
        "": say("any text"),
        "imei": say("IMEI"),
        "mac": say("MAC address"),
        "gs1": say("GS1 serial (21)"),
    }
    return words.get(kind, kind)


def pattern_words(pattern: SerialPattern) -> str:
    """The rules of an item's serial numbers in one line; empty where there is none."""
    least, most = pattern.least, pattern.most
    lengths = str(least) if least == most else f"{least or 1}-{most or 100}"
    rules = (
        serial_kind_word(pattern.kind) if pattern.kind else "",
        say("mask {mask}", mask=pattern.mask) if pattern.mask else "",
        say("{count} characters", count=lengths) if least or most else "",
        say("characters {allowed}", allowed=pattern.characters) if pattern.characters else "",
        say("must match {regex}", regex=pattern.regex) if pattern.regex else "",
    )
    return ", ".join(rule for rule in rules if rule)


def yes_no(true: bool) -> str:
    """A tick in words."""
    return say("yes") if true else say("no")


def unit_state(state: str) -> str:
    """Where a unit of a repair is."""
    words = {
        "listed": say("listed"),
        "here": say("here"),
        "ready": say("marked"),
        "sent back": say("sent back"),
        "written off": say("written off"),
        "reversed": say("reversed"),
    }
    return words.get(state, state)


def warranty_words(until: str) -> str:
    """The last day of a unit's warranty, "" for none."""
    return say("warranty until {day}", day=until) if until else ""


def told_words(batch: str, expiry: str) -> str:
    """What a label told beside the serial number, "" for nothing."""
    parts = [
        say("batch {batch}", batch=batch) if batch else "",
        say("exp. {day}", day=expiry) if expiry else "",
    ]
    return ", ".join(part for part in parts if part)


def document_word(kind: str) -> str:
    """A kind of document by its letters."""
    words = {
        "PO": say("Purchase order"),
        "GR": say("Goods receipt"),
        "AD": say("Adjustment"),
        "QU": say("Quote"),
        "SO": say("Sales order"),
        "SH": say("Shipment"),
        "IN": say("Invoice"),
        "CN": say("Credit note"),
        "CT": say("Count"),
        "MV": say("Move"),
        "SC": say("Serial correction"),
        "RP": say("Repair"),
        "RS": say("Return to supplier"),
        "LC": say("Landed cost"),
    }
    return words.get(kind, kind)


def noun_of(heading: str) -> str:
    """What kind of document a heading is about whose first part is its number alone; "" for every other."""
    number = NUMBER.fullmatch(heading.partition(" · ")[0])
    word = document_word(number[1]) if number else ""
    return word if number and word != number[1] else ""
