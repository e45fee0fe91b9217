"""Labels from frozen values to bytes, in the form a station is set up for; heavy libraries come in when they are drawn."""

from collections.abc import Sequence

from models.documents import GoodsLabel
from models.label_size import LabelSize


def drawn(labels: Sequence[GoodsLabel], form: str, size: LabelSize) -> tuple[bytes, str]:
    """The bytes, and the ending of their file: pdf or zpl. `form` is one of label_size.FORMATS. Raises PrintRefused."""
    if form == "zpl":
        from printing.label_zpl import zpl

        return zpl(labels, size), "zpl"
    from printing.label_pdf import pages, sheets

    return (sheets if form == "a4" else pages)(labels, size), "pdf"
