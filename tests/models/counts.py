"""Counts for tests, in a few words: `started(house)`, `scan(house, number, "T1")`, `finished(…)`, `approved(…)`."""

from models import counting, counting_approve, counting_review, counting_scan
from models.counting_findings import Key, Review
from tests.builders import Warehouse


def counted_house(house: Warehouse) -> Warehouse:
    """Shelf A-01 with T1 to T3, C1 and ten cables."""
    house.item("TP-80", gtin="05701234567899")
    house.item("SC-20")
    house.item("CABLE", serials=False, gtin="05701234567882", cost_price=300)
    house.received("TP-80", "T1", "T2", "T3")
    house.received("SC-20", "C1")
    house.stocked("CABLE", 10)
    return house


def started(house: Warehouse, location: str = "A-01", item: str = "") -> str:
    """A count begun; its number."""
    return house.book.perform(counting.start, location=location, item=item).number


def scan(
    house: Warehouse, number: str, *texts: str, location: str = "", **sure: str
) -> counting_scan.Counted:
    """Scan each of `texts`; what became of the last."""
    for text in texts:
        done = house.book.perform(
            counting_scan.count,
            number=number,
            text=text,
            how="scanned",
            source="scanner 1",
            location=location,
            sure=sure,
        )
    return done


def shown(house: Warehouse, number: str) -> Review:
    """The lists as they are now."""
    return counting_review.review(house.book, number=number)


def finished(house: Warehouse, number: str) -> Review:
    """Counting is over; the lists."""
    house.book.perform(counting.finish, number=number)
    return shown(house, number)


def approved(house: Warehouse, number: str) -> counting_approve.Approved:
    """Approve it as it is shown now."""
    return house.book.perform(counting_approve.approve, number=number, shown=shown(house, number))


def serials(review: Review, list_: str) -> list[str]:
    """The serial numbers of one list."""
    return [one.serial for one in review.on(list_)]


def key_of(review: Review, serial: str) -> Key:
    """The key of the difference with this serial number."""
    (found,) = [one.key for one in review.differences if one.serial == serial]
    return found
