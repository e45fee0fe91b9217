"""Settings of the whole book: add-ons, the company on paper, number series, and small values of the
screens."""

from dataclasses import dataclass

from models import texts
from models.addons import SERIALS, installed
from models.book import Book
from models.documents import Party
from models.numbering import start_at
from models.refusals_nouns import AddOnInUse, AddOnUnknown
from models.rows import shared

__all__ = [
    "ADD_ONS",
    "COMPANY",
    "SERIALS",
    "AddOn",
    "Company",
    "Series",
    "add_ons",
    "company",
    "get",
    "install",
    "installed",
    "keep_installed",
    "put",
    "remove",
    "series",
    "set_company",
    "set_series",
]
ADD_ONS = {SERIALS: "Serial numbers"}
COMPANY = ("name", "address", "postcode", "city", "country", "vat_number")


@dataclass(frozen=True)
class AddOn:
    """A part of the program that a company switches on. `title` is an English template."""

    name: str
    title: str
    installed: bool


@dataclass(frozen=True)
class Company:
    """Whose warehouse this is, as it stands on paper."""

    name: str = ""
    address: str = ""
    postcode: str = ""
    city: str = ""
    country: str = ""
    vat_number: str = ""

    def party(self) -> Party:
        """The seller on paper."""
        town = f"{self.postcode} {self.city}".strip()
        address = tuple(line for line in (*self.address.split("\n"), town, self.country) if line)
        return Party(name=self.name, address=address, vat_number=self.vat_number)


@dataclass(frozen=True)
class Series:
    """A number series: the document that comes next gets `next_number`."""

    kind: str
    next: int

    @property
    def next_number(self) -> str:
        """In full, as on paper."""
        return f"{self.kind}-{self.next}"


def get(book: Book, key: str, default: str = "") -> str:
    """The value kept under `key`."""
    found = book.value("SELECT value FROM setting WHERE key = ?", key)
    return default if found is None else str(found)


def put(book: Book, *, key: str, value: str) -> str:
    """Keep `value` under `key`, for every station of this book; what was kept. Raises TextTooLong, TextUnprintable."""
    kept = texts.lines(key, value)
    with book.write():
        _put(book, key, kept)
    return kept


def add_ons(book: Book) -> tuple[AddOn, ...]:
    """All add-ons there are."""
    return tuple(AddOn(name, title, installed(book, name)) for name, title in ADD_ONS.items())


def install(book: Book, *, name: str = SERIALS) -> AddOn:
    """Settings, Add-ons, Install (help page). Installing twice changes nothing. Raises AddOnUnknown."""
    title = _title(name)
    with book.write():
        _put(book, f"addon.{name}", book.stamp())
    return AddOn(name, title, True)


def keep_installed(book: Book, name: str = SERIALS) -> None:
    """The add-on is installed, by now if not before, and stays so until the transaction ends."""
    if shared(book, "SELECT 1 FROM setting WHERE key = ?", f"addon.{name}") is None:
        install(book, name=name)


def remove(book: Book, *, name: str = SERIALS) -> AddOn:
    """Switch an add-on off again. Raises AddOnInUse while items have serial numbers."""
    title = _title(name)
    with book.write():
        book.execute("UPDATE setting SET value = value WHERE key = ?", f"addon.{name}")
        count = book.value("SELECT count(*) FROM item WHERE has_serials = 1")
        if count:
            raise AddOnInUse(count=count)
        book.execute("DELETE FROM setting WHERE key = ?", f"addon.{name}")
    return AddOn(name, title, False)


def company(book: Book) -> Company:
    """The company block."""
    found: dict[str, str] = dict(book.rows("SELECT key, value FROM setting WHERE key LIKE 'company.%'"))
    return Company(**{field: found.get(f"company.{field}", "") for field in COMPANY})


def set_company(book: Book, *, company: Company) -> Company:
    """Keep the company block that stands on every paper. Raises TextTooLong, TextUnprintable."""
    kept = Company(
        name=texts.line("Name", company.name),
        address=texts.lines("Address", company.address),
        **{
            field: texts.line(field, getattr(company, field), empty=True)
            for field in ("postcode", "city", "country", "vat_number")
        },
    )
    with book.write():
        for field in COMPANY:
            _put(book, f"company.{field}", getattr(kept, field))
    return kept


def series(book: Book) -> tuple[Series, ...]:
    """All number series."""
    return tuple(
        Series(*row)
        for row in book.rows("SELECT kind, next FROM series WHERE kind NOT LIKE '%-D' ORDER BY kind")
    )


def set_series(book: Book, *, kind: str, start: int) -> Series:
    """Let a series go on at `start`. Raises SeriesUnknown, SeriesGoesBack, SeriesOutOfRange."""
    with book.write():
        start_at(book, kind, start)
    return Series(kind, start)


def _put(book: Book, key: str, value: str) -> None:
    book.execute(
        "INSERT INTO setting (key, value) VALUES (?, ?) "
        "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        key,
        value,
    )


def _title(name: str) -> str:
    if name not in ADD_ONS:
        raise AddOnUnknown(name=name)
    return ADD_ONS[name]
