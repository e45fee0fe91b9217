"""Every kind of paper, from one line to four hundred and from one serial to five thousand: read back by text, by ruler and
by scanner. The short form looks at the first, the middle and the last page of a handful; `--long` at every page of all."""

import re
import unicodedata
from collections import Counter
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest

from models.documents import Party, PickList
from models.layout import PaperKind
from printing.drawing import drawn
from printing.text import visible
from tests.printing.matrix import (
    CARRYING,
    KINDS,
    LONG,
    NUMBERS,
    PAYABLE,
    PRICED,
    Goods,
    beyond,
    characters_beyond,
    headings,
    hundred,
    lines,
    made,
    money,
    nearest,
    of_serials,
    sampled,
    squares,
    upon_another,
)
from tests.printing.papers import HOSTILE, bars, quick

LINE_COUNTS, SERIAL_COUNTS = (1, 40, 400), (1, 500, 5_000)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """In the short form the longest papers are of some kinds only, and each is printed at one resolution."""
    every = bool(metafunc.config.getoption("--long"))
    if "line_case" in metafunc.fixturenames:
        metafunc.parametrize("line_case", list(_line_cases(every)), ids=str)
    if "serial_case" in metafunc.fixturenames:
        metafunc.parametrize("serial_case", list(_serial_cases(every)), ids=str)


Case = tuple[PaperKind, int, str, int]
"""What kind, how many of them, in which language, printed at how many dpi. Danish ones are drafts where there are such."""


def _line_cases(every: bool) -> list[Case]:
    if every:
        return [(k, n, lang, dpi) for k in KINDS for n in LINE_COUNTS for lang, dpi in _ways()]
    few = [(kind, count) for kind in KINDS for count in (1, 40)] + [("invoice", 400), ("pick-list", 400)]
    return [(k, n, *_ways()[at % 4]) for at, (k, n) in enumerate(few)]


def _serial_cases(every: bool) -> list[Case]:
    if every:
        return [(k, n, lang, dpi) for k in CARRYING for n in SERIAL_COUNTS for lang, dpi in _ways()]
    few = [(kind, count) for kind in CARRYING for count in (1, 500)] + [("delivery-note", 5_000)]
    return [(k, n, *_ways()[at % 4]) for at, (k, n) in enumerate(few)]


def _ways() -> list[tuple[str, int]]:
    return [("en", 203), ("da", 300), ("da", 203), ("en", 300)]


def _whole(kind: PaperKind, pdf: bytes, dpi: int, language: str, *, every: bool) -> list[str]:
    """What is true of every page of any paper; gives the pages' texts."""
    pages = [" ".join(page.split()) for page in quick(pdf)]
    counted = {"en": "Page {} of {}", "da": "Side {} af {}"}[language]
    for number, page in enumerate(pages, 1):
        assert page.count(counted.format(number, len(pages))) == 1
        assert NUMBERS[kind] in page
    looked = sampled(pdf, every=every)
    assert bars(pdf, dpi, looked) == [[NUMBERS[kind]]] * len(looked)
    assert beyond(pdf, range(len(pages))) == []
    if every:
        assert characters_beyond(pdf, looked) == []
    return pages


def _heads(kind: PaperKind, pages: list[str], language: str, *marks: str) -> None:
    """Each page that has one of the marks, which begin what stands in the table, has all headings over it."""
    from models.language import say_in

    wanted = {word for title in headings(kind) for word in say_in(language, title).split()}
    with_table = [page for page in pages if any(word.startswith(marks) for word in page.split())]
    assert with_table
    for page in with_table:
        assert wanted <= set(page.split())


def test_every_line_is_on_paper_once_with_its_amounts(line_case: Case, long_form: bool) -> None:
    kind, count, language, dpi = line_case
    goods = lines(count)
    pdf = drawn(made(kind, goods, language, draft=language == "da"))
    pages = _whole(kind, pdf, dpi, language, every=long_form)
    _heads(kind, pages, language, "IT-")
    if language == "en":  # the word DRAFT lies under everything
        assert upon_another(pdf, sampled(pdf, every=long_form)) == []
    seen = " ".join(pages).split()
    found = Counter(word for word in seen if word.startswith("R0"))
    assert found == Counter(s for x in goods for s in x.serials if kind in CARRYING)
    rows = _rows(seen)
    assert [row[0] for row in rows] == [x.item for x in goods]
    for row, x in zip(rows, goods, strict=True):
        assert str(x.quantity) in row
        assert ("brick" in row) == (x.name == LONG)
        if kind in PRICED:
            assert {money(x.price, language), money(x.net, language)} <= set(row)


