"""The station asks about a text that is unlike the others of its item, at the price of one bounded question to the book."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from models import adjusting, entry, items, learning, receiving
from models.book import Book
from models.dialect import as_json
from models.patterns import SerialPattern
from models.purchasing import expect
from models.refusals import Ask
from models.refusals_scan import FailsPattern
from models.refusals_shape import CutOff, OtherBeginning, ReadTwice
from models.stock import look_alike
from tests.builders import Warehouse

KNOWN = [f"TP80-{n:06}" for n in range(4201, 4225)]


@pytest.fixture
def house(book: Book) -> Warehouse:
    built = Warehouse(book)
    built.item("TP-80")
    built.received("TP-80", *KNOWN)
    return built


@pytest.fixture
def line(house: Warehouse) -> int:
    return house.receipt(("TP-80", 900)).lines[0].id


@contextmanager
def statements(book: Book) -> Iterator[list[str]]:
    """Every statement the book runs meanwhile."""
    said: list[str] = []
    run = book.db.execute_sql

    def noted(sql: str, params: Any = None) -> Any:
        said.append(sql)
        return run(sql, params)  # type: ignore[no-untyped-call]

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(book.db, "execute_sql", noted)
        yield said


@pytest.mark.parametrize(
    ("text", "question"),
    [("TP80-00421", CutOff), ("SC20-000017", OtherBeginning), ("TP80-004999TP80-004999", ReadTwice)],
)
def test_a_text_unlike_the_others_is_asked_about_and_taken_when_a_person_says_so(
    house: Warehouse, line: int, text: str, question: type[Ask]
) -> None:
    with pytest.raises(question):
        house.scan(line, text)
    with pytest.raises(question):
        house.scan(line, text, looks="yes")
    assert house.book.value("SELECT count(*) FROM entry") == 0
    assert house.book.value("SELECT outcome FROM scan ORDER BY id DESC LIMIT 1") == "ask"
    assert house.scan(line, text, shape="yes").meaning == "new"
    assert house.scan(line, "TP80-004999").meaning == "new"


def test_units_of_the_list_that_is_open_count_too(house: Warehouse) -> None:
    house.item("NEW")
    line = house.receipt(("NEW", 90)).lines[0].id
    for n in range(20):
        house.scan(line, f"N-{n:05}")
    with pytest.raises(CutOff, match="N-0002 has 6 characters; 20 units of NEW have 7"):
        house.scan(line, "N-0002")


def test_an_item_whose_numbers_vary_is_asked_about_three_times_and_then_left_in_peace(
    house: Warehouse, line: int
) -> None:
    asked = 0
    for n in range(30):
        try:
            house.scan(line, f"PX/{n:04}Z")
        except Ask:
            asked += 1
            house.scan(line, f"PX/{n:04}Z", shape="yes")
    assert 1 <= asked <= 3


def test_a_rule_of_a_person_and_an_announced_serial_silence_the_question(house: Warehouse) -> None:
    order = house.ordered(("TP-80", 9))
    house.book.perform(expect, number=order, line_no=1, serials=["X1"])
    line = house.book.perform(receiving.start, order=order).lines[0].id
    assert house.scan(line, "X1").meaning == "new"
    facts = items.view(house.book, number="TP-80").facts(pattern=SerialPattern(most=30))
    house.book.perform(items.change, number="TP-80", item=facts)
    assert house.scan(house.receipt(("TP-80", 9)).lines[0].id, "X2").meaning == "new"


def test_units_that_are_known_or_leave_are_never_asked_about(house: Warehouse, line: int) -> None:
    house.scan(line, "ODD", shape="yes")
    house.book.perform(
        receiving.post,
        number=house.book.value("SELECT max(number) FROM document WHERE kind = 'GR'"),
        short=True,
    )
    house.shipped("TP-80", "ODD")
    back = house.receipt(("TP-80", 9)).lines[0].id
    assert house.scan(back, "ODD", **{"return": "yes"}).meaning == "return"


def test_a_count_asks_about_an_unknown_text_too(house: Warehouse) -> None:
    made = house.book.perform(adjusting.create, category="Status")
    draft = house.book.perform(
        adjusting.add_line, number=made.number, item="TP-80", way="counted", quantity=0
    )
    with pytest.raises(CutOff):
        house.scan(draft.lines[0].id, "TP80-0042")
    assert house.scan(draft.lines[0].id, KNOWN[0]).meaning == "found"


def test_a_pasted_list_shows_them_as_questions_and_one_yes_answers_all(house: Warehouse, line: int) -> None:
    texts = ["TP80-009001", "TP80-0090", "SC20-000001", "TP80-009002"]
    shown = house.book.perform(entry.preview, line_id=line, texts=texts)
    assert shown.good == ("TP80-009001", "TP80-009002")
    assert [type(ask) for _, ask in shown.questions] == [CutOff, OtherBeginning]
    again = house.book.perform(entry.preview, line_id=line, texts=texts, sure={"shape": "yes"})
    assert again.good == tuple(texts)
    done = house.book.perform(entry.add_many, line_id=line, texts=texts, how="pasted", sure={"shape": "yes"})
    assert done.added == 4


def test_what_was_learned_becomes_the_rule_and_refuses_from_then_on(house: Warehouse, line: int) -> None:
    found = house.book.perform(learning.learned, number="TP-80")
    assert found == learning.Learned(SerialPattern(mask="TP80-######"), 24, 24)
    card = house.book.perform(learning.adopt, number="TP-80", pattern=found.pattern)
    assert (card.pattern.mask, card.name, card.cost_price) == ("TP80-######", "Item TP-80", 10_000)
    with pytest.raises(FailsPattern, match="is not a serial number of TP-80: 10 of 11 characters"):
        house.scan(line, "TP80-00421")
    house.item("FEW")
    assert house.book.perform(learning.learned, number="FEW") is None


def test_asking_costs_one_statement_for_a_scan_and_one_for_a_thousand(house: Warehouse, line: int) -> None:
    def cost(texts: list[str], **sure: str) -> int:
        with statements(house.book) as said:
            house.book.perform(entry.preview, line_id=line, texts=texts, sure=sure)
        return len(said)

    many = [f"TP80-{n:06}" for n in range(1000, 2000)]
    assert cost(["TP80-009001"]) - cost(["TP80-009001"], shape="yes") == 1
    assert cost(many) - cost(many, shape="yes") == 1
    assert cost([KNOWN[0]]) == cost([KNOWN[0]], shape="yes")


def filled(house: Warehouse, item: str, count: int) -> None:
    """Serial numbers of an item, in one statement: where they lie does not matter here."""
    id_ = house.book.value("SELECT id FROM item WHERE number = ?", item)
    rows = [[id_, f"{item}/{n:07}", look_alike(f"{item}/{n:07}")] for n in range(count)]
    with house.book.write():
        house.book.execute(
            "INSERT INTO serial_number (item_id, serial, look) SELECT item_id, serial, look FROM "
            f"{house.book.batch('item_id int,serial text,look text')} AS b",
            as_json(rows),
        )


@pytest.mark.tampers
def test_the_sample_is_read_along_its_index_however_many_units_there_are(house: Warehouse, line: int) -> None:
    for item in ("LOTS", "MORE"):
        house.item(item)
        filled(house, item, 30_000)
    item_id = house.book.value("SELECT id FROM item WHERE number = 'TP-80'")
    if not house.book.lite:
        house.book.execute("ANALYZE")
    plan = "\n".join(
        str(row[-1])
        for row in house.book.rows(
            f"EXPLAIN {'QUERY PLAN ' if house.book.lite else ''}{learning.BOTH}", line, 200, item_id, 200
        )
    )
    assert "serial_newest" in plan
    assert "entry_line" in plan or not house.book.lite
    assert "SCAN s" not in plan
    assert "Seq Scan on serial_number" not in plan
    best = 1.0
    for _ in range(20):
        begun = time.perf_counter()
        learning.sample(house.book, item_id=item_id, line_id=line)
        best = min(best, time.perf_counter() - begun)
    assert best < 0.01
    assert learning.sample(house.book, item_id=item_id, line_id=line) == KNOWN[::-1]
