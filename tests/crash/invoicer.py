"""One of several stations that post invoices at the same time, each in a process of its own; some postings fail on purpose."""

import sys

from models import goods_documents, invoice_posting, invoicing, return_posting, returning
from models.book import Book
from models.order_edit import NewLine
from models.refusals import Refusal


def work(url: str, station: str, postings: int) -> None:
    """Post invoices, drop a draft now and then, credit every tenth; each line printed is an acknowledgement."""
    book = Book(url, station)
    print("ready", flush=True)
    for n in range(postings):
        if n % 5 == 1:
            dropped = book.perform(invoicing.create, customer="C1", lines=[NewLine("HOUR", 1)])
            book.perform(goods_documents.cancel, number=dropped.number)
        if n % 7 == 3:
            empty = book.perform(invoicing.create, customer="C1", lines=[NewLine("NEVER", 1)])
            try:
                book.perform(invoice_posting.post, number=empty.number)
            except Refusal:
                print("refused", empty.number, flush=True)
        draft = book.perform(invoicing.create, customer="C1", lines=[NewLine("HOUR", n + 1)])
        done = book.perform(invoice_posting.post, number=draft.number)
        print("posted", done.document, flush=True)
        if n % 10 == 0:
            note = book.perform(returning.start, invoice=done.document)
            book.perform(returning.take_all, number=note.number)
            print("posted", book.perform(return_posting.post, number=note.number).document, flush=True)
    book.close()


if __name__ == "__main__":
    work(sys.argv[1], sys.argv[2], int(sys.argv[3]))
