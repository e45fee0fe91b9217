"""Settings, Company: whose warehouse this is, as it stands on every document."""

from collections.abc import Sequence

from models import settings
from models.language import say
from models.settings import Company
from tui.screens.address_lines import address_fields, address_of
from tui.screens.form import FormScreen
from tui.widgets.fields import Field


class CompanyForm(FormScreen[None]):
    """The company block."""

    def __init__(self) -> None:
        super().__init__()
        self.company = Company()

    def heading(self) -> str:
        """What this is."""
        return say("Settings · Company")

    async def load(self) -> None:
        """Read it."""
        self.company = await self.do(settings.company)

    def fields(self) -> Sequence[Field]:
        """Name, address, VAT number."""
        old = self.company
        return (
            Field("name", say("Name"), old.name, length=200),
            *address_fields("address", say("Address"), old.address),
            Field("postcode", say("Postcode"), old.postcode, length=20),
            Field("city", say("City"), old.city),
            Field("country", say("Country"), old.country),
            Field("vat_number", say("VAT number"), old.vat_number, length=30),
        )

    async def save(self, values: dict[str, str]) -> None:
        """Keep it."""
        company = Company(
            name=values["name"],
            address=address_of("address", values),
            postcode=values["postcode"],
            city=values["city"],
            country=values["country"],
            vat_number=values["vat_number"],
        )
        await self.do(settings.set_company, company=company)
        await self.leave()
