"""Importing purchase orders, sales orders and quotes: one row a line, rows with the same number are one order.

An imported order arrives ordered or confirmed, a quote open. One that is there already and no draft any more must be the
same.
"""

from typing import Any

from models.book import Book
from models.bulk import insert_many, look_up
from models.csv_reading import Sheet
from models.language import Said
from models.numbering import go_on_after
from models.order_edit import LINES_MOST
from models.order_sheet import HEAD, Known, Wanted, read
from models.orders import QUOTE, Flow, due_date, state_word
from models.refusals_orders import OrderLinesTooMany, OrderNumberTaken


def bring(book: Book, sheet: Sheet, flow: Flow) -> tuple[int, int, int]:
    """Write the orders of the file, all of them or none, inside the caller's transaction. How many were created, updated
    (as drafts) and unchanged; what is wrong is noted on `sheet`, which then refuses."""
    # whoever takes a number of an order waits here, so none of the file's can be taken meanwhile
    for kind in ("PO", "QU", "SO"):
        book.execute("UPDATE series SET next = next WHERE kind = ?", kind)
    known, wanted = read(book, sheet, flow)
    new: list[Wanted] = []
    drafts: list[tuple[int, Wanted]] = []
    same = 0
    for order in wanted:
        _not_too_long(sheet, order)
        old = known.orders.get(order.number)
        if old is None:
            new.append(order)
        elif old[1] != flow.kind:
            sheet.note(order.record, "number", OrderNumberTaken(number=order.number))
        elif flow is QUOTE and _same(book, flow, old[0], order):
            same += 1
        elif old[2] == "draft":
            if _in_use(book, old[0]):
                sheet.refuse(
                    order.record.line,
                    "number",
                    "{number} is a draft with serial numbers on it.",
                    number=order.number,
                )
            drafts.append((old[0], order))
        elif _same(book, flow, old[0], order):
            same += 1
        else:
            sheet.refuse(
                order.record.line, "number", "{number} is {status} and differs from the file.",
                number=order.number, status=Said(state_word(flow, old[2])),
            )  # fmt: skip
    sheet.check()
    _write(book, flow, known, new, drafts)
    return len(new), len(drafts), same


def _not_too_long(sheet: Sheet, order: Wanted) -> None:
    count = len(order.rows)
    if count > LINES_MOST:
        refusal = OrderLinesTooMany(number=order.number, lines=count, most=LINES_MOST)
        sheet.note(order.record, "number", refusal)


def _in_use(book: Book, order: int) -> bool:
    return (
        book.row(
            "SELECT 1 FROM document_line n WHERE n.document_id = ? AND ("
            "EXISTS (SELECT 1 FROM entry e WHERE e.line_id = n.id) OR "
            "EXISTS (SELECT 1 FROM expected_serial x WHERE x.line_id = n.id) OR "
            "EXISTS (SELECT 1 FROM document_line c WHERE c.source_id = n.id)) LIMIT 1",
            order,
        )
        is not None
    )


def _same(book: Book, flow: Flow, order_id: int, order: Wanted) -> bool:
    """Whether the book says what the file says, as far as the file says it."""
    head = book.row(
        "SELECT p.number, d.their_reference, d.due, d.note FROM document d JOIN party p ON p.id = d.party_id "
        "WHERE d.id = ?",
        order_id,
    )
    assert head is not None
    kept = dict(zip((flow.party, *HEAD), (*head[:2], due_date(head[2]), head[3]), strict=True))
    if any(kept[key] != value for key, value in order.head.items()):
        return False
    lines = book.rows(
        "SELECT i.number, n.quantity, n.price, COALESCE(l.number, '') FROM document_line n "
        "JOIN item i ON i.id = n.item_id LEFT JOIN location l ON l.id = n.location_id "
        "WHERE n.document_id = ? ORDER BY n.line_no",
        order_id,
    )
    if len(lines) != len(order.rows):
        return False
    for old, (_, values) in zip(lines, order.rows, strict=True):
        said = (values["item"], values["quantity"], values.get("price"), values.get("location"))
        if any(new is not None and new != was for new, was in zip(said, old, strict=True)):
            return False
    return True


def _write(book: Book, flow: Flow, known: Known, new: list[Wanted], drafts: list[tuple[int, Wanted]]) -> None:
    status = "draft" if flow is QUOTE else "open"
    insert_many(
        book,
        "document",
        "kind text,number text,status text,party_id int,their_reference text,due text,note text,"
        "station_id int,operator_id int,created_at text",
        [
            [
                flow.kind, order.number, status, known.parties[order.head[flow.party]][0],
                *_head(order), book.station_id, book.operator_id, book.stamp(),
            ]
            for order in new
        ],
    )  # fmt: skip
    for order_id, order in drafts:
        book.execute("DELETE FROM document_line WHERE document_id = ?", order_id)
        book.execute(
            "UPDATE document SET status = ?, party_id = ?, their_reference = ?, due = ?, note = ? WHERE id = ?",
            status,
            known.parties[order.head[flow.party]][0],
            *_head(order),
            order_id,
        )
    orders = [*new, *(order for _, order in drafts)]
    sql = "SELECT d.number, d.id FROM {wanted} JOIN document d ON d.number = wanted.number"
    ids: dict[str, int] = dict(look_up(book, sql, [order.number for order in orders]))
    insert_many(
        book,
        "document_line",
        "document_id int,line_no int,item_id int,quantity int,price int,location_id int",
        [
            _line(known, ids[order.number], line_no, values)
            for order in orders
            for line_no, (_, values) in enumerate(order.rows, start=1)
        ],
    )
    go_on_after(book, flow.kind, [order.number for order in orders])


def _head(order: Wanted) -> list[object]:
    due = order.head.get("due")
    return [
        order.head.get("their_reference", ""),
        due.isoformat() if due else None,
        order.head.get("note", ""),
    ]


def _line(known: Known, order_id: int, line_no: int, values: dict[str, Any]) -> list[object]:
    item, _, price = known.items[values["item"]]
    place = values.get("location")
    return [
        order_id,
        line_no,
        item,
        values["quantity"],
        price if values.get("price") is None else values["price"],
        known.places[place][0] if place else None,
    ]
