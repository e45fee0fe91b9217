"""The sample of a layout as the PDF that a printer would get."""

from models.layout import Layout, PaperKind
from models.layout_sample import PageHead

DRAWN: tuple[PaperKind, ...] = ("delivery-note", "pick-list")
"""The kinds whose sample is drawn."""


def sample_pdf(kind: PaperKind, layout: Layout, head: PageHead, spoken: str) -> bytes:
    """The sample as paper of this kind, drawn by the same functions as the station's own; `spoken` is the language of a layout
    without one. Raises PrintRefused."""
    from models.layout_papers import delivery_note, pick_list

    if kind == "pick-list":
        from printing import pick_list as picks

        return picks.render(pick_list(layout, head, spoken))
    from printing import delivery_note as notes

    return notes.render(delivery_note(layout, head, spoken))