def _rows(seen: list[str]) -> list[list[str]]:
    """The words of each line: from where its item is named first to where the next one is."""
    items = [word for word in dict.fromkeys(seen) if re.fullmatch(r"IT-\d{4}", word)]
    starts = [seen.index(item) for item in items]
    return [seen[at:end] for at, end in zip(starts, [*starts[1:], len(seen)], strict=True)]


@pytest.mark.parametrize(("count", "language"), [(1, "da"), (40, "en"), (40, "da"), (400, "en")])
@pytest.mark.parametrize("kind", PRICED)
def test_the_totals_are_what_the_lines_come_to(kind: PaperKind, count: int, language: str) -> None:
    goods = lines(count)
    nets: Counter[int] = Counter()
    for x in goods:
        nets[x.rate] += x.net
    vat = {rate: nearest(net * rate) for rate, net in nets.items()}
    percents = {2_500: "25", 1_250: "12.5" if language == "en" else "12,5", 0: "0"}
    words = {"en": ("Net amount", "VAT", "of"), "da": ("Nettobeløb", "Moms", "af")}[language]
    wanted = [f"{words[0]} {money(sum(nets.values()), language)}"]
    for rate in sorted(nets, reverse=True):
        part = f"{words[1]} {percents[rate]} % {words[2]} {money(nets[rate], language)}"
        wanted.append(f"{part} {money(vat[rate], language)}")
    whole = money(sum(nets.values()) + sum(vat.values()), language)
    wanted.append(f"{PAYABLE[kind][language]} DKK {whole}")
    last = " ".join(quick(drawn(made(kind, goods, language)))[-1].split())
    assert last.count(" ".join(wanted)) == 1


