"""Print jobs: what has not come out yet and why, tried again, sent elsewhere, or settled by hand."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import Static

from models import print_jobs
from models.fields import local_clock, local_day
from models.language import say
from models.paper import Job
from tui.commands import Command
from tui.paperwork import PrintedAlready
from tui.screens.confirm import Confirm
from tui.screens.form import FormDialog
from tui.screens.papers import PaperScreen
from tui.widgets.cells import Column, Row
from tui.widgets.fields import Field
from tui.widgets.plain import plain
from tui.widgets.row_list import RowList

QUEUE_MOST = 100


class PrintJobs(PaperScreen[None]):
    """This station's jobs, those not done first. Nothing here is ever printed again by itself."""

    DEFAULT_CSS = """
    PrintJobs #reason { height: auto; max-height: 4; padding: 0 1; }
    """

    commands: ClassVar[tuple[Command, ...]] = (
        Command("retry", "r", "Retry", "Sends the job to the printer again.", f_key="f5"),
        Command("open", "enter", "Retry", "Sends the job to the printer again.", shown=False),
        Command("other", "a", "Another printer", "Sends the job to another printer, once.", f_key="f6"),
        Command("file", "f", "File", "Shows where the file lies.", f_key="f7"),
        Command(
            "settle", "c", "Done", "Takes the job off the list: it is on paper, or not wanted.", f_key="f9"
        ),
    )

    def __init__(self) -> None:
        super().__init__()
        self.jobs: tuple[Job, ...] = ()
        self.list = RowList(
            (
                Column(say("Document"), 26, grows=True),
                Column(say("State"), 14),
                Column(say("Copy"), 4, right=True, spare=2),
                Column(say("Tries"), 5, right=True, spare=3),
                Column(say("Since"), 16, spare=1),
            ),
            empty=say("No document was printed here yet; k prints a shipment's or an order's."),
        )
        self.reason = Static("", id="reason", markup=False)

    def heading(self) -> str:
        """What this is, and where files go."""
        return say("Print jobs")

    def hint(self) -> str:
        """How much is open."""
        left = sum(1 for job in self.jobs if job.state != "printed")
        if not left:
            return say("Nothing waits for the printer.")
        if left == 1:
            return say("1 job has not come out. r prints it again, a on another printer, c when it is done.")
        return say("{count} jobs have not come out. r prints one again, a on another printer.", count=left)

    def listing(self) -> "PrintJobs":
        """The list, through this screen: the reason below follows the cursor."""
        return self

    def move(self, key: str) -> bool:
        """Move the list and tell the new row's reason."""
        moved = self.list.move(key)
        self._tell_reason()
        return moved

    def compose_body(self) -> ComposeResult:
        """The jobs, and why the one under the cursor did not come out."""
        yield self.list
        yield self.reason

    async def load(self) -> None:
        """The jobs as they are now."""
        self.jobs = await self.do(print_jobs.jobs)
        self.list.show([self._row(job) for job in self.jobs])
        self._tell_reason()
        if self.band.verdict == "idle":
            self.idle()

    def after_print(self) -> None:
        """A job's state has changed."""
        if self.station.station_screen is self:
            self.station.offer(self.load)

    @property
    def job(self) -> Job | None:
        """The job under the cursor."""
        return self.jobs[self.list.cursor] if self.jobs else None

    def allowed(self, command: Command) -> bool:
        """A list without a job offers nothing to do with one."""
        return bool(self.jobs) or command.id not in {"retry", "open", "other", "file", "settle"}

    async def do_retry(self) -> None:
        """Send the job under the cursor again."""
        await self._again("")

    async def do_open(self) -> None:
        """As Retry."""
        await self._again("")

    async def do_other(self) -> None:
        """Send it to a printer that is named now."""
        if (queue := await self.ask(OtherPrinter())) is not None:
            await self._again(queue)

    async def do_file(self) -> None:
        """Put the original into the outbox once more, if it is not there, and say where that is."""
        if self.job is not None:
            path = await self.paperwork.file(self.job.id)
            self.ok(say("{name} is kept in {path}.", name=self.job.file_name, path=path))

    async def do_settle(self) -> None:
        """Take a job off the list by a person's word."""
        job = self.job
        if job is None:
            return
        if job.state == "printed":
            raise PrintedAlready(name=job.file_name)
        question = say("Is {name} done?", name=job.file_name)
        if await self.ask(Confirm(question, say("It is on paper, or nobody wants it. Its file stays."))):
            await self.do(print_jobs.printed, job_id=job.id)
            await self.load()
            self.ok(say("{name} waits no longer.", name=job.file_name))

    async def _again(self, queue: str) -> None:
        job = self.job
        if job is None or not await self._wanted(job):
            return
        made = await self.paperwork.again(job.id)
        sentence = say("{name} is in {place}.", name=job.file_name, place=made.place)
        self.ok(sentence, say("It is on its way to the printer."))
        self.send(made, sentence, queue=queue)
        await self.load()

    async def _wanted(self, job: Job) -> bool:
        """A job whose end nobody knows may lie on the printer already: a person looks first."""
        if job.state != "waiting" or self.paperwork.under_way(job.id):
            return True
        question = say("Print {name} again?", name=job.file_name)
        detail = say("It may be on paper already: look at the printer.")
        return await self.ask(Confirm(question, detail)) is True

    def _tell_reason(self) -> None:
        self.reason.update(plain(self._reason(self.job)))

    def _reason(self, job: Job | None) -> str:
        if job is None or job.state == "printed":
            return ""
        if self._busy(job):
            return say("The printer has it and has not answered yet.")
        if job.state == "failed":
            return job.error
        return say(
            "Nobody knows whether it came out: the printer gave no answer, or the station was stopped."
        )

    def _busy(self, job: Job) -> bool:
        return self.station.paperwork is not None and self.station.paperwork.under_way(job.id)

    def _row(self, job: Job) -> Row:
        if job.state == "printed":
            state, tone = say("✔ printed"), "muted"
        elif self._busy(job):
            state, tone = say("… printing"), ""
        elif job.state == "failed":
            state, tone = say("✖ failed"), "refused"
        else:
            state, tone = say("? unknown"), "ask"
        since = f"{local_day(job.at)} {local_clock(job.at)[:5]}"
        return Row(job.id, (job.file_name, state, str(job.copy_no), str(job.tries), since), tone)


class OtherPrinter(FormDialog[str]):
    """Answers the name of a printer queue."""

    def heading(self) -> str:
        """The question."""
        return say("Print on which printer?")

    def fields(self) -> Sequence[Field]:
        """Its name."""
        words = say("The name the print system has for it; lpstat -e lists them. F2 prints, Esc leaves.")
        return (Field("queue", say("Printer"), help=words, length=QUEUE_MOST),)

    async def save(self, values: dict[str, str]) -> None:
        """Answer a name that can be one."""
        queue = values["queue"]
        if not queue or queue.startswith("-") or not queue.isprintable() or " " in queue:
            self.form.wrong({"queue": say("Type a printer's name, without blanks or a dash in front.")})
            return
        await self.answer(queue)
