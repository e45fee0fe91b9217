"""Suppliers and customers: who goods come from, who they go to, and how each stands on paper."""

from dataclasses import dataclass, replace
from typing import Literal

from models import texts
from models.book import Book, Row
from models.documents import Party
from models.gtin import gln
from models.language import LANGUAGES
from models.layout_rows import layout_id
from models.payment_terms import checked_days
from models.refusals import Refusal
from models.refusals_nouns import (
    CustomerBlocked,
    CustomerNumberTaken,
    CustomerUnknown,
    LanguageUnknown,
    SupplierBlocked,
    SupplierNumberTaken,
    SupplierUnknown,
)
from models.rows import flag, held, shared
from models.tables import LAYOUTS, PARTY, Page, page_of
from models.vat import checked_zone

Kind = Literal["supplier", "customer"]
FIELDS = (
    "number", "name", "address", "postcode", "city", "country", "vat_number",
    "delivery_address", "language", "blocked", "vat_zone", "gln", "payment_days",
)  # fmt: skip
LAYOUT = "(SELECT name FROM layout WHERE layout.id = party.layout_id)"
"""The name of the layout a party is tied to, as a column of its row."""
UNKNOWN: dict[str, type[Refusal]] = {"supplier": SupplierUnknown, "customer": CustomerUnknown}
TAKEN: dict[str, type[Refusal]] = {"supplier": SupplierNumberTaken, "customer": CustomerNumberTaken}
BLOCKED: dict[str, type[Refusal]] = {"supplier": SupplierBlocked, "customer": CustomerBlocked}


@dataclass(frozen=True)
class PartyCard:
    """One supplier or customer. Addresses may have several lines; `language` is the one of its paper, `vat_zone` (of
    `models.vat`) says which VAT its invoices carry; `gln` is a public buyer's EAN number, `payment_days` how long it has to pay,
    None as the company says; `layout` is the name of the layout its paper has, "" for the default."""

    number: str
    name: str
    address: str = ""
    postcode: str = ""
    city: str = ""
    country: str = ""
    vat_number: str = ""
    delivery_address: str = ""
    language: str = "en"
    blocked: bool = False
    vat_zone: str = "domestic"
    gln: str = ""
    payment_days: int | None = None
    layout: str = ""
    id: int = 0

    def checked(self) -> "PartyCard":
        """This card with every text as the book keeps it. Raises the refusals of models.texts, LanguageUnknown,
        ZoneUnknown, GlnWrong, PaymentDaysUnreadable."""
        if self.language not in LANGUAGES:
            raise LanguageUnknown(language=self.language)
        return replace(
            self,
            number=texts.number("Number", self.number),
            name=texts.line("Name", self.name),
            address=texts.lines("Address", self.address),
            postcode=texts.line("Postcode", self.postcode, most=20, empty=True),
            city=texts.line("City", self.city, most=100, empty=True),
            country=texts.line("Country", self.country, most=100, empty=True),
            vat_number=texts.line("VAT number", self.vat_number, most=30, empty=True),
            vat_zone=checked_zone(self.vat_zone),
            gln=gln(self.gln),
            payment_days=checked_days(self.payment_days),
            delivery_address=texts.lines("Delivery address", self.delivery_address),
        )

    @property
    def search(self) -> str:
        """What a search meets."""
        return texts.fold(self.number, self.name, self.city, self.vat_number, self.gln)

    def party(self) -> Party:
        """As it stands on paper."""
        town = f"{self.postcode} {self.city}".strip()
        address = tuple(line for line in (*self.address.split("\n"), town, self.country) if line)
        return Party(self.name, self.number, address, self.vat_number, self.gln)

    def deliver_to(self) -> Party:
        """Where its goods go: its delivery address if it has one."""
        if not self.delivery_address:
            return self.party()
        return Party(name=self.name, address=tuple(filter(None, self.delivery_address.split("\n"))))


