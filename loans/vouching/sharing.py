"""The note she sends herself, from her own phone: words in the other person's language, a link, a picture."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

import segno
from django.conf import settings
from django.urls import reverse
from django.utils import translation

from loans.guarantees.models import Guarantee
from loans.guarantees.telling import link_of
from loans.vouching.models import GroupFriend, OrganisationProposal
from portal.language import registry
from portal.outbox.actions import compose

# She may send the link of somebody who is named (it explains, and asks nothing) or who was asked by us.
SHARED: Final = frozenset({"named", "invited", "understood"})
Named = Guarantee | OrganisationProposal | GroupFriend


@dataclass(frozen=True)
class Note:
    """`text` for any messenger; `whatsapp`, `sms`, `mail` open it there, the last two as the contact is one;
    `picture` is a QR code of `link`.
    """

    language: registry.Language
    text: str
    link: str
    whatsapp: str
    sms: str
    mail: str
    picture: str


def note_for(named: Named, language: str) -> Note:
    """The note in one of our languages; in the applicant's own when it is none of them."""
    spoken = named.language if isinstance(named, Guarantee) else ""
    code = language if language in registry.BY_CODE else spoken or named.application.case.person.language
    link = settings.SITE_URL + _path(named, code)
    subject, body = compose(event=_event(named), language=code, params={"name": named.name, "link": link})
    is_mail = "@" in named.contact
    number = "" if is_mail else "".join(sign for sign in named.contact if sign.isdecimal())
    return Note(
        language=registry.BY_CODE[code],
        text=body,
        link=link,
        whatsapp=f"https://wa.me/{number}?text={quote(body)}",
        sms=f"sms:+{number}?&body={quote(body)}" if number else "",  # "?&": one sign for each kind of phone
        mail=f"mailto:{quote(named.contact)}?subject={quote(subject)}&body={quote(body)}" if is_mail else "",
        picture=segno.make(link).svg_data_uri(scale=5),
    )


def _event(named: Named) -> str:
    if isinstance(named, GroupFriend):
        return "group_note"
    asked = isinstance(named, Guarantee) and named.state != "named"
    return "vouching_note_asked" if asked else "vouching_note"


def _path(named: Named, language: str) -> str:
    """Where the link leads: to his own request, or to a page that explains and knows nobody."""
    if isinstance(named, Guarantee):
        return link_of(named, language)
    with translation.override(language):
        return reverse("group-about" if isinstance(named, GroupFriend) else "guarantee-about")
