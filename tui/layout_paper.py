"""The sample of a layout as the PDF that a printer would get."""

from pathlib import Path

from models import logos
from models.layout import Layout, PaperKind
from models.layout_sample import PageHead


def sample_pdf(kind: PaperKind, layout: Layout, head: PageHead, spoken: str) -> bytes:
    """The sample as paper of this kind, drawn by the same functions as the station's own; `spoken` is the language of a layout
    without one. Raises PrintRefused."""
    from models.layout_papers import sample
    from printing.drawing import drawn

    return drawn(sample(kind, layout, head, spoken))


def logo_of(file: Path) -> bytes:
    """The logo in a file of this station, tried on paper before it is kept: a picture that cannot be drawn would leave no
    document printable. Raises the refusals of `models.logos`, PrintRefused."""
    from printing.logo import logo

    content = logos.read(file)
    logo(content)
    return content
