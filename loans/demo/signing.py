"""Signed contracts of the demo: a paper photographed at the office, or by the development service."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from loans.applications.contracts import note_signature
from loans.applications.models import Contract
from loans.signing.asking import send_for_signature
from loans.signing.carrying import carry
from loans.signing.development import decide
from loans.signing.models import SignatureRequest
from loans.signing.scans import add_scan, check
from loans.signing.service import is_configured
from loans.signing.settling import SIGNING
from portal.actors import Actor, system

_INK, _PAPER, _TABLE = "#31413f", "#fbf8f1", "#b08d62"


def signed_paper(number: int) -> bytes:
    """A photograph of a contract's last page: lines for words, two scribbles; nobody's data."""
    picture = Image.new("RGB", (600, 800), _TABLE)
    draw = ImageDraw.Draw(picture)
    draw.polygon([(50, 40), (550, 50 + number % 4 * 5), (545, 760), (45, 765)], fill=_PAPER)
    for line in range(9):
        top = 110 + line * 40
        draw.line((100, top, 500 - (line * 83 + number * 41) % 160, top), fill=_INK, width=6)
    for start in (110, 340):
        points = [(start + step * 12, 640 + (step * (37 + number % 5)) % 50) for step in range(12)]
        draw.line(points, fill="#1f3f77", width=4, joint="curve")
    kept = io.BytesIO()
    picture.save(kept, "JPEG", quality=60)
    return kept.getvalue()


def scan(contract: Contract, *, by: Actor) -> None:
    """Two pages, sent by the colleague and checked."""
    pages = [SimpleUploadedFile("page.jpg", signed_paper(contract.pk * 2 + page)) for page in range(2)]
    for file in add_scan(by=by, contract=contract, uploads=pages).files:
        check(file.pk, by=system("files"))


def sign(contract: Contract, *, by: Actor) -> None:
    """On paper, which is scanned; every third, where the demo has its service, is signed there and has come back."""
    if not is_configured() or contract.application_id % 3:
        scan(note_signature(by=by, application=contract.application, contract=contract), by=by)
        return
    request = sent(contract, by=by)
    decide(request.key, "signed", assured=True)
    carry(request.pk, by=SIGNING)


def sent(contract: Contract, *, by: Actor) -> SignatureRequest:
    checks = {"identity_checked": contract.identity_checked, "iban_checked": contract.iban_checked}
    request = send_for_signature(
        by=by, application=contract.application, language=contract.language, iban=contract.iban, checks=checks
    )
    carry(request.pk, by=SIGNING)
    request.refresh_from_db()
    return request
