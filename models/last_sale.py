"""The step that a unit's sale hangs on: the last one that sold it and still holds. A repair takes a unit from its customer and
gives it back, and changes nothing of the sale; neither does a return, or a purchase from the customer, that was reversed."""

LAST = (
    "(SELECT max(x.seq) FROM movement x JOIN posting xp ON xp.id = x.posting_id "
    "JOIN document xd ON xd.id = xp.document_id WHERE x.serial_id = {serial} AND x.to_place = 2 "
    "AND xp.verb <> 'reverse' AND xd.kind <> 'RP' AND xd.status <> 'reversed')"
)
"""The number of the step that brought `serial` to the customer who has it, or whose it is here in repair; of a unit that is
elsewhere, to the last customer who had it. NULL where it was never sold, or every sale was reversed."""
OF_S = LAST.format(serial="s.id")
PARTY_OF_S = f"""CASE WHEN p.verb = 'reverse' AND s.place = 2 THEN (
  SELECT sd.party_id FROM movement sm JOIN posting sp ON sp.id = sm.posting_id JOIN document sd ON sd.id = sp.document_id
  WHERE sm.serial_id = s.id AND sm.seq = {OF_S}) ELSE d.party_id END"""  # noqa: S608
"""Whose the document of the last step is, posting `p` of document `d`: a reversal gives a unit back to the customer of its
sale, whoever the reversed document was for."""
