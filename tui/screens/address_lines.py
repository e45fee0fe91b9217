"""An address of several lines as fields of one line each, and back. Pure."""

from tui.widgets.fields import Field

LEAST = 2


def address_fields(name: str, label: str, text: str) -> tuple[Field, ...]:
    """A field for each line there is, at least two; the first carries the label."""
    lines = text.split("\n")
    count = max(LEAST, len(lines))
    lines += [""] * (count - len(lines))
    return tuple(
        Field(f"{name}{number}", label if number == 1 else "", line, length=200)
        for number, line in enumerate(lines, 1)
    )


def address_of(name: str, values: dict[str, str]) -> str:
    """The lines joined again; empty ones at the end fall away."""
    names = [key for key in values if key.startswith(name) and key[len(name) :].isdigit()]
    return "\n".join(values[key] for key in names).rstrip("\n")
