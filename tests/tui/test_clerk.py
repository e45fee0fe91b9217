"""The clerk carries out every verb it was asked for, in order, in one thread, whoever is still listening."""

import asyncio
import threading
import time

import pytest

from models.book import Book
from tests.tui.shell import NoBook, NotThis, note
from tui.clerk import Clerk


async def test_verbs_run_in_the_order_they_were_asked_for_in_one_thread() -> None:
    clerk, seen, threads = Clerk(NoBook), [], set()

    def verb(book: Book, *, number: int) -> int:
        time.sleep(0.002 * (number % 3))
        seen.append(number)
        threads.add(threading.get_ident())
        return number

    answers = await asyncio.gather(*(clerk.do(verb, number=number) for number in range(50)))
    assert answers == seen == list(range(50))
    assert len(threads) == 1
    assert threads != {threading.get_ident()}
    clerk.close()


async def test_a_verb_goes_on_when_whoever_asked_has_gone() -> None:
    clerk, done = Clerk(NoBook), []

    def verb(book: Book, *, number: int) -> None:
        time.sleep(0.02)
        done.append(number)

    asked = [asyncio.create_task(clerk.do(verb, number=number)) for number in range(5)]
    await asyncio.sleep(0.01)
    for task in asked:
        task.cancel()
    await asyncio.gather(*asked, return_exceptions=True)
    clerk.close()
    assert done == list(range(5))


async def test_a_refusal_comes_through_and_the_next_verb_runs() -> None:
    clerk = Clerk(NoBook)
    with pytest.raises(NotThis, match=r"BAD1 is bad\. Put it aside\."):
        await clerk.do(note, text="BAD1")
    assert await clerk.do(note, text="SN1") == "SN1"
    clerk.close()


async def test_the_book_is_opened_and_closed_in_the_clerks_own_thread() -> None:
    where: list[str] = []

    class Watched(NoBook):
        def __init__(self) -> None:
            super().__init__()
            where.append(threading.current_thread().name)

        def close(self) -> None:
            where.append(threading.current_thread().name)

    clerk = Clerk(Watched)
    await clerk.do(note, text="SN1")
    await asyncio.to_thread(clerk.close)
    assert where == ["clerk_0", "clerk_0"]
