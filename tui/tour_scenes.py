"""The scenes of the tour: the main job from a box at the door to a delivery note, on the demo's warehouse."""

from collections.abc import Callable
from pathlib import Path

from models.language import say
from tui.tour_player import Player

ORDERED = "PO-1005"
SOLD = "SO-1004"
COMING = tuple(f"TP80-{number:06}" for number in range(4201, 4221))
FOUND = "HS20310101"
BROKEN = "0004730"
LEAVING = COMING[:3]
PAPERS = ("QU-1001", SOLD, "IN-1001", "CN-1001", "PO-1001")
Say = Callable[[str], None]


class Tour:
    """Plays the scenes in order and says what it did."""

    def __init__(self, player: Player, outbox: Path, tell: Say) -> None:
        self.player = player
        self.outbox = outbox
        self._tell = tell
        self._step = 0

    async def play(self) -> None:
        """All of it. Raises TourStopped when the station does not do what it should."""
        await self.open()
        await self.receive()
        await self.adjust_in()
        await self.adjust_out()
        await self.ship()
        await self.look_back()
        await self.papers()

    async def open(self) -> None:
        """The station is there."""
        await self.player.sees(say("Receive"), say("Ship"), say("Settings"))
        self._did(say("The station is open; its scanner is a kernel pty, read through pyserial."), "home")

    async def receive(self) -> None:
        """Twenty units come in on a purchase order; one label is scanned twice."""
        play = self.player
        await play.press("1")
        await play.scan(ORDERED)
        await play.sees("TP-80", "PR-80")
        self._did(say("Receive: the order {order} was opened by scanning it.", order=ORDERED), "receipt")
        await play.press("enter")
        await play.scan(*COMING[:10])
        await play.sees(COMING[9])
        await play.scan(COMING[4])
        await play.sees(say("REFUSED"), COMING[4])
        self._did(
            say("10 serial numbers scanned; {serial} a second time was refused.", serial=COMING[4]),
            "refused",
        )
        await play.scan(*COMING[10:])
        await play.sees(COMING[-1])
        self._did(say("20 of 20 serial numbers are on the list, each on disk before its verdict."), "serials")
        await play.press("enter", "c", "y")
        await play.sees(say("posted"))
        self._did(say("The receipt is posted."), "received")
        await play.press("escape", "escape")

    async def adjust_in(self) -> None:
        """One unit was found."""
        await self._adjust("HS-2", "up", FOUND, "Found")
        self._did(say("Adjust: {serial} came in by an adjustment.", serial=FOUND), "adjusted-in")
        await self.player.press("escape", "escape")

    async def adjust_out(self) -> None:
        """One unit is broken."""
        await self._adjust("PM-4", "down", BROKEN, "Broken")
        self._did(say("Adjust: {serial} went out by an adjustment.", serial=BROKEN), "adjusted-out")
        await self.player.press("escape", "escape")

    async def ship(self) -> None:
        """Three of the new units leave."""
        play = self.player
        await play.press("3")
        await play.scan(SOLD)
        await play.sees("TP-80")
        await play.press("k")
        await play.sees(f"outbox/{SOLD}")
        self._printed(say("The pick list is printed"), f"{SOLD}-pick-list*.pdf")
        await play.scan(*LEAVING)
        await play.sees(LEAVING[-1])
        self._did(say("Ship: 3 units picked; each scan found its own line."), "picked")
        await play.press("c")
        await play.sees("outbox/SH-")
        self._did(say("The shipment is confirmed."), "shipped")
        self._printed(say("The delivery note is printed"), "SH-*.pdf")
        await play.press("escape", "escape")

    async def look_back(self) -> None:
        """One serial number knows its whole life."""
        await self.player.scan(LEAVING[0])
        await self.player.sees(LEAVING[0], "GR-", "SH-")
        self._did(say("{serial} was scanned again: it shows its life.", serial=LEAVING[0]), "life")

    async def papers(self) -> None:
        """Every document's number opens it, and k prints it."""
        for number in PAPERS:
            await self.player.scan(number)
            await self.player.sees(number)
            await self.player.press("k")
            await self.player.sees(f"outbox/{number}")
        self._did(say("Each document was scanned, and k printed it."), "papers")
        for number in PAPERS:
            self._printed(say("Its paper"), f"{number}.pdf" if number != SOLD else f"{SOLD}-order*.pdf")

    async def _adjust(self, item: str, way: str, serial: str, reason: str) -> None:
        play = self.player
        await play.press("2", "n", "tab")
        await play.enter(reason)
        await play.press("f2", "a")
        await play.enter(item)
        await play.press("enter", *(["right"] if way == "down" else []), "tab")
        await play.enter("1")
        await play.press("f2", "enter")
        await play.scan(serial)
        await play.sees(serial)
        await play.press("enter", "c")
        await play.sees(say("posted"))

    def _did(self, sentence: str, picture: str) -> None:
        self._step += 1
        self._tell(f"{self._step:2}  {sentence}")
        self._tell(f"    {say('screen')}  {self.player.picture(picture)}")

    def _printed(self, sentence: str, pattern: str) -> None:
        for path in sorted(self.outbox.glob(pattern)):
            self._tell(f"    {sentence}: {path}")
