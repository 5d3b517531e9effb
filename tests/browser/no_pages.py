"""Addresses that the tour leaves out, each with its reason."""

from typing import Final

# Addresses that can be asked for with GET and yet are no page.
NO_PAGES: Final = {
    "material": "it hands out a file, or sends on to where a link leads",
    "my-material": "as the one above, for the client with whom it was shared",
    "root": "it has no language, and sends on to the page that has",
    "reception": "it sends on to the day of an office",
    "reception-waiting": "a strip of other pages, which asks for itself",
    "desk": "it sends each role on to its own first page",
    "appointment-ics": "a file",
    "calendar-feed": "a file",
    "health": "for the proxy: JSON",
    "mfa_download_recovery_codes": "a file",
    "my-file-content": "a file",
    "document-decide": "it sends on to the page of the document",
    "document-file-content": "a file",
    "step-aloud": "a sound",
    "my-voice": "a sound",
    "case-voice": "a sound",
    "my-plan-paper": "a PDF",
    "case-plan-paper": "a PDF",
    "my-offer-paper": "a PDF",
    "offer-paper": "a PDF",
    "committee-minutes-paper": "a PDF",
    "contract-paper": "a PDF",
    "guarantee-deed-paper": "a PDF",
    "my-contract-paper": "a PDF",
    "my-contract-scan": "a file",
    "contract-scan-content": "a file",
    "my-payment-paper": "a PDF",
    "payment-paper": "a PDF",
    "loan-statement-paper": "a PDF",
    "my-loan-statement-paper": "a PDF",
    "fund-sheet": "a file",
}
