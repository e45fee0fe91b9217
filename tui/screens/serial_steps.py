"""How a unit's life is written: where it is, and each step, corrections of its serial number among them."""

from dataclasses import dataclass

from models.corrections import Correction
from models.language import say
from models.money import money
from models.tracing import LifeEvent, SerialLife
from tui.widgets.cells import Row
from tui.words import day, day_and_clock, how_word, place_word, told_words, what_word


@dataclass(frozen=True)
class Step:
    """One row of a life: a movement or a correction, with the document that made it."""

    at: str
    document: str
    of: LifeEvent | Correction


def steps(life: SerialLife) -> list[Step]:
    """Everything that happened to a unit, newest first."""
    corrected = [Step(one.at, one.document, one) for one in life.corrections]
    moved = [Step(one.at, one.document, one) for one in life.events]
    return sorted(corrected + moved, key=lambda step: step.at, reverse=True)


def place_words(life: SerialLife) -> list[str]:
    """Where the unit is and since when, in one sentence; who holds it, and what its label told, in others."""
    last = next((event for event in life.events if event.what != "cost"), None)
    fields = {
        "place": life.location,
        "since": day(last.at) if last else "",
        "document": last.document if last else "",
        "party": last.party if last else "",
    }
    match life.state:
        case "in stock":
            words = say("In stock at {place} since {since} ({document}).", **fields)
        case "shipped" if last is not None and last.what == "invoice":
            words = say("Sold to {party} on {since} ({document}).", **fields)
        case "shipped" if last is not None and last.what == "send-back":
            words = say("Sent back to {party} on {since} ({document}).", **fields)
        case "in repair":
            words = say("In repair here since {since}, from {party} ({document}).", **fields)
        case "gone" if last is not None and last.what == "supplier-return":
            words = say("Returned to {party} on {since} ({document}).", **fields)
        case "shipped" if fields["party"]:
            words = say("Shipped to {party} on {since} ({document}).", **fields)
        case "shipped":
            words = say("Shipped on {since} ({document}).", **fields)
        case "written off":
            words = say("Written off on {since} ({document}).", **fields)
        case _:
            words = say("Not here: {document}, which brought it, was reversed on {since}.", **fields)
    if life.received_on:
        words = f"{words} {say('It came on {day}.', day=life.received_on)}"
    held = say("Held by {document}.", document=life.held_by) if life.held_by else ""
    told = told_words(life.batch, life.expiry)
    told = say("Its label says: {told}.", told=told) if told else ""
    until = life.warranty_until
    covered = say("Under warranty until {day}.", day=until) if until else ""
    return [line for line in (words, held, told, covered) if line]


def step_words(event: LifeEvent, *, cost: bool = True) -> str:
    """Everything about one step: places, party, operator, how and where, why, and with `cost` what the unit cost then."""
    only_cost = event.what == "cost"
    worth = (
        say("cost changed by {money}", money=money(event.cost))
        if only_cost
        else say("cost {money}", money=money(event.cost))
    )
    parts = (
        "" if only_cost else f"{place_word(event.from_place)} > {place_word(event.to_place)}",
        event.party,
        event.operator,
        say("at {station}", station=event.station)
        if only_cost
        else say("{how} at {station}", how=how_word(event.how), station=event.station),
        event.reason,
        told_words(event.batch, event.expiry),
        worth if cost else "",
    )
    return " · ".join(part for part in parts if part)


def correction_words(correction: Correction) -> str:
    """Everything about one correction."""
    parts = (
        f"{correction.old} > {correction.new}",
        correction.operator,
        say("at {station}", station=correction.station),
        correction.reason,
    )
    return " · ".join(part for part in parts if part)


def whole_words(step: Step, *, cost: bool = True) -> str:
    """Everything about one step; what the unit cost only with `cost`."""
    return step_words(step.of, cost=cost) if isinstance(step.of, LifeEvent) else correction_words(step.of)


def step_row(number: int, step: Step) -> Row:
    """One row of the list."""
    if isinstance(step.of, Correction):
        one = step.of
        cells = (day_and_clock(one.at), what_word("correct"), one.document, one.old, one.new)
        return Row(number, (*cells, one.reason, one.operator, "", one.station))
    event = step.of
    places = ("", "") if event.what == "cost" else (place_word(event.from_place), place_word(event.to_place))
    who = (event.party, event.operator, how_word(event.how), event.station)
    return Row(number, (day_and_clock(event.at), what_word(event.what), event.document, *places, *who))
