"""Batch and expiry of a unit, as its labels told them: kept with the posting that was made from the label.

What is true now is what the newest posting said that was not reversed. Rows are never changed.
"""

from collections.abc import Sequence
from typing import NamedTuple

from models.book import Book
from models.bulk import insert_many
from models.dialect import as_json


class UnitLabel(NamedTuple):
    """What is known of a unit beside its serial number; `expiry` is an ISO day. Empty where nobody told it."""

    batch: str = ""
    expiry: str = ""


UNTOLD = UnitLabel()
NOW = """
SELECT u.batch, u.expiry FROM unit_label u JOIN posting p ON p.id = u.posting_id JOIN document d ON d.id = p.document_id
WHERE u.serial_id = {serial} AND d.status <> 'reversed' ORDER BY u.posting_id DESC LIMIT 1"""
_OF = """
SELECT s.serial, u.batch, u.expiry FROM serial_number s {join} unit_label u ON u.serial_id = s.id
{join} posting p ON p.id = u.posting_id {join} document d ON d.id = p.document_id
WHERE {among} AND s.item_id + 0 = ? AND d.status <> 'reversed' ORDER BY u.posting_id"""
_PAGE = """
SELECT s.item_id, s.serial, u.batch, u.expiry FROM {batch} AS b
JOIN serial_number s ON s.item_id = b.item AND s.serial = b.serial JOIN unit_label u ON u.serial_id = s.id
JOIN posting p ON p.id = u.posting_id JOIN document d ON d.id = p.document_id
WHERE d.status <> 'reversed' ORDER BY u.posting_id"""
_TOLD = """
SELECT s.id, e.batch, e.expiry FROM entry e JOIN serial_number s ON s.item_id = e.item_id AND s.serial = e.serial
WHERE e.document_id = ? AND (e.batch <> '' OR e.expiry <> '') ORDER BY s.id"""
_KNOWN = """
SELECT u.serial_id, u.batch, u.expiry FROM entry e
JOIN serial_number s ON s.item_id = e.item_id AND s.serial = e.serial JOIN unit_label u ON u.serial_id = s.id
JOIN posting p ON p.id = u.posting_id JOIN document d ON d.id = p.document_id
WHERE e.document_id = ? AND d.status <> 'reversed' ORDER BY u.posting_id"""


def of_serial(book: Book, serial_id: int) -> UnitLabel:
    """What is known of one unit now."""
    row = book.row(NOW.format(serial="?"), serial_id)
    return UnitLabel(*row) if row else UNTOLD


def of_serials(book: Book, *, item_id: int, serials: Sequence[str]) -> dict[str, UnitLabel]:
    """What is known now of those of `serials` that any label told of."""
    sql = _OF.format(join=book.join, among=book.among("s.serial"))
    return {row[0]: UnitLabel(*row[1:]) for row in book.rows(sql, as_json(serials), item_id)}


def of_rows(book: Book, keys: Sequence[tuple[int, str]]) -> dict[tuple[int, str], UnitLabel]:
    """The same for a page of (item id, serial)."""
    sql = _PAGE.format(batch=book.batch("item int,serial text"))
    return {(row[0], row[1]): UnitLabel(*row[2:]) for row in book.rows(sql, as_json(keys))}


def keep(book: Book, *, document_id: int, posting_id: int) -> None:
    """Keep what the labels on a document's lists told, with the posting being made of it, where it is news. Inside the
    caller's transaction, before the lists go."""
    told = book.rows(_TOLD, document_id)
    if not told:
        return
    known = {row[0]: UnitLabel(*row[1:]) for row in book.rows(_KNOWN, document_id)}
    news = []
    for serial_id, batch, expiry in told:
        before = known.get(serial_id, UNTOLD)
        now = UnitLabel(batch or before.batch, expiry or before.expiry)
        if now != before:
            news.append((serial_id, *now))
    insert_many(book, "unit_label", "serial_id int,batch text,expiry text", news, posting_id=posting_id)
