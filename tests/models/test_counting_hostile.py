"""Whatever stands on a label or in a field, every verb of a count answers or refuses, and the book checks after it."""

from collections.abc import Callable, Iterator
from typing import Any

from models import counting, counting_choices, counting_lists, counting_many, counting_results, counting_scan
from models.book import Book
from models.counting_findings import Key
from tests.builders import Warehouse
from tests.models.counts import counted_house, finished, scan, started
from tests.models.test_hostile_values import NUMBERS, TEXTS, stopped

Call = tuple[Callable[..., Any], dict[str, Any]]


def scanning(number: str, text: str) -> Iterator[Call]:
    """Every verb of a count that goes on, once for each of its texts."""
    yield (
        counting_scan.count,
        {"number": number, "text": text, "how": "scanned", "raw": text.encode(errors="replace")},
    )
    yield (
        counting_scan.count,
        {"number": number, "text": text, "how": "keyed", "sure": {"range": text, "item": text}},
    )
    yield counting_scan.count, {"number": number, "text": f"N{len(text)}", "how": "scanned", "source": text}
    yield (
        counting_scan.count,
        {"number": number, "text": "N-context", "how": "scanned", "sure": {"context": text}},
    )
    yield counting_scan.count_quantity, {"number": number, "item": text, "quantity": 1}
    yield counting_many.preview, {"number": number, "texts": [text, "N4"]}
    yield (
        counting_many.count_many,
        {"number": number, "texts": [text, "N5", text], "how": "pasted", "source": text},
    )
    yield counting_lists.find, {"number": number, "serial": text}
    yield counting.start, {"location": text}
    yield counting.start, {"location": "B-02", "item": text}
    for verb in (
        counting.view, counting.finish, counting.go_on, counting.cancel, counting_lists.listing, counting_lists.undo,
        counting_results.in_full, counting_lists.last_location,
    ):  # fmt: skip
        yield verb, {"number": text}


def deciding(number: str, key: Key, text: str) -> Iterator[Call]:
    """Every verb of a review."""
    yield counting_choices.give_reason, {"number": number, "keys": [key], "reason": text}
    yield counting_choices.usual_reason, {"number": number, "list": "missing", "reason": text}
    yield counting_choices.take_as, {"number": number, "keys": [key], "item": text}
    yield counting_choices.accept, {"number": number, "keys": [key._replace(serial=text)]}
    yield counting_choices.accept, {"number": text, "keys": [key]}


def test_no_text_stops_a_count(book: Book) -> None:
    house = counted_house(Warehouse(book))
    number = started(house)
    scan(house, number, "T1")
    for text in TEXTS:
        assert stopped(book, scanning(number, text)) == []
    key = finished(house, number).on("missing")[0].key
    for text in TEXTS:
        assert stopped(book, deciding(number, key, text)) == []


def test_no_number_stops_a_count(book: Book) -> None:
    house = counted_house(Warehouse(book))
    number = started(house)
    for n in NUMBERS:
        calls: list[Call] = [
            (counting_scan.count_quantity, {"number": number, "item": "CABLE", "quantity": n}),
            (counting_lists.remove, {"number": number, "row": n}),
            (counting_lists.rows, {"number": number, "before": n}),
        ]
        assert stopped(book, iter(calls)) == []
