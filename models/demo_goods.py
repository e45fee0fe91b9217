"""What the demo warehouse buys, keeps and sells: made-up goods, people and companies."""

from models.item_facts import ItemFacts
from models.parties import PartyCard
from models.patterns import SerialPattern
from models.settings import Company

COMPANY = Company("Havnens Teknik ApS", "Kajgade 12", "5700", "Svendborg", "Denmark", "DK12345674")

PLACES = (
    ("A-01", "Shelf A-01, printers"),
    ("A-02", "Shelf A-02, computers"),
    ("A-03", "Shelf A-03, terminals"),
    ("B-01", "Shelf B-01, paper and cables"),
    ("B-02", "Shelf B-02, spare parts"),
    ("RETURN", "Returns, to be looked at"),
)
OPERATORS = (
    ("1", "Anna Holm", "SD-BADGE-ANNA-4711"),
    ("2", "Bo Lind", "SD-BADGE-BO-0815"),
    ("3", "Clerk A", ""),
)
GROUPS = (("10", "Devices"), ("20", "Supplies"), ("30", "Services"))

SUPPLIERS = (
    PartyCard("S-100", "Printec GmbH", "Hafenstrasse 7", "20457", "Hamburg", "Germany", "DE811234567"),
    PartyCard("S-110", "Scanhaus AB", "Industrigatan 3", "211 20", "Malmö", "Sweden", "SE556677889901"),
    PartyCard(
        "S-120", "Kontorvarer A/S", "Papirvej 40", "8700", "Horsens", "Denmark", "DK87654325", language="da"
    ),
)  # fmt: skip
CUSTOMERS = (
    PartyCard(
        "C-200",
        "Nordlys ApS",
        "Lysgade 2",
        "9000",
        "Aalborg",
        "Denmark",
        "DK11223344",
        "Nordlys ApS, Lager\nHavnevej 9, port 3\n9000 Aalborg",
        "da",
    ),
    PartyCard(
        "C-210",
        "Café Fjord & Søn",
        "Strandvejen 101",
        "2900",
        "Hellerup",
        "Denmark",
        "DK22334455",
        language="da",
    ),
    PartyCard(
        "C-220", "Łódź Retail Sp. z o.o.", "Piotrkowska 5", "90-001", "Łódź", "Poland", "PL7251234567"
    ),
    PartyCard(
        "C-230", "O'Brien Hardware Ltd", "4 Quay St", "H91 XY00", "Galway", "Ireland", "IE1234567T"
    ),
)  # fmt: skip

ITEMS = (
    ItemFacts("TP-80", "Thermal printer 80 mm", "pcs", "5701234000013", True, True, 89_500, 149_900,
              location="A-01", group="10", pattern=SerialPattern(11, 11, "A-Z0-9-", "TP80-[0-9]{6}")),
    ItemFacts("HS-2", "Hand scanner 2D", "pcs", "5701234000020", True, True, 64_000, 109_500,
              location="A-03", group="10", pattern=SerialPattern(10, 10, "A-Z0-9")),
    ItemFacts("LB-14", 'Laptop 14"', "pcs", "5701234000037", True, True, 489_000, 699_900,
              location="A-02", group="10", pattern=SerialPattern(8, 15, "A-Z0-9")),
    ItemFacts("PM-4", "Payment terminal", "pcs", "5701234000044", True, True, 121_000, 189_000,
              location="A-03", group="10"),
    ItemFacts("UPS-700", "Battery supply 700 VA", "pcs", "5701234000051", True, True, 72_500, 119_500,
              location="A-02", group="10"),
    ItemFacts("PR-80", "Paper roll 80 mm", "roll", "5701234000068", True, False, 450, 995,
              location="B-01", group="20"),
    ItemFacts("CB-USB", "USB cable 1.8 m", "pcs", "5701234000075", True, False, 1_200, 3_900,
              location="B-01", group="20"),
    ItemFacts("LBL-57", "Labels 57 x 32 mm", "box", "5701234000082", True, False, 3_800, 7_900,
              location="B-01", group="20"),
    ItemFacts("BR-1", "Wall bracket", "pcs", "", True, False, 2_500, 5_900, location="B-02", group="20"),
    ItemFacts("INST", "Installation, one hour", "h", "", False, False, 0, 65_000, group="30"),
)  # fmt: skip
