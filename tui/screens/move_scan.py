"""A scan while goods are moved: a unit, a location, or an item without serial numbers; what is open, a person says."""

from collections.abc import Mapping

from models import item_stock, moving, suggesting
from models.language import say
from models.moving import Placed, PlaceSet, Taken
from models.refusals import Ask
from models.refusals_moves import HowMany, NotThatMany, WhichUnit
from models.refusals_scan import IsDocument, UnknownSerial
from tui.messages import Taken as Scan
from tui.screens.base import StationScreen
from tui.screens.choose import Choose
from tui.screens.confirm import Confirm
from tui.screens.nearest import meant
from tui.screens.own_line import which_item
from tui.screens.typed import ask_number
from tui.widgets.cells import Row
from tui.words import grouped

Answer = Taken | Placed | PlaceSet


class MoveScan(StationScreen[None]):
    """The half of the move screen that takes scans; the other half shows and says."""

    def __init__(self) -> None:
        super().__init__()
        self.last = ""
        """The move that was made here last, to be taken back."""

    async def told(self, answer: Answer) -> None:
        """Show and say what a scan did."""

    async def take_scan(self, taken: Scan) -> None:
        """Whatever it is; a document's number opens that document."""
        try:
            await self._do(taken)
        except IsDocument:
            await self.station.jump(self, taken)
        except UnknownSerial:
            found = await meant(self, taken, suggesting.anywhere, text=taken.text)
            if found is None:
                raise
            await self._do(found[0], found[1].item)

    async def take_listed(self, serial: str, item: str) -> None:
        """A unit that another screen chose."""
        await self.told(await self.do(moving.scan, text=serial, how="listed", item=item))

    async def _do(self, taken: Scan, item: str = "") -> None:
        answer = await self._ask(taken, item, {})
        if answer is not None:
            await self.told(answer)

    async def _ask(self, taken: Scan, item: str, sure: Mapping[str, str]) -> Answer | None:
        """Do it, with everything that a person has to say first; None when they would not."""
        try:
            return await self.do(
                moving.scan,
                text=taken.text,
                how=taken.how,
                source=taken.source,
                raw=taken.raw,
                item=item,
                sure=sure,
            )
        except WhichUnit as question:
            chosen = None if item else await which_item(self, question)
            if chosen is None:
                raise
            return await self._ask(taken, chosen, sure)
        except HowMany as question:
            return await self._how_many(str(question.fields["item"]))
        except Ask as question:
            if not await self.ask(Confirm(question.sentence, question.next)):
                self.noted(say("{serial} was not taken.", serial=taken.text), self.hint())
                return None
            return await self._ask(taken, item, {**sure, question.question: "yes"})

    async def _how_many(self, item: str) -> Answer | None:
        """From where, if there are several places, and how many. Raises NotThatMany when it lies nowhere."""
        lying = await self.do(item_stock.by_quantity, number=item)
        if not lying:
            raise NotThatMany(quantity=1, item=item, place=say("any location"), there=0)
        place = lying[0]
        if len(lying) > 1:
            rows = [Row(one, (one.location, one.name, grouped(one.quantity))) for one in lying]
            chosen = await self.ask(Choose(say("{item}: from where?", item=item), rows))
            if not isinstance(chosen, item_stock.Lying):
                return None
            place = chosen
        question = say("{item}: how many are moved?", item=item)
        detail = say("{count} lie at {place}.", count=grouped(place.quantity), place=place.location)
        quantity = await ask_number(self, question, detail)
        if quantity is None:
            return None
        return await self.do(moving.take_quantity, item=item, quantity=quantity, place=place.location)
