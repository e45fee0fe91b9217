"""Paper, off the screen's back: drawn in a thread, kept in the book and the outbox, then handed on.

The order is the promise: original in the book, job in the book, file in the outbox, printer last. Nothing
that goes wrong here reaches back into a shipment, and every job that did not end well is still there after a
restart. A job left waiting with nobody at it has an unknown end: it is never sent again by itself.
"""

import asyncio
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from models import loose_paper, paper_kinds, print_jobs
from models.documents import GoodsLabel
from models.layout import PaperKind
from models.paper import Job, StoredPaper
from models.refusals import Refusal
from printing.errors import PerhapsPrinted, PrintingFailed
from printing.spool import Spool
from tui.clerk import Clerk
from tui.config_labels import Labels
from tui.label_paper import drawn as drawn_labels

NOTE: Final = "delivery-note"
PICK: Final = "pick-list"
LABELS, CARDS, SCANNER_SHEET = "labels", "cards", "scanner-sheet"
NO_LABELS = Labels()


class PrintedAlready(Refusal):
    """A retry of a job that has come out."""

    template = "{name} is printed already."
    next_step = "Print a copy from its document if one is wanted."


class PrintUnderWay(Refusal):
    """A retry while the printer has not answered yet."""

    template = "{name} is on its way to the printer."
    next_step = "Wait for its answer."


class NoOutbox(Refusal):
    """A station that was started without a place for paper."""

    template = "This station keeps no paper: it has no outbox."
    next_step = "Set one in the configuration file, under [printer]."


@dataclass(frozen=True)
class Made:
    """A job whose original lies in the outbox at `path`."""

    job: Job
    path: Path

    @property
    def place(self) -> str:
        """The file as a sentence names it: outbox/SH-1001.pdf."""
        return f"{self.path.parent.name}/{self.path.name}"


@dataclass(frozen=True)
class Sent:
    """How a job ended at the printer; no refusal means printed."""

    job: Job
    refusal: Refusal | None


