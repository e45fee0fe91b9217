"""What a document says is kept when it is posted, in the same transaction: what is renamed afterwards changes no paper (R4.5).

How it looks is not part of that: the first print is drawn by the layout of that day, and that print is kept.
"""

import json
from dataclasses import fields
from datetime import date
from typing import Any

from models.book import Book
from models.documents import DeliveryLine, DeliveryNote, Party, SalesDocument, SalesLine, VatTotal

PARTS = Party | SalesLine | VatTotal | DeliveryLine


def freeze(book: Book, document_id: int, document: DeliveryNote | SalesDocument) -> None:
    """Keep what the document says, once and for all, inside the caller's transaction."""
    said = {field.name: getattr(document, field.name) for field in fields(document) if field.name != "layout"}
    content = json.dumps(said, ensure_ascii=False, default=_plain)
    book.execute("INSERT INTO frozen_paper (document_id, content) VALUES (?, ?)", document_id, content)


def frozen(book: Book, document_id: int) -> str | None:
    """What `freeze` kept, for `thawed_sale` and `thawed_note`; None for what was not posted, or before such was kept."""
    content = book.value("SELECT content FROM frozen_paper WHERE document_id = ?", document_id)
    return None if content is None else str(content)


def thawed_sale(content: str) -> SalesDocument:
    """An invoice or a credit note as it was kept."""
    said = _said(content, "issued", "delivery_date", "valid_until", "pay_by", "refers_to_date")
    said["lines"] = tuple(SalesLine(**{**line, "serials": tuple(line["serials"])}) for line in said["lines"])
    said["totals"] = tuple(VatTotal(**total) for total in said["totals"])
    said["shipments"] = tuple(said["shipments"])
    return SalesDocument(**said)


def thawed_note(content: str) -> DeliveryNote:
    """A delivery note as it was kept."""
    said = _said(content, "date")
    said["packages"] = tuple(said["packages"])
    said["lines"] = tuple(
        DeliveryLine(
            **{
                **line,
                "serials": tuple(line["serials"]),
                "warranty_until": _day(line.get("warranty_until")),
            }
        )
        for line in said["lines"]
    )
    return DeliveryNote(**said)


def _said(content: str, *days: str) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(content)
    for party in ("seller", "customer", "deliver_to"):
        said[party] = Party(**{**said[party], "address": tuple(said[party]["address"])})
    for day in days:
        said[day] = _day(said.get(day))
    return said


def _day(said: str | None) -> date | None:
    return date.fromisoformat(said) if said else None


def _plain(value: object) -> object:
    """A day or a part of a document as JSON has it."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, PARTS):
        return vars(value)
    raise TypeError(f"{value!r} is no part of a document")
