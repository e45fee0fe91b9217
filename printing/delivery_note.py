"""The delivery note: what left the house, every serial exactly once, and no price."""

from dataclasses import replace

from models.documents import DeliveryLine, DeliveryNote, Party
from models.language import say_in
from printing.page import BODY, LABEL, STRONG, Frame, Strip, compose, press, space
from printing.table import Column, block, caption, heading, row, serial_rows, title
from printing.text import shorten
from printing.wording import lines_counted, long_date, serials_counted, spoken


def render(note: DeliveryNote) -> bytes:
    """The note as PDF, the same bytes for the same note. PrintRefused when a text cannot be drawn."""
    note = replace(note, language=spoken(note.language))
    with press:
        return compose(_frame(note), _flow(note))


def _title(note: DeliveryNote) -> str:
    if note.reverses:
        return say_in(note.language, "Reversed delivery note")
    return say_in(note.language, "Delivery note")


def _frame(note: DeliveryNote) -> Frame:
    address = " · ".join(part for part in note.seller.address if part.strip())
    footer = f"{note.seller.name} · {address}" if address else note.seller.name
    return Frame(_title(note), note.number, note.seller.name, address, footer, note.language)


def _flow(note: DeliveryNote) -> list[Strip]:
    columns = _columns(note.language)
    head = heading(columns)
    flow = [*_opening(note), head]
    for line in note.lines:
        flow += _line(line, columns, head, note.language)
    units = sum(line.delivered for line in note.lines)
    serials = sum(len(line.serials) for line in note.lines)
    total = lines_counted(len(note.lines), units, serials, note.language)
    flow += [space(4), caption(total), *_packages(note)]
    return flow


def _opening(note: DeliveryNote) -> list[Strip]:
    """Title, dates and references, and who sends what to whom."""
    language = note.language
    facts = [
        (say_in(language, "Date"), [long_date(note.date, language)]),
        (say_in(language, "Our order"), [note.order or "–"]),
        (say_in(language, "Your reference"), [note.their_reference or "–"]),
    ]
    if note.reverses:
        facts.append((say_in(language, "Reverses"), [note.reverses]))
    parties = [
        (say_in(language, "Delivered to"), _party(note.deliver_to, language)),
        (say_in(language, "Customer"), _party(note.customer, language)),
        (say_in(language, "From"), _party(note.seller, language)),
    ]
    return [
        title(_title(note), note.number),
        *block(facts, BODY),
        space(12),
        *block(parties, BODY, first=STRONG),
        space(20),
    ]


def _party(party: Party, language: str) -> list[str]:
    lines = [party.name, *party.address]
    if party.number:
        lines.append(say_in(language, "No. {number}", number=party.number))
    if party.vat_number:
        lines.append(say_in(language, "VAT no. {number}", number=party.vat_number))
    return [line for line in lines if line.strip()]


def _columns(language: str) -> list[Column]:
    return [
        Column(say_in(language, "Item"), 0, 84, STRONG),
        Column(say_in(language, "Description"), 92, 190, BODY),
        Column(say_in(language, "Unit"), 292, 40, BODY),
        Column(say_in(language, "Ordered"), 336, 48, BODY, "right"),
        Column(say_in(language, "Delivered"), 390, 52, STRONG, "right"),
        Column(say_in(language, "To follow"), 448, 55, BODY, "right"),
    ]


def _line(line: DeliveryLine, columns: list[Column], head: Strip, language: str) -> list[Strip]:
    texts = [line.item, line.name, line.unit, str(line.ordered), str(line.delivered), str(line.outstanding)]
    strips = row(columns, texts, resume=(head,), open_below=bool(line.serials))
    if not line.serials:
        return strips
    again = shorten(f"{line.item}  {line.name}", LABEL.face, LABEL.size, 330)
    continued = caption(say_in(language, "{item} (continued)", item=again))
    count = caption(serials_counted(len(line.serials), language), with_next=True)
    return [*strips, count, *serial_rows(line.serials, resume=(head, continued))]


def _packages(note: DeliveryNote) -> list[Strip]:
    if not note.packages:
        return []
    columns = [Column(say_in(note.language, "Packages"), 0, 503, BODY)]
    head = heading(columns)
    strips = [space(12), head]
    for package in note.packages:
        strips += row(columns, [package], resume=(head,))
    return strips