class Paperwork:
    """One station's paper. Every method runs in the event loop; nothing here blocks it."""

    def __init__(self, clerk: Clerk, spool: Spool, labels: Labels = NO_LABELS) -> None:
        self._clerk = clerk
        self.spool = spool
        self.labels = labels
        self._turn = asyncio.Lock()
        self._under_way: dict[int, asyncio.Task[None]] = {}

    def spool_of(self, kind: str) -> Spool:
        """Where paper of this kind goes: labels to their own printer, on sheets of A4 without one to the usual one."""
        own = self.labels
        if kind != LABELS or (own.form == "a4" and not own.command):
            return self.spool
        return replace(self.spool, command=own.command, address=own.address)

    def has_printer(self, kind: str) -> bool:
        """False where the outbox is all there is for paper of this kind."""
        return self.spool_of(kind).has_printer

    def under_way(self, job_id: int) -> bool:
        """True while this station has the job at the printer."""
        return job_id in self._under_way

    async def document(self, kind: PaperKind, number: str) -> Made:
        """A document's paper: of a final one the stored original, once there is one; of all else what it says now, each new
        state a version of its own. Raises NotShipped, PaperCancelled, PrintRefused, PrintingFailed."""
        found = await self._clerk.do(paper_kinds.wanted, kind=kind, number=number)
        if isinstance(found, StoredPaper):
            return await self._made(found)
        from printing.drawing import drawn

        pdf = await asyncio.to_thread(drawn, found.document, found.instead)
        return await self._made(await self._clerk.do(paper_kinds.kept, wanted=found, content=pdf))

    async def delivery_note(self, number: str) -> Made:
        """The delivery note of a posted shipment. Raises as `document`."""
        return await self.document(NOTE, number)

    async def pick_list(self, order: str) -> Made:
        """What is to be fetched for an order now. Raises as `document`."""
        return await self.document(PICK, order)

    async def label(self, labels: Sequence[GoodsLabel], about: str = "") -> Made:
        """Labels, made from the units of document `about` if it is named. Raises PrintRefused, PrintingFailed."""
        content, ending = await asyncio.to_thread(drawn_labels, labels, self.labels.form, self.labels.size)
        return await self.loose(LABELS, content, ending, about)

    async def loose(self, kind: str, content: bytes, ending: str = "pdf", about: str = "") -> Made:
        """Paper that belongs to no document, kept and with a job of its own. Raises PrintingFailed."""
        kept = await self._clerk.do(loose_paper.keep, kind=kind, content=content, ending=ending, about=about)
        job = await self._clerk.do(print_jobs.new_job, loose_id=kept.id)
        return await self._ready(job, content)

    async def again(self, job_id: int) -> Made:
        """The original of a job that has not come out, in the outbox once more. Raises PrintedAlready,
        PrintUnderWay, NoSuchJob, PrintingFailed."""
        job = await self._clerk.do(print_jobs.job, job_id=job_id)
        if self.under_way(job_id):
            raise PrintUnderWay(name=job.file_name)
        if job.state == "printed":
            raise PrintedAlready(name=job.file_name)
        return await self._in_outbox(job, await self._clerk.do(print_jobs.content, job_id=job_id))

    async def file(self, job_id: int) -> Path:
        """Where the original of a job lies, put back if it is gone. Raises NoSuchJob, PrintingFailed."""
        job = await self._clerk.do(print_jobs.job, job_id=job_id)
        content = await self._clerk.do(print_jobs.content, job_id=job_id)
        return await asyncio.to_thread(self.spool.keep, job.file, content)

    def send(self, made: Made, told: Callable[[Sent], None], queue: str = "") -> None:
        """Hand a job to the printer (to `queue`, another one, if named) and say later how it ended."""
        spool = self.spool_of(made.job.kind)
        if queue:
            spool = replace(spool, command=at_queue(spool.command, queue), address=None)
        if not self.under_way(made.job.id):
            task = asyncio.get_running_loop().create_task(self._send(spool, made, told))
            self._under_way[made.job.id] = task

    async def settled(self) -> None:
        """Wait until no job is at the printer."""
        while self._under_way:
            await asyncio.wait(list(self._under_way.values()))

    async def _made(self, original: StoredPaper) -> Made:
        job = await self._clerk.do(print_jobs.new_job, paper_id=original.paper.id)
        return await self._ready(job, original.content)

    async def _ready(self, job: Job, content: bytes) -> Made:
        made = await self._in_outbox(job, content)
        if self.has_printer(job.kind):
            return made
        return replace(made, job=await self._clerk.do(print_jobs.printed, job_id=job.id))

    async def _in_outbox(self, job: Job, content: bytes) -> Made:
        try:
            return Made(job, await asyncio.to_thread(self.spool.keep, job.file, content))
        except PrintingFailed as refusal:
            await self._clerk.do(print_jobs.failed, job_id=job.id, reason=refusal.sentence)
            raise

    async def _send(self, spool: Spool, made: Made, told: Callable[[Sent], None]) -> None:
        try:
            async with self._turn:
                refusal = await _apart(lambda: spool.send(made.path, made.job.file_name))
            told(await self._noted(made.job, refusal))
        finally:
            del self._under_way[made.job.id]

    async def _noted(self, job: Job, refusal: PrintingFailed | None) -> Sent:
        """Write down how it ended. A printer that never answered leaves the job waiting: nobody knows."""
        try:
            if refusal is None:
                return Sent(await self._clerk.do(print_jobs.printed, job_id=job.id), None)
            if not isinstance(refusal, PerhapsPrinted):
                job = await self._clerk.do(print_jobs.failed, job_id=job.id, reason=refusal.sentence)
        except Refusal as book_trouble:
            return Sent(job, book_trouble)
        return Sent(job, refusal)


def at_queue(command: tuple[str, ...] | None, queue: str) -> tuple[str, ...]:
    """The printer command with `queue` in place of its own: after -d, or at its end."""
    words = list(command or ("lp",))
    if "-d" in words[:-1]:
        words[words.index("-d") + 1] = queue
        return tuple(words)
    return (*words, "-d", queue)


async def _apart(work: Callable[[], None]) -> PrintingFailed | None:
    """Run `work` in a thread that nobody waits for at the end: a hanging printer never holds up leaving."""
    loop = asyncio.get_running_loop()
    ended: asyncio.Future[PrintingFailed | None] = loop.create_future()

    def settle(refusal: PrintingFailed | None) -> None:
        if not ended.done():
            ended.set_result(refusal)

    def run() -> None:
        refusal = None
        try:
            work()
        except PrintingFailed as raised:
            refusal = raised
        if not loop.is_closed():
            loop.call_soon_threadsafe(settle, refusal)

    threading.Thread(target=run, name="printer", daemon=True).start()
    return await ended
