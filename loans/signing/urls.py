"""Addresses of signing: on the desk below `desk/loans/`, the applicant's below `me/`, and the service's call."""

from django.conf import settings
from django.urls import path

from loans.signing import development_views, scan_views, signature_views

desk = [
    path("<str:ref>/contract/scan/", scan_views.contract_scan, name="contract-scan"),
    path("scan/<str:ref>/<str:size>/", scan_views.contract_scan_content, name="contract-scan-content"),
    path("<str:ref>/signature/", signature_views.signature, name="signature"),
    path("<str:ref>/signature/again/", signature_views.signature_remind, name="signature-remind"),
    path("<str:ref>/signature/look/", signature_views.signature_look, name="signature-look"),
    path("<str:ref>/signature/cancel/", signature_views.signature_cancel, name="signature-cancel"),
    path("<str:ref>/signature/<int:number>/<str:kind>/", signature_views.signature_file, name="signature-file"),
]
mine = [
    path("contract/<str:ref>/", scan_views.my_contract, name="my-contract"),
    path("contract/<str:ref>/paper/", scan_views.my_contract_paper, name="my-contract-paper"),
    path("contract/<str:ref>/back/", signature_views.my_signature_back, name="my-signature-back"),
    path("contract/scan/<str:ref>/<str:size>/", scan_views.my_contract_scan, name="my-contract-scan"),
]
called = [path("signatures/<str:token>/", signature_views.signature_notify, name="signature-notify")]
if settings.DEVELOPMENT_INBOX:
    called += [path("dev/signatures/<str:key>/", development_views.dev_signature, name="dev-signature")]
