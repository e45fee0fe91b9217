import asyncio, sys, pathlib
from models.book import Book
from tests.tui.desk import stocked_house, desk
from tests.clock import Clock


async def main(size, lang):
    p = pathlib.Path("/tmp/shots/b.db")
    for f in pathlib.Path("/tmp/shots").glob("b.db*"):
        f.unlink()
    b = Book("sqlite:////tmp/shots/b.db", "Packing 2", clock=Clock())
    h = stocked_house(b)
    with b.write():
        b.execute("UPDATE item SET warranty_months=24 WHERE number='TP-80'")
    h.shipped("TP-80", "T1", "T2")
    tag = f"{size[0]}-{lang}"
    n = 0
    async with desk(b, size=size, language=lang) as r:

        def shot(name):
            nonlocal n
            n += 1
            print("=====", tag, name)
            print(r.text())
            open(f"/tmp/shots/{tag}-{n:02}-{name}.svg", "w").write(r.app.export_screenshot())

        await r.scan("T1")
        shot("life")
        await r.press("w")
        shot("ways")
        await r.press("escape")
        await r.press("p")
        shot("draft")
        await r.scan("T2")
        await r.press("e")
        await r.enters("Prints no left half")
        shot("draft2")
        await r.press("c")
        shot("open")
        await r.scan("T2")
        shot("marked")
        await r.press("c")
        shot("note")
        await r.enters("New head fitted")
        shot("sent")
        await r.press("enter")
        shot("life-in-repair")
        await r.press("escape")
        await r.press("v")
        shot("reverse")
        await r.press("escape")
        await r.press("escape")
        await r.press("5")
        if "RP" not in r.text():
            pass
        shot("sales")
        await r.press("p")
        shot("repairs")
        await r.press("escape")
        await r.scan("T3")
        shot("life-stock")
        await r.press("b")
        shot("rs")
        await r.press("a")
        await r.press("c")
        shot("rs-posted")
        await r.press("escape")
        shot("life-rs")
        await r.scan("GR-1001")
        shot("receipt")
        await r.scan("TP-80")
        shot("item")
    b.close()


lang = sys.argv[1]
w, h = map(int, sys.argv[2].split("x"))
asyncio.run(main((w, h), lang))
