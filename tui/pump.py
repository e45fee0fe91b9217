"""One ordered pump: scans, typed texts, pastes and commands are carried out one by one, as they came.

Work that waits for a person (it opened a dialog) lets the next piece pass, for the dialog needs it; when the
person has answered, the waiting work goes on before anything that came later. Knows nothing of screens.
"""

import asyncio
from collections.abc import Awaitable, Callable

WORK_MAX = 2_000
"""Pieces of work that may wait; more are refused to the caller, who says so to the person."""
LOOK_S = 0.005

Work = Callable[[], Awaitable[None]]


class Pump:
    """A bounded queue and the turn to work. `run` ends only by cancellation or by an error in some work."""

    def __init__(self) -> None:
        self._queue: asyncio.Queue[Work] = asyncio.Queue(WORK_MAX)
        self._working = 0
        self._still = asyncio.Event()
        self._still.set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._failure: BaseException | None = None

    @property
    def waiting(self) -> int:
        """Pieces of work not yet begun."""
        return self._queue.qsize()

    @property
    def idle(self) -> bool:
        """True when nothing waits and nothing is being done (a dialog may be open)."""
        return self._queue.empty() and self._working == 0

    def offer(self, work: Work) -> bool:
        """Put `work` last; False when the queue is full and it was not taken."""
        try:
            self._queue.put_nowait(work)
        except asyncio.QueueFull:
            return False
        return True

    def give_turn(self) -> None:
        """A person is being waited for: what came later may go first."""
        self._working -= 1
        if self._working == 0:
            self._still.set()

    def take_turn(self) -> None:
        """The person has answered: nothing new begins until this work is done or waits again."""
        self._working += 1
        self._still.clear()

    async def others_rest(self) -> None:
        """For the work at hand, when it has answered other work: wait until that is done or waits again."""
        while self._working > 1:
            await asyncio.sleep(LOOK_S)

    async def run(self) -> None:
        """Carry out work for ever. Work that still waits for a person when this ends is let go."""
        try:
            while True:
                await self._still.wait()
                if self._failure is not None:
                    raise self._failure
                work = await self._queue.get()
                await self._still.wait()
                self.take_turn()
                task = asyncio.create_task(self._carry_out(work))
                self._tasks.add(task)
                task.add_done_callback(self._tasks.discard)
        finally:
            for task in self._tasks:
                task.cancel()

    async def _carry_out(self, work: Work) -> None:
        try:
            await work()
        except BaseException as error:
            self._failure = self._failure or error
            if isinstance(error, asyncio.CancelledError):
                raise
        finally:
            self.give_turn()
