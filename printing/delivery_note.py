"""The delivery note: what left the house, every serial exactly once, and no price."""

from models.documents import DeliveryLine, DeliveryNote
from models.language import say_in
from models.layout import SERIALS
from printing.box_codes import square_rows
from printing.columns import has_column
from printing.letterhead import letter
from printing.lines import Line, lines_table
from printing.page import Strip, compose, press, space
from printing.sheet import BODY, ROOM, STRONG
from printing.table import Column, block, heading, row, title
from printing.wording import addressed, long_date, number, short_date, tongue


def render(note: DeliveryNote) -> bytes:
    """The note as PDF, the same bytes for the same note. PrintRefused when a text cannot be drawn."""
    language = tongue(note.layout, note.language)
    with press:
        frame = letter(_title(note, language), note.number, note.seller, note.layout, language)
        return compose(frame, _flow(note, language))


def _title(note: DeliveryNote, language: str) -> str:
    if note.reverses:
        return say_in(language, "Reversed delivery note")
    return say_in(language, "Delivery note")


def _flow(note: DeliveryNote, language: str) -> list[Strip]:
    lines = [_line(line, language) for line in note.lines]
    return [
        *_opening(note, language),
        *lines_table(lines, note.layout, "delivery-note", language),
        *_packages(note, language),
        *(square_rows(note.lines, language) if _has_codes(note) else []),
    ]


def _has_codes(note: DeliveryNote) -> bool:
    """A layout that shows no serial number in letters gives none away in a code; what came back is no receipt."""
    told = has_column(note.layout, "delivery-note", SERIALS)
    return note.layout.square and told and not note.reverses


def _opening(note: DeliveryNote, language: str) -> list[Strip]:
    """Title, dates and references, and who sends what to whom."""
    facts = [
        (say_in(language, "Date"), [long_date(note.date, language)]),
        (say_in(language, "Our order"), [note.order or "–"]),
        (say_in(language, "Your reference"), [note.their_reference or "–"]),
    ]
    if note.reverses:
        facts.append((say_in(language, "Reverses"), [note.reverses]))
    parties = [
        (say_in(language, "Delivered to"), addressed(note.deliver_to, language)),
        (say_in(language, "Customer"), addressed(note.customer, language)),
        (say_in(language, "From"), addressed(note.seller, language)),
    ]
    return [
        title(_title(note, language), note.number),
        *block(facts, BODY),
        space(12),
        *block(parties, BODY, first=STRONG),
        space(20),
    ]


def _line(line: DeliveryLine, language: str) -> Line:
    cells = {
        "item": line.item,
        "description": line.name,
        "unit": line.unit,
        "ordered": number(line.ordered, language),
        "delivered": number(line.delivered, language),
        "outstanding": number(line.outstanding, language),
        "warranty": short_date(line.warranty_until, language) if line.warranty_until else "",
    }
    return Line(cells, line.delivered, line.serials, f"{line.item}  {line.name}")


def _packages(note: DeliveryNote, language: str) -> list[Strip]:
    if not note.packages:
        return []
    columns = [Column(say_in(language, "Packages"), 0, ROOM, BODY)]
    head = heading(columns)
    strips = [space(12), head]
    for package in note.packages:
        strips += row(columns, [package], resume=(head,))
    return strips
