"""The step that a unit's sale hangs on. A repair takes a unit from its customer and gives it back, and changes nothing of the
sale: its steps are passed over."""

LAST = (
    "(SELECT max(x.seq) FROM movement x JOIN document_line xl ON xl.id = x.line_id "
    "JOIN document xd ON xd.id = xl.document_id WHERE x.serial_id = {serial} AND xd.kind <> 'RP')"
)
"""The number of the last step of `serial` that no repair made: for a unit at a customer, or here in repair, the one that
brought it to the customer."""
OF_S = LAST.format(serial="s.id")