def page(
    book: Book,
    *,
    kind: Kind,
    search: str = "",
    after: str | None = None,
    limit: int = 50,
    backwards: bool = False,
    blocked: bool = True,
) -> Page[PartyCard]:
    """One page of suppliers or customers by number, those with `search` in number, name or city; without `blocked`, those
    that new documents may name."""
    needle = texts.needle(search)
    if needle is None:
        return Page((), earlier=False, later=False)
    party, layout = PARTY.alias("p"), LAYOUTS.alias("l")
    query = (
        party.select(*(party.c[name] for name in FIELDS), layout.c.name, party.c.id)
        .join(layout, "LEFT JOIN", on=layout.c.id == party.c.layout_id)
        .where(party.c.kind == kind)
    )
    if needle:
        query = query.where(party.c.search.contains(needle))
    if not blocked:
        query = query.where(party.c.blocked == 0)
    return page_of(book, query, party.c.number, after, limit=limit, backwards=backwards, make=_card)


def view(book: Book, *, kind: Kind, number: str) -> PartyCard:
    """One card. Raises SupplierUnknown, CustomerUnknown."""
    sql = f"SELECT {', '.join(FIELDS)}, {LAYOUT}, id FROM party WHERE kind = ? AND number = ?"  # noqa: S608
    row = book.row(sql, kind, number)
    if row is None:
        raise UNKNOWN[kind](number=number)
    return _card(row)


def create(book: Book, *, kind: Kind, card: PartyCard) -> PartyCard:
    """A new supplier or customer. Raises SupplierNumberTaken, CustomerNumberTaken, LayoutUnknown, LayoutBlocked."""
    kept = card.checked()
    marks = ", ".join("?" * (len(FIELDS) + 3))
    with book.write():
        added = book.execute(
            f"INSERT INTO party (kind, {', '.join(FIELDS)}, search, layout_id) VALUES ({marks}) "  # noqa: S608
            "ON CONFLICT (kind, number) DO NOTHING",
            kind,
            *_values(kept),
            kept.search,
            layout_id(book, kept.layout),
        )
        if not added:
            raise TAKEN[kind](number=kept.number, name=view(book, kind=kind, number=kept.number).name)
        return view(book, kind=kind, number=kept.number)


def change(book: Book, *, kind: Kind, number: str, card: PartyCard) -> PartyCard:
    """Make the card with `number` like `card`, its number too. Raises SupplierUnknown, SupplierNumberTaken
    and so on."""
    kept = card.checked()
    with book.write():
        row = held(book, f"SELECT id, {LAYOUT} FROM party WHERE kind = ? AND number = ?", kind, number)  # noqa: S608
        if row is None:
            raise UNKNOWN[kind](number=number)
        other = book.row(
            "SELECT name FROM party WHERE kind = ? AND number = ? AND id <> ?", kind, kept.number, row[0]
        )
        if other is not None:
            raise TAKEN[kind](number=kept.number, name=other[0])
        sets = ", ".join(f"{name} = ?" for name in FIELDS)
        book.execute(f"UPDATE party SET {sets}, search = ? WHERE id = ?", *_values(kept), kept.search, row[0])  # noqa: S608
        if kept.layout != (row[1] or ""):
            tied = layout_id(book, kept.layout)
            book.execute("UPDATE party SET layout_id = ? WHERE id = ?", tied, row[0])
        return view(book, kind=kind, number=kept.number)


def party_id(book: Book, kind: Kind, number: str) -> int:
    """The row behind a number that a new document may name. Raises …Unknown, …Blocked."""
    found = shared(book, "SELECT id, blocked FROM party WHERE kind = ? AND number = ?", kind, number)
    if found is None:
        raise UNKNOWN[kind](number=number)
    if found[1]:
        raise BLOCKED[kind](number=number)
    return int(found[0])


def _values(card: PartyCard) -> list[object]:
    return [flag(card.blocked) if name == "blocked" else getattr(card, name) for name in FIELDS]


def _card(row: Row) -> PartyCard:
    values = dict(zip((*FIELDS, "layout", "id"), row, strict=True))
    return PartyCard(**{**values, "layout": values["layout"] or "", "blocked": bool(values["blocked"])})
