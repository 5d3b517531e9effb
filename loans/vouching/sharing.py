"""The note she sends herself, from her own phone: words in the other person's language, a link, a picture."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

import segno
from django.conf import settings

from loans.guarantees.models import Guarantee
from loans.guarantees.telling import link_of
from portal.language import registry
from portal.outbox.actions import compose

# She may send the link of somebody who is named (it explains, and asks nothing) or who was asked by us.
SHARED: Final = frozenset({"named", "invited", "understood"})


@dataclass(frozen=True)
class Note:
    """`text` for any messenger, `whatsapp` opens it there, `picture` is a QR code of `link`."""

    language: registry.Language
    text: str
    link: str
    whatsapp: str
    picture: str


def note_for(guarantee: Guarantee, language: str) -> Note:
    """The note in one of our languages; in the applicant's own when it is none of them."""
    fallback = guarantee.language or guarantee.application.case.person.language
    code = language if language in registry.BY_CODE else fallback
    link = settings.SITE_URL + link_of(guarantee, code)
    event = "vouching_note" if guarantee.state == "named" else "vouching_note_asked"
    _subject, body = compose(event=event, language=code, params={"name": guarantee.name, "link": link})
    number = "".join(sign for sign in guarantee.contact if sign.isdecimal()) if "@" not in guarantee.contact else ""
    return Note(
        language=registry.BY_CODE[code],
        text=body,
        link=link,
        whatsapp=f"https://wa.me/{number}?text={quote(body)}",
        picture=segno.make(link).svg_data_uri(scale=5),
    )
