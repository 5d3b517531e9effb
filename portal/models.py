"""The tables of the ground floor, for Django; each lives in its own room."""

from portal.accounts.models import Membership, User
from portal.codes.models import Code
from portal.offices.models import Country, Holiday, Office
from portal.outbox.models import Message
from portal.record.models import Entry, Seal

__all__ = ["Code", "Country", "Entry", "Holiday", "Membership", "Message", "Office", "Seal", "User"]
