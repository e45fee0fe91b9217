"""What an operation has done, noted in the same transaction: when its reply was lost, the retry changes nothing more.

Verbs that write movements or entries find their own rows by the operation's id; the others note it here.
"""

from models.book import Book


def first(book: Book) -> bool:
    """True unless the operation now under way has been done before. Call it inside the transaction that does it; should
    the server still be at the first try, this waits for its end."""
    if not book.op:
        return True
    noted = book.execute(
        "INSERT INTO operation (op, at, answer) VALUES (?, ?, '') ON CONFLICT (op) DO NOTHING",
        book.op,
        book.stamp(),
    )
    return noted == 1


def remember(book: Book, answer: str) -> str:
    """Note what this operation made, for a retry."""
    book.execute("UPDATE operation SET answer = ? WHERE op = ?", answer, book.op)
    return answer


def answered(book: Book) -> str:
    """What this operation made when it was done."""
    return str(book.value("SELECT answer FROM operation WHERE op = ?", book.op))
