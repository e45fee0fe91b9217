"""The card of one supplier or customer."""

from collections.abc import Sequence
from dataclasses import replace

from models import layouts, parties
from models.language import LANGUAGES, say
from models.parties import Kind, PartyCard
from models.payment_terms import days_text, parse_days
from models.vat import ZONES
from tui.screens.address_lines import address_fields, address_of
from tui.screens.cards import Saved
from tui.screens.form import FormScreen
from tui.widgets.fields import Field

TONGUES = {"en": "English", "da": "Dansk"}


class PartyForm(FormScreen[Saved]):
    """One card; `number` is the one it has in the book, empty for a new card."""

    def __init__(self, kind: Kind, card: PartyCard, number: str) -> None:
        super().__init__()
        self.kind: Kind = kind
        self.card = card
        self.number = number
        self.layouts: tuple[str, ...] = ()

    def heading(self) -> str:
        """Whose card."""
        if self.kind == "supplier":
            return say("Supplier {number}", number=self.number) if self.number else say("New supplier")
        return say("Customer {number}", number=self.number) if self.number else say("New customer")

    async def load(self) -> None:
        """Which layouts a customer may have."""
        if self.kind == "customer":
            found = await self.do(layouts.list_layouts, blocked=False)
            self.layouts = tuple(card.name for card in found)

    def fields(self) -> Sequence[Field]:
        """Everything on the card; only customers have goods delivered and paper in their language."""
        old = self.card
        tongues = tuple((tongue, TONGUES[tongue]) for tongue in LANGUAGES)
        fields = [
            Field("number", say("Number"), old.number, length=25),
            Field("name", say("Name"), old.name, length=200),
            *address_fields("address", say("Address"), old.address),
            Field("postcode", say("Postcode"), old.postcode, length=20),
            Field("city", say("City"), old.city),
            Field("country", say("Country"), old.country),
            Field("vat_number", say("VAT number"), old.vat_number, length=30),
        ]
        if self.kind == "customer":
            zones = tuple((zone, zone_word(zone)) for zone in ZONES)
            about = say("Which VAT an invoice carries; in the EU it needs a VAT number.")
            fields.append(
                Field("vat_zone", say("VAT zone"), old.vat_zone, "choice", choices=zones, help=about)
            )
            fields += [
                Field("gln", say("EAN number"), old.gln, "number", length=13, help=say("GLN of a public buyer, 13 digits.")),
                Field(
                    "payment_days", say("Days to pay"), days_text(old.payment_days), "number", length=3,
                    help=say("After the day of the invoice; empty: as Settings, Company says."),
                ),
            ]  # fmt: skip
            fields += address_fields("delivery", say("Deliver to"), old.delivery_address)
        fields.append(Field("language", say("Language of paper"), old.language, "choice", choices=tongues))
        if self.kind == "customer":
            named = (("", say("the default")), *((name, name) for name in self.layouts))
            fields.append(Field("layout", say("Layout of paper"), old.layout, "choice", choices=named))
        if self.number:
            words = say("Blocked: on no new order.")
            fields.append(Field("blocked", say("Blocked"), "yes" if old.blocked else "", "tick", help=words))
        return fields

    async def save(self, values: dict[str, str]) -> None:
        """Keep it."""
        old = self.card.delivery_address
        delivery = address_of("delivery", values) if self.kind == "customer" else old
        card = replace(
            self.card,
            number=values["number"],
            name=values["name"],
            postcode=values["postcode"],
            city=values["city"],
            country=values["country"],
            vat_number=values["vat_number"],
            address=address_of("address", values),
            delivery_address=delivery,
            language=values["language"],
            vat_zone=values.get("vat_zone", self.card.vat_zone),
            gln=values.get("gln", self.card.gln),
            payment_days=parse_days(values.get("payment_days", days_text(self.card.payment_days))),
            layout=values.get("layout", self.card.layout),
            blocked=bool(values.get("blocked")),
        )
        if self.number:
            kept = await self.do(parties.change, kind=self.kind, number=self.number, card=card)
        else:
            kept = await self.do(parties.create, kind=self.kind, card=card)
        said = say("{number} {name} is kept.", number=kept.number, name=kept.name)
        await self.answer(Saved(kept.number, said))


def zone_word(zone: str) -> str:
    """A VAT zone."""
    words = {
        "domestic": say("this country"),
        "eu": say("EU, reverse charge"),
        "export": say("export"),
    }
    return words.get(zone, zone)
