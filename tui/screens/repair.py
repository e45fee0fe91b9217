"""One repair: the units a customer brought, taken in, and sent back as they are done."""

from typing import ClassVar

from models import goods_documents, repair_posting, repairing, repairs
from models.language import say
from models.orders import REPAIRS
from models.refusals_repair import NothingReady, NothingToRepair
from tui.commands import Command
from tui.screens.confirm import Confirm
from tui.screens.document_list import document_state
from tui.screens.noted import Noted
from tui.screens.repair_rows import units_words
from tui.screens.repair_units import RepairUnits
from tui.screens.typed import Typed
from tui.screens.usual import Usual

DRAFT_ONLY = {"post", "cancel"}
OPEN_ONLY = {"send", "all", "credit", "write_off"}
UNFINISHED_ONLY = {"undo", "reason"}


class RepairScreen(RepairUnits):
    """A draft is filled by scanning and taken in; while it is open, a scan marks a unit, and what is marked leaves."""

    commands: ClassVar[tuple[Command, ...]] = (
        Command("post", "c", "Take in", "The units on the list are here for repair.", f_key="f6"),
        Command("send", "c", "Send back", "The marked units go back to their customer.", f_key="f6"),
        Command("all", "a", "Mark all", "Marks every unit that is here.", f_key="f4"),
        Command("undo", "u", "Undo", "Takes back the last scan; again for the one before.", f_key="f5"),
        Command("reason", "e", "Fault", "Says what is wrong."),
        Command(
            "credit", "r", "Take back", "The marked units stay here: begins their credit note or return."
        ),
        Command("write_off", "w", "Write off", "The marked units cannot be repaired. Asks why."),
        Command("life", "enter", "Life", "Shows where the unit under the cursor has been.", f_key="f2"),
        Command("links", "g", "Sale", "Opens what the unit under the cursor left on."),
        Command("cancel", "x", "Cancel", "Gives the draft up; nothing came in.", destructive=True),
        Command("reverse", "v", "Reverse", "Turns the last step back.", destructive=True),
    )

    def heading(self) -> str:
        """Number, customer, state."""
        if self.repair is None:
            return self.number
        state = document_state(REPAIRS, self.repair.status)
        return say(
            "Repair {number} · {customer} · {state}",
            number=self.number,
            customer=self.repair.customer,
            state=state,
        )

    def hint(self) -> str:
        """What comes next."""
        if self.repair is None:
            return ""
        match self.repair.status:
            case "draft":
                return say("Scan the units that came in; e says the fault, c takes them in.")
            case "open" if self.repair.ready:
                return say(
                    "{units} marked: c sends back. Scan on, or u.", units=units_words(self.repair.ready)
                )
            case "open":
                return say("Scan the units that are done, or a for all; then c.")
            case "cancelled":
                return say("Cancelled: nothing came in.")
            case "reversed":
                return say("Reversed: the units are with their customer.")
            case _:
                return say("Nothing of it is here any more. v turns the last step back.")

    def allowed(self, command: Command) -> bool:
        """What each state lets be done."""
        status = self.repair.status if self.repair else ""
        if command.id in DRAFT_ONLY:
            return status == "draft"
        if command.id in OPEN_ONLY:
            return status == "open"
        if command.id in UNFINISHED_ONLY:
            return status in {"draft", "open"}
        if command.id == "reverse":
            return status in {"open", "closed"}
        return command.id not in {"life", "links"} or bool(self.repair and self.repair.units)

    async def next_step(self) -> None:
        """A draft is taken in, an open repair sent back."""
        await (self.do_post() if self.repair and self.repair.status == "draft" else self.do_send())

    async def do_post(self) -> None:
        """The units are here."""
        if self.repair is None or not self.repair.units:
            raise NothingToRepair(document=self.number)
        if not self.repair.fault and not await self._fault_told():
            return
        done = await self.do(repair_posting.take_in, number=self.number)
        await self.load()
        words = say("{units} in repair on {number}.", units=units_words(done.serials), number=self.number)
        self.ok(words, say("Order, invoice and stock stay as they are. Scan the number when they are done."))

    async def _fault_told(self) -> bool:
        """Ask once what is wrong before units come in; it may be said later. False when they are not to come in yet."""
        usual = await self.do(repairs.usual_faults)
        fault = await self.ask(Usual(say("What is wrong?"), say("It is said later."), usual))
        if fault:
            self.show(await self.do(repairing.say_fault, number=self.number, fault=str(fault)))
        return fault is not None

    async def do_send(self) -> None:
        """Back to the customer, with what was done."""
        units = self._marked()
        detail = say(
            "{units} to {customer}.", units=units, customer=self.repair.customer if self.repair else ""
        )
        usual = await self.do(repairs.usual_work)
        done = await self.ask(Usual(say("What was done?"), say("Nothing is noted."), usual, detail))
        if done is not None:
            sent = await self.do(repair_posting.send_back, number=self.number, done=str(done))
            await self._left(say("{units} sent back.", units=units_words(sent.serials)))

    async def do_write_off(self) -> None:
        """They cannot be repaired."""
        units = self._marked()
        reason = await self.ask(Typed(say("Why is it written off?"), say("{units} marked.", units=units)))
        if reason is not None:
            gone = await self.do(repair_posting.write_off, number=self.number, reason=reason)
            await self._left(say("{units} written off.", units=units_words(gone.serials)))

    async def do_credit(self) -> None:
        """They stay here: the credit note of their sale, or a return."""
        from tui.jumping import document_screen

        units = self._marked()
        detail = say("{units} marked: their credit note or return begins.", units=units)
        note = await self.ask(Noted(say("Why is it taken back?"), detail))
        if note is None:
            return
        drafts = await self.do(repair_posting.take_back, number=self.number, note=note)
        if (screen := document_screen(drafts[0])) is not None:
            self.idle()
            await self.go(screen)
            screen.ok(say("On {drafts}: post it.", drafts=", ".join(drafts)))

    def _marked(self) -> str:
        """The marked units, counted. Raises NothingReady."""
        if self.repair is None or not self.repair.ready:
            raise NothingReady(document=self.number)
        return units_words(self.repair.ready)

    async def _left(self, words: str) -> None:
        await self.load()
        here = self.repair.here if self.repair else 0
        rest = say("{units} still here.", units=units_words(here)) if here else say("Nothing of it is here.")
        self.ok(words, rest)

    async def do_cancel(self) -> None:
        """Give the draft up."""
        if await self.ask(Confirm(say("Cancel {number}?", number=self.number), say("Nothing came in."))):
            await self.do(goods_documents.cancel, number=self.number)
            await self.load()
            self.ok(say("{number} is cancelled.", number=self.number))

    async def do_reverse(self) -> None:
        """Turn the last step back, once it was said which."""
        _, verb = await self.do(repair_posting.last_step, number=self.number)
        steps = {
            "repair": say("Its units are with their customer again."),
            "send-back": say("The units that were sent back last are here again."),
            "scrap": say("The units that were written off last are here again."),
        }
        question = say("Turn back the last step of {number}?", number=self.number)
        if await self.ask(Confirm(question, steps.get(verb, ""))):
            done = await self.do(repair_posting.reverse, number=self.number)
            await self.load()
            self.ok(say("{units} turned back.", units=units_words(done.serials)))
