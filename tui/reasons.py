"""Why scans were refused, in an operator's words: one short phrase for each refusal of a scan."""

import string

from models.language import say
from models.refusals import Refusal


def reason_word(name: str) -> str:
    """The phrase for a refusal's name in the scan journal; for one without a phrase its own sentence, with … for what it
    was about; for a name this program does not know the name."""
    phrase = _on_the_label(name) or _on_the_unit(name) or _on_the_document(name)
    if phrase:
        return phrase
    refusal = next((kind for kind in _kinds(Refusal) if kind.__name__ == name), None)
    if refusal is None:
        return name
    fields = {field for _, field, _, _ in string.Formatter().parse(refusal.template) if field}
    return say(refusal.template, **dict.fromkeys(fields, "…"))


def _on_the_label(name: str) -> str:
    words = {
        "EmptySerial": say("nothing entered"),
        "TooLong": say("too long for a serial number"),
        "IllegalCharacter": say("character no serial number can hold"),
        "FailsPattern": say("not a serial number of the item"),
        "CommandCard": say("command card in place of a unit"),
        "IsItemCode": say("product code (GTIN) of the item"),
        "IsProductCode": say("product code (GTIN)"),
        "OtherProduct": say("label of another product"),
        "NoSerialOnLabel": say("label without a serial number"),
        "CarrierCode": say("carton or pallet"),
        "BoxLabel": say("label with several serial numbers"),
        "BadLabel": say("label that cannot be trusted"),
        "IsLocation": say("label of a location"),
        "IsDocument": say("document in place of a unit"),
        "IsItemNumber": say("item number in place of a unit"),
    }
    return words.get(name, "")


def _on_the_unit(name: str) -> str:
    words = {
        "Held": say("held by another document"),
        "AlreadyInStock": say("in stock already"),
        "AlreadyShipped": say("shipped already"),
        "WrittenOff": say("written off before"),
        "NotReceived": say("its receipt was reversed"),
        "BelongsToItem": say("unit of another item"),
        "UnknownSerial": say("serial number not known here"),
        "NoneUnnamed": say("not known, and none without a number left"),
    }
    return words.get(name, "")


def _on_the_document(name: str) -> str:
    words = {
        "TwiceInList": say("twice in the list"),
        "TwiceInDocument": say("on another line already"),
        "NotOnDocument": say("item not on the document"),
        "ListFull": say("one too many"),
        "LineDone": say("every line for it complete"),
        "TooManyPicked": say("more than ordered"),
        "NotEnough": say("not enough in stock"),
        "NotEditable": say("document not open any more"),
    }
    return words.get(name, "")


def _kinds(of: type[Refusal]) -> list[type[Refusal]]:
    return [kind for child in of.__subclasses__() for kind in (child, *_kinds(child))]
