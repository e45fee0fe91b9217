"""Item groups: a number and a name."""

from dataclasses import dataclass

from models import texts
from models.book import Book
from models.refusals_nouns import GroupNumberTaken, GroupUnknown
from models.rows import shared


@dataclass(frozen=True)
class Group:
    """Items that belong together."""

    number: str
    name: str
    items: int = 0


def list_groups(book: Book) -> tuple[Group, ...]:
    """All groups, by number, with how many items each has."""
    return tuple(
        Group(*row)
        for row in book.rows(
            "SELECT g.number, g.name, (SELECT count(*) FROM item i WHERE i.group_id = g.id) "
            "FROM item_group g ORDER BY g.number"
        )
    )


def create(book: Book, *, number: str, name: str) -> Group:
    """A new group of items. Raises GroupNumberTaken, TextEmpty, TextTooLong, TextUnprintable."""
    kept, said = texts.number("Number", number), texts.line("Name", name)
    with book.write():
        added = book.execute(
            "INSERT INTO item_group (number, name) VALUES (?, ?) ON CONFLICT (number) DO NOTHING", kept, said
        )
        if not added:
            old = book.value("SELECT name FROM item_group WHERE number = ?", kept)
            raise GroupNumberTaken(number=kept, name=old)
    return Group(kept, said)


def rename(book: Book, *, number: str, name: str) -> Group:
    """Another name for a group. Raises GroupUnknown, TextEmpty, TextTooLong, TextUnprintable."""
    said = texts.line("Name", name)
    with book.write():
        if not book.execute("UPDATE item_group SET name = ? WHERE number = ?", said, number):
            raise GroupUnknown(number=number)
    return Group(number, said)


def group_id(book: Book, number: str) -> int:
    """The row behind a number. Raises GroupUnknown."""
    found = shared(book, "SELECT id FROM item_group WHERE number = ?", number)
    if found is None:
        raise GroupUnknown(number=number)
    return int(found[0])
