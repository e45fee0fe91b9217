"""The kinds of code a text can be, one frozen class each, and the reasons why a label is none.

Every kind keeps `text`, the label as it was read. `notation` is one line for programs and support: the kind
and what it carries. Sentences for people are English templates with their fields.
"""

from dataclasses import dataclass
from typing import Final

Elements = tuple[tuple[str, str], ...]
AGAIN: Final = "Scan another label of the unit, or type the number."
SEPARATOR: Final = (
    "If fields run together, let the scanner send GS between them, or set gs_substitute in serialdock.toml."
)

# Why a label is refused by its form: kind -> (what is wrong, what to do next).
REASONS: Final = {
    "unknown-command": (
        "{text} is no command card of this station.",
        "Use a card from this station's own sheet.",
    ),
    "check-digit": ("The check digit of {text} is wrong: the label is damaged or misprinted.", AGAIN),
    "gs1": ("{text} is no whole GS1 label (near {detail}).", SEPARATOR),
    "serial-length": ("The serial in {text} has more than the 20 characters of GS1 (21).", SEPARATOR),
    "two-serials": ("{text} carries two different serials.", "Scan a label that carries one."),
    "date": ("{text} carries a date that does not exist (identifier {detail}).", AGAIN),
    "identifier": ("{text} has a field without an identifier or a value: {detail}.", AGAIN),
    "quantity": (
        "The quantity {detail} of {text} does not agree with its serials.",
        "Count the units and scan each by itself.",
    ),
    "duplicate": ("{text} lists {detail} twice.", "Scan the units one by one."),
    "command-in-list": ("{text} hides a command card in a list.", "Scan the units one by one."),
    "control-chars": ("{text} holds control characters.", AGAIN),
    "non-ascii": (
        "{text} holds letters no serial can have.",
        "Check the scanner's line settings, or type the number.",
    ),
    "empty": ("The label is empty.", AGAIN),
}


@dataclass(frozen=True)
class Reading:
    """What every code has: the text as read, its AIM identifier, whether outer blanks were cut."""

    text: str
    aim: str = ""
    trimmed: bool = False

    @property
    def notation(self) -> str:
        """The code in one line: its kind and what it carries."""
        return f"text {self.text}"


@dataclass(frozen=True)
class Text(Reading):
    """Bare text: a serial, an item number, a shelf, … only the book can tell."""


@dataclass(frozen=True)
class DocumentNumber(Reading):
    """A document's number in full; the text opens it."""

    series: str = ""


@dataclass(frozen=True)
class Command(Reading):
    """A command card: never data."""

    name: str = ""

    @property
    def notation(self) -> str:
        """The command's name."""
        return f"command {self.name}"


@dataclass(frozen=True)
class Gtin(Reading):
    """An item's number in any of its lengths; `gtin` has 14 digits, as they are compared."""

    gtin: str = ""

    @property
    def notation(self) -> str:
        """The 14 digits."""
        return f"gtin {self.gtin}"


@dataclass(frozen=True)
class Gs1(Reading):
    """GS1 elements in label order, dates as ISO."""

    elements: Elements = ()

    def value(self, ai: str) -> str:
        """The value of one application identifier, "" when the label has none."""
        return dict(self.elements).get(ai, "")

    @property
    def gtin(self) -> str:
        """(01), 14 digits, or ""."""
        return self.value("01")

    @property
    def serial(self) -> str:
        """(21), or ""; (250) is a secondary serial and never this."""
        return self.value("21")

    @property
    def notation(self) -> str:
        """`ai=value` for each element."""
        return "gs1 " + " ".join(f"{ai}={value}" for ai, value in self.elements)


@dataclass(frozen=True)
class Sscc(Reading):
    """A pallet's or carton's number, 18 digits; never a product or a serial."""

    sscc: str = ""

    @property
    def notation(self) -> str:
        """The 18 digits."""
        return f"sscc {self.sscc}"


@dataclass(frozen=True)
class Iso15434(Reading):
    """MH10.8.2 elements in label order; an identifier may come several times."""

    elements: Elements = ()

    def values(self, di: str) -> tuple[str, ...]:
        """All values of one data identifier."""
        return tuple(value for each, value in self.elements if each == di)

    @property
    def serials(self) -> tuple[str, ...]:
        """The `S` fields alone: 3S to 8S are packages, 31S and 32S the ends of a range."""
        return self.values("S")

    @property
    def serial_range(self) -> tuple[str, str] | None:
        """First and last serial of a range label (31S, 32S); a person confirms it before it is expanded."""
        first, last = self.values("31S"), self.values("32S")
        return (first[0], last[0]) if len(first) == len(last) == 1 else None

    @property
    def notation(self) -> str:
        """`di=value` for each element."""
        return "iso15434 " + " ".join(f"{di}={value}" for di, value in self.elements)


@dataclass(frozen=True)
class Multi(Reading):
    """Several texts in one symbol: all of them count, or none."""

    texts: tuple[str, ...] = ()

    @property
    def notation(self) -> str:
        """The texts with bars between them."""
        return "multi " + "|".join(self.texts)


@dataclass(frozen=True)
class Imei(Reading):
    """A telephone's number: 15 digits with the right Luhn digit."""

    @property
    def notation(self) -> str:
        """The 15 digits."""
        return f"imei {self.text}"


@dataclass(frozen=True)
class Mac(Reading):
    """A network address, shown as scanned; `mac` is the form to compare: upper case, no separators."""

    mac: str = ""

    @property
    def notation(self) -> str:
        """The compared form."""
        return f"mac {self.mac}"


@dataclass(frozen=True)
class Unreadable(Reading):
    """A label refused by its form alone; `kind` is a key of REASONS, `detail` the part that is wrong."""

    kind: str = ""
    detail: str = ""

    @property
    def template(self) -> str:
        """What is wrong, as a sentence with {text} and {detail}."""
        return REASONS[self.kind][0]

    @property
    def next_step(self) -> str:
        """What to do, as a sentence."""
        return REASONS[self.kind][1]

    @property
    def notation(self) -> str:
        """The reason's name."""
        return f"error {self.kind}"


@dataclass(frozen=True)
class Miscounted(Unreadable):
    """An ISO 15434 label whose quantity is no number, or does not agree with its serials: a person must say (R2.6)."""

    elements: Elements = ()

    @property
    def serials(self) -> tuple[str, ...]:
        """The `S` fields, for when a person says that they are right."""
        return tuple(value for di, value in self.elements if di == "S")
