"""The head of a layout: everything but its columns."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from models import layouts
from models.language import LANGUAGES, say
from models.layouts import LayoutCard
from models.refusals import Refusal
from tui.layout_paper import logo_of
from tui.screens.address_lines import address_fields, address_of
from tui.screens.cards import Saved
from tui.screens.form import FormScreen
from tui.screens.layouts import instead, language_word
from tui.widgets.fields import Field

PATH_MOST = 250


class LayoutHead(FormScreen[Saved]):
    """One layout's head, as it was when the form opened."""

    def __init__(self, card: LayoutCard) -> None:
        super().__init__()
        self.card = card

    def heading(self) -> str:
        """Which."""
        return say("Layout {name} · head", name=self.card.name)

    def fields(self) -> Sequence[Field]:
        """Name, language, company block, footer, serial numbers, logo, and what it is for."""
        it, card = self.card.layout, self.card
        tongues = tuple((tongue, language_word(tongue)) for tongue in ("", *LANGUAGES))
        logo = say("Path of a PNG or JPEG on this station; empty leaves it as it is.")
        fields = [
            Field("name", say("Name"), it.name, length=layouts.NAME_MOST),
            Field("language", say("Language"), it.language, "choice", choices=tongues),
            *_lines("company", say("Company block"), it.company, layouts.COMPANY_LINES),
            *_lines("footer", say("Footer"), it.footer, layouts.FOOTER_LINES),
            Field(
                "ranges", say("Ranges"), _tick(it.ranges), "tick",
                help=say("Neighbouring serial numbers as SN001 to SN050, with their count."),
            ),
            Field(
                "square", say("2D code"), _tick(it.square), "tick",
                help=say("All serial numbers of a delivery note in one code, to be scanned when it comes in."),
            ),
            Field("logo", say("Logo"), length=PATH_MOST, help=logo),
        ]  # fmt: skip
        if it.logo:
            fields.append(Field("bare", say("Without logo"), "", "tick", help=say("Takes the logo away.")))
        if not card.default:
            words = say("For everybody whose card names no layout.")
            fields.append(Field("default", say("Default"), "", "tick", help=words))
            words = say("Blocked: no customer gets it any more.")
            fields.append(Field("blocked", say("Blocked"), _tick(card.blocked), "tick", help=words))
        return fields

    async def save(self, values: dict[str, str]) -> None:
        """Keep it; a logo that cannot be used is said at its field, and nothing is kept."""
        try:
            logo = await self._logo(values)
        except Refusal as refusal:
            self.form.wrong({"logo": refusal.sentence})
            return
        layout = replace(
            self.card.layout,
            name=values["name"],
            language=values["language"],
            company=address_of("company", values),
            footer=address_of("footer", values),
            ranges=bool(values["ranges"]),
            square=bool(values["square"]),
            logo=logo,
        )
        to = replace(
            self.card,
            layout=layout,
            default=self.card.default or bool(values.get("default")),
            blocked=bool(values.get("blocked")),
        )
        goal = None
        if to.blocked and not self.card.blocked:
            goal = await instead(self, self.card)
            if goal is None and self.card.customers:
                return
        kept = await self.do(layouts.change, was=self.card, to=to, move_to=goal)
        await self.answer(Saved(kept.name, say("Layout {name} is kept.", name=kept.name)))

    async def _logo(self, values: dict[str, str]) -> bytes:
        if values["logo"]:
            return await asyncio.to_thread(logo_of, Path(values["logo"]))
        return b"" if values.get("bare") else self.card.layout.logo


def _lines(name: str, label: str, text: str, most: int) -> tuple[Field, ...]:
    """A field for every line there may be."""
    return address_fields(name, label, text + "\n" * (most - 1 - text.count("\n")))


def _tick(true: bool) -> str:
    return "yes" if true else ""
