"""Many units before they are counted: judged by their labels and by what is counted already, never by the book."""

from collections.abc import Sequence

from models import counting_many
from models.entry import AddedMany, Preview
from tui.screens.serial_paste import SerialPaste


class CountPaste(SerialPaste):
    """Answers what became of `texts` on the count `number`; None when nothing was counted."""

    def __init__(
        self, number: str, texts: Sequence[str], *, how: str, source: str, location: str, context: str
    ) -> None:
        super().__init__(0, texts, how=how, source=source)
        self.number = number
        self.location = location
        self.sure = {"context": context}

    async def judge_all(self) -> Preview:
        """What would become of all of them."""
        return await self.do(counting_many.preview, number=self.number, texts=self.texts, sure=self.sure)

    async def add_piece(self, texts: Sequence[str], sure: dict[str, str]) -> AddedMany:
        """Count one piece."""
        return await self.station.clerk.do(
            counting_many.count_many, number=self.number, texts=texts, how=self.how, source=self.source,
            location=self.location, sure=sure,
        )  # fmt: skip
