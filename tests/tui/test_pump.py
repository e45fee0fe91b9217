"""One piece of work after another, except that a question lets the next one pass."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from tui.pump import WORK_MAX, Pump


def noting(notes: list[str], name: str, seconds: float = 0.0) -> Callable[[], Awaitable[None]]:
    async def work() -> None:
        notes.append(f"{name} begins")
        await asyncio.sleep(seconds)
        notes.append(f"{name} ends")

    return work


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not condition():
            await asyncio.sleep(0.001)


async def test_work_is_done_in_order_and_never_two_at_once() -> None:
    pump = Pump()
    notes: list[str] = []
    for number in range(20):
        assert pump.offer(noting(notes, str(number), 0.002 * (number % 3)))
    running = asyncio.create_task(pump.run())
    await until(lambda: len(notes) == 40)
    assert notes == [f"{n} {what}" for n in range(20) for what in ("begins", "ends")]
    running.cancel()


async def test_work_that_waits_for_a_person_goes_on_before_later_work() -> None:
    pump = Pump()
    notes: list[str] = []
    answered = asyncio.Event()

    async def question() -> None:
        notes.append("asks")
        pump.give_turn()
        await answered.wait()
        await asyncio.sleep(0.02)
        notes.append("has its answer")

    async def answer() -> None:
        notes.append("answers")
        pump.take_turn()
        answered.set()

    for work in (question, answer, noting(notes, "later")):
        pump.offer(work)
    running = asyncio.create_task(pump.run())
    await until(lambda: "later ends" in notes)
    assert notes == ["asks", "answers", "has its answer", "later begins", "later ends"]
    running.cancel()


async def test_a_full_line_takes_no_more_and_says_so() -> None:
    pump = Pump()
    assert all(pump.offer(noting([], "x")) for _ in range(WORK_MAX))
    assert not pump.offer(noting([], "x"))


async def test_an_error_ends_the_pump_and_nothing_later_runs() -> None:
    pump = Pump()
    notes: list[str] = []

    async def broken() -> None:
        raise ZeroDivisionError

    pump.offer(broken)
    pump.offer(noting(notes, "later"))
    with pytest.raises(ZeroDivisionError):
        await pump.run()
    assert notes == []
