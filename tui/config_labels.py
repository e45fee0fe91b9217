"""The [labels] part of a station's configuration."""

from dataclasses import dataclass, field
from typing import Any

from models.label_size import LabelSize
from tui.config_values import Wrong


@dataclass(frozen=True)
class Labels:
    """How labels are made (`form`: pdf, a4 or zpl) and where they go: a program, or a label printer's host and port;
    neither when the outbox is all there is."""

    form: str = "pdf"
    size: LabelSize = field(default_factory=LabelSize)
    command: tuple[str, ...] | None = None
    address: tuple[str, int] | None = None


def labels_of(values: dict[str, Any]) -> Labels:
    """The checked values of the table. Raises Wrong."""
    form, address, command = values.get("format", "pdf"), values.get("address"), values.get("command")
    if address and form != "zpl":
        raise Wrong('a printer with an address takes ZPL: write format = "zpl"', path=("labels", "address"))
    if address and command:
        raise Wrong("name a command or an address, not both", path=("labels", "address"))
    usual = LabelSize()
    size = LabelSize(
        values.get("width", usual.width),
        values.get("height", usual.height),
        values.get("column_gap", usual.gap),
        values.get("dpi", usual.dpi),
    )
    return Labels(form, size, command, address)