def test_every_serial_of_100_characters_is_on_paper_once_and_whole(
    serial_case: Case, long_form: bool
) -> None:
    kind, count, language, dpi = serial_case
    serials = hundred(count)
    assert {len(serial) for serial in serials} == {100}
    pdf = drawn(made(kind, of_serials(*serials), language, draft=language == "da"))
    pages = _whole(kind, pdf, dpi, language, every=long_form)
    _heads(kind, pages, language, *(f"{digit}0" for digit in range(10)))
    again = {"en": "(continued)", "da": "(fortsat)"}[language]
    for number, page in enumerate(pages, 1):
        told = any(serial in page for serial in serials[:: max(1, count // 500)])
        assert (again in page) == (number > 1 and told) or not told
    seen = " ".join(pages).split()
    assert [word for word in seen if len(word) > 90] == list(serials)
    assert not {word for word in seen if 40 < len(word) <= 90}


@pytest.mark.parametrize("kind", CARRYING)
def test_five_hundred_serials_of_twenty_characters_take_two_pages(kind: PaperKind) -> None:
    serials = tuple(f"SN{index:018d}" for index in range(500))
    pages = quick(drawn(made(kind, of_serials(*serials))))
    assert len(pages) <= 2
    assert [word for word in " ".join(pages).split() if word.startswith("SN0")] == list(serials)


DELIVERED: dict[str, tuple[Goods, ...]] = {
    "a serial of a hundred characters": of_serials(*hundred(1)),
    "as many long ones as four codes hold": of_serials(*hundred(47)),
    "too many for any code": of_serials(*hundred(70)),
    "two hundred and forty of twenty": of_serials(*(f"SN{index:018d}" for index in range(240))),
    "forty lines, six of them with serials": lines(40),
    "as many lines as codes": tuple(Goods(f"IT-{n:04d}", "Cable", 1, serials=(f"U{n}",)) for n in range(24)),
    "a line too many": tuple(Goods(f"IT-{n:04d}", "Cable", 1, serials=(f"U{n}",)) for n in range(25)),
    "few beside too many": (*of_serials("A1", "A2"), Goods("TP-80", "Printer", 70, serials=hundred(70))),
}


@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize("goods", DELIVERED.values(), ids=DELIVERED)
def test_the_codes_of_a_delivery_note_are_together_the_serials_they_claim(
    goods: tuple[Goods, ...], dpi: int
) -> None:
    pdf = drawn(made("delivery-note", goods))
    seen = " ".join(" ".join(quick(pdf)).split())
    held: list[str] = []
    for text in squares(pdf, dpi):
        head, count, *serials = text.removesuffix("\x1e\x04").split("\x1d")
        assert (head, count) == ("[)>\x1e06", f"Q{len(serials)}")
        assert {serial[0] for serial in serials} == {"S"}
        assert f"{len(serials)} serial number" in seen
        held += [serial[1:] for serial in serials]
    refused = re.findall(r"No 2D code for [^:]*: ([\d,]+) serial numbers are more", seen)
    left_out = sum(int(count.replace(",", "")) for count in refused)
    every = [serial for x in goods for serial in x.serials]
    assert held == every[: len(held)]
    assert len(held) + left_out == len(every)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.usefixtures("only_shipped_fonts")
def test_hostile_text_in_every_field_is_shown_there_and_leaves_the_page_whole(
    kind: PaperKind, long_form: bool
) -> None:
    good = made(kind, (Goods("IT", "Name", 1, serials=("GOOD-1",)),))
    for turn in range(0, len(HOSTILE), 1 if long_form else 7):
        fields_of = Fields(turn)
        pdf = drawn(fields_of.filled(good))
        assert len(fields_of.said) >= 11
        assert beyond(pdf, sampled(pdf, every=True)) == []
        seen = "".join(" ".join(quick(pdf)).split())
        assert seen.count("GOOD-1") == (kind in CARRYING)
        lost = {name for name, text in fields_of.said.items() if text not in seen}
        assert lost == NOT_SAID.get(kind, set())
        assert b"/URI" not in pdf
        assert b"/Subtype /Image" not in pdf
        if long_form or not turn:
            assert bars(pdf, 203) == [[NUMBERS[kind]]] * len(quick(pdf))
        bare = drawn(Fields(turn, marked=False).filled(good))
        assert beyond(bare, sampled(bare, every=True)) == []
        assert ("GOOD-1" in " ".join(quick(bare))) == (kind in CARRYING)


FIXED = {"kind", "number", "language", "currency", "layout", "serials", "totals"}
"""What is no free text, but for the number of a party."""
NOT_SAID: dict[PaperKind, set[str]] = {
    "order-confirmation": {".order"},  # its own number is the order's
    "pick-list": {".customer.number", ".customer.vat_number", ".customer.gln"},
}


LINED = {".heading", ".note", ".reason"}
"""Where a break begins a new line."""


class Fields:
    """Fills all free fields of a paper, each with the next hostile text from `turn` on. `said` is what must be found of each:
    its text as paper shows it and, where `marked`, a mark that no other field has."""

    def __init__(self, turn: int, *, marked: bool = True) -> None:
        self.turn, self.marked = turn, marked
        self.said: dict[str, str] = {}

    def _text(self, name: str) -> str:
        place = len(self.said)
        text = HOSTILE[(self.turn + place) % len(HOSTILE)]
        mark = f"Z{place:02d}Z" if self.marked else ""
        leftward = any(unicodedata.bidirectional(character) == "R" for character in text)
        shown = "".join(text.splitlines()) if name in LINED else text
        self.said[name] = mark if leftward else "".join(visible(shown + mark).split())
        return text + mark

    def filled(self, value: Any, path: str = "") -> Any:
        """A copy of `value` with other texts."""
        free = [field.name for field in fields(value) if field.name not in FIXED or isinstance(value, Party)]
        if path == "" and isinstance(value, PickList):
            free.remove("order")
        return replace(value, **{name: self._of(getattr(value, name), f"{path}.{name}") for name in free})

    def _of(self, now: Any, path: str) -> Any:
        if isinstance(now, str):
            return self._text(path)
        if isinstance(now, tuple):
            return tuple(self._of(one, f"{path}.{at}") for at, one in enumerate(now or ("",)))
        return self.filled(now, path) if is_dataclass(now) else now
