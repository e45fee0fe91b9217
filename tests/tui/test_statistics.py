"""Settings, Statistics, by keys alone; the command beside it; and labels left in view, from the wire to the sum."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from devices.scanner import Scanner, ScannerSettings
from devices.virtual import VirtualScanner
from models import entry, operators
from models import statistics as sums
from models.book import Book, utc_now
from models.language import speak_in
from models.refusals import Ask, Refusal
from tests.builders import Warehouse
from tests.tui.desk import desk, fits
from tui.readers import Readers
from tui.reasons import reason_word
from tui.screens.statistics import bars
from tui.widgets.bar_plot import drawn


def worked(url: str, clock: Callable[[], datetime] = utc_now) -> None:
    """A little work at another station: four scans, two of them refused, and one that was keyed."""
    book = Book(url, "Packing 1", clock=clock)
    house = Warehouse(book)
    house.item("TP-80")
    line = house.receipt(("TP-80", 9)).lines[0].id
    for text in ("N1", "N1", "N2", "N2"):
        try:
            house.scan(line, text)
        except Refusal:
            continue
    book.perform(operators.create, number="7", name="[red]Ærø[/] 雪")
    book.perform(operators.sign_on, number="7")
    book.perform(entry.add, line_id=line, text="K1", how="keyed")
    book.close()


@pytest.mark.parametrize("language", ["en", "da"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_supervisor_sees_hours_reasons_and_shares(
    lite: Book, size: tuple[int, int], language: str
) -> None:
    worked(lite.url, lite.now)
    async with desk(lite, size=size, language=language) as robot:
        await robot.press("9", "s")
        robot.sees("to gange på listen" if language == "da" else "twice in the list", "100 %", "(20 %)")
        fits(robot)
        for key, words in (("w", "7"), ("m", "30"), ("t", "·")):
            await robot.press(key)
            robot.sees(words)
            fits(robot)


async def test_station_and_operator_are_chosen_and_stand_in_the_heading(lite: Book) -> None:
    worked(lite.url, lite.now)
    Book(lite.url, "Packing 9", clock=lite.now).close()
    async with desk(lite) as robot:
        await robot.press("9", "s")
        robot.sees("Statistics · today · all stations · everybody", "4 scanned · 1 keyed (20 %) · 2 refused")
        await robot.press("s", "4")
        robot.sees("Packing 9", "Nothing was scanned in this time.", "Nothing was refused in this time.")
        await robot.press("s", "2", "o", "2")
        robot.sees("Packing 1", "[red]Ærø[/]", "0 scanned · 1 keyed (100 %) · 0 refused")
        fits(robot)
        await robot.press("o", "1", "r")
        robot.sees("everybody", "4 scanned · 1 keyed")
        await robot.press("escape")
        robot.sees("Settings")


@pytest.mark.parametrize("letters", [True, False])
@pytest.mark.parametrize("width", [24, 72, 78, 118])
def test_bars_stay_in_their_width_and_every_count_shows(width: int, letters: bool) -> None:
    hours = [(f"{hour:02}", (hour * 37_123) % 1000 + hour) for hour in range(1, 25)]
    rows = drawn(hours[: width // 3], width, 8, letters=letters)
    assert len(rows) == 8
    assert all(len(row) <= width for row in rows)
    assert not letters or all(row.isascii() for row in rows)
    (low,) = drawn([("08", 1), ("09", 100_000)], 20, 3, letters=letters)[:1]
    assert low[0] in ".▁"
    assert low[7] in "#█"


def test_a_number_too_wide_for_its_bar_is_said_in_thousands() -> None:
    assert drawn([("08", 999), ("09", 12_345)], 8, 3, letters=True)[1].split() == ["999", "12k"]
    assert drawn([("08", 0), ("09", 5)], 8, 3, letters=True)[1].split() == ["5"]


def test_few_hours_are_shown_among_their_neighbours_and_a_night_shift_whole() -> None:
    day = [0] * 24
    assert bars(day) == []
    day[9] = 4
    assert [label for label, _ in bars(day)] == ["05", "06", "07", "08", "09", "10", "11", "12", "13"]
    day[0] = day[23] = 1
    assert len(bars(day)) == 24


def test_every_refusal_of_a_scan_has_a_phrase_in_both_languages_and_an_unknown_one_its_sentence() -> None:
    from models import refusals_scan

    kinds = [
        kind for kind in vars(refusals_scan).values() if isinstance(kind, type) and issubclass(kind, Refusal)
    ]
    for language in ("en", "da"):
        speak_in(language)
        for kind in kinds:
            phrase = reason_word(kind.__name__)
            assert kind in (Refusal, Ask) or phrase != kind.__name__
            assert "{" not in phrase
            assert len(phrase) <= 76, phrase
    speak_in("en")
    assert reason_word("ItemBlocked") == "Item … is blocked."
    assert reason_word("OfANewerProgram") == "OfANewerProgram"


async def test_a_label_left_in_view_is_one_scan_and_its_echoes_are_counted(
    lite: Book, tmp_path: Path
) -> None:
    scanner = VirtualScanner(tmp_path / "v")
    scanner.start()
    settings = ScannerSettings("scanner 1", str(scanner.port))
    async with desk(lite, readers=[partial(Scanner, settings)]) as robot:
        scanner.wait_listening(5)
        scanner.send(b"NOWHERE\r" * 6)
        end = time.monotonic() + 5
        while robot.app.readers.new_echoes() != {"scanner 1": 5}:
            assert time.monotonic() < end
            await robot.settle()
        await robot.app.rounds._echoes.note()
        assert robot.app.readers.new_echoes() == {}
        scanner.send(b"NOWHERE\r" * 2)
        while robot.app.readers.new_echoes() != {"scanner 1": 2}:
            assert time.monotonic() < end
            await robot.settle()
    scanner.stop()
    assert lite.perform(sums.statistics).double_reads == 7
    assert lite.value("SELECT count(*) FROM double_read") == 2


async def test_echoes_a_book_does_not_take_are_offered_again_and_end_nothing(lite: Book) -> None:
    from models.refusals import BookBusy
    from tui.clerk import Clerk
    from tui.echoes import Echoes

    class Counted:
        name, echoes, held = "scanner 1", 3, False

        def start(self) -> None: ...
        def stop(self) -> None: ...
        def tell(self, signal: object) -> None: ...
        def acknowledge(self) -> None: ...

    class Busy(Clerk):
        times = 0

        async def do(self, verb: object, *args: object, **kwargs: object) -> object:  # type: ignore[override]
            Busy.times += 1
            raise BookBusy()

    readers = Readers([lambda scan, state: Counted()], lambda message: None)
    readers.start()
    echoes = Echoes(Busy(lambda: lite), readers)
    await echoes.note()
    assert readers.new_echoes() == {"scanner 1": 3}
    await echoes.last()
    assert Busy.times == 1


def test_the_day_is_the_wall_s(lite: Book) -> None:
    lite._clock = lambda: datetime(2026, 7, 10, 10, 0, tzinfo=UTC)
    assert lite.perform(sums.statistics).since == datetime(2026, 7, 10, 10, 0, tzinfo=UTC).astimezone().date()
