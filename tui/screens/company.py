"""Settings, Company: whose warehouse this is, as it stands on every document."""

from collections.abc import Sequence

from models import payment_terms, settings, vat
from models.language import say
from models.refusals import Refusal
from models.refusals_values import PaymentDaysUnreadable
from models.settings import Company
from tui.screens.address_lines import address_fields, address_of
from tui.screens.form import FormScreen
from tui.widgets.fields import Field

FIELD_OF: dict[type[Refusal], str] = {
    vat.RateUnreadable: "vat_rate",
    vat.CurrencyUnreadable: "currency",
    PaymentDaysUnreadable: "payment_days",
}


class CompanyForm(FormScreen[None]):
    """The company block."""

    def __init__(self) -> None:
        super().__init__()
        self.company = Company()
        self.rate = vat.USUAL_RATE
        self.currency = vat.USUAL_CURRENCY
        self.days: int | None = None

    def heading(self) -> str:
        """What this is."""
        return say("Settings · Company")

    async def load(self) -> None:
        """Read it."""
        self.company = await self.do(settings.company)
        self.rate = await self.do(vat.usual_rate)
        self.currency = await self.do(vat.currency)
        self.days = await self.do(payment_terms.usual_days)

    def fields(self) -> Sequence[Field]:
        """Name, address, VAT number; the usual VAT rate and the currency of all prices."""
        old = self.company
        return (
            Field("name", say("Name"), old.name, length=200),
            *address_fields("address", say("Address"), old.address),
            Field("postcode", say("Postcode"), old.postcode, length=20),
            Field("city", say("City"), old.city),
            Field("country", say("Country"), old.country),
            Field("vat_number", say("VAT number"), old.vat_number, length=30),
            Field("vat_rate", say("Usual VAT %"), vat.percent(self.rate), "number", length=6),
            Field(
                "currency", say("Currency"), self.currency, length=3, help=say("Three letters, such as DKK.")
            ),
            Field(
                "payment_days",
                say("Days to pay"),
                payment_terms.days_text(self.days),
                "number",
                length=3,
                help=say("After the day of an invoice; empty: invoices name no day."),
            ),
        )

    async def save(self, values: dict[str, str]) -> None:
        """Keep it; what cannot be read is said at its field, and nothing is kept."""
        try:
            rate, currency = vat.parse_rate(values["vat_rate"]), vat.checked_currency(values["currency"])
            days = payment_terms.parse_days(values["payment_days"])
        except Refusal as refusal:
            self.form.wrong({FIELD_OF[type(refusal)]: refusal.sentence})
            return
        company = Company(
            name=values["name"],
            address=address_of("address", values),
            postcode=values["postcode"],
            city=values["city"],
            country=values["country"],
            vat_number=values["vat_number"],
        )
        await self.do(settings.set_company, company=company)
        await self.do(vat.set_usual, rate=rate, currency=currency)
        await self.do(payment_terms.set_usual_days, days=days)
        await self.leave()
