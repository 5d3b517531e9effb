"""Addresses of documents: hers below `me/`, the office's below `desk/`."""

from django.urls import path, register_converter

from applicants.documents import desk_views, views


class Size:
    """Of a file: `full`, or the `small` picture of it."""

    regex = "full|small"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Size, "size")

mine = [
    path("documents/<str:ref>/", views.my_documents, name="my-documents"),
    path("document/<str:ref>/", views.my_document, name="my-document"),
    path("document/<str:ref>/say/", views.my_document_say, name="my-document-say"),
    path("document/<str:ref>/remind/", views.my_document_remind, name="my-document-remind"),
    path("document/<str:ref>/remove/", views.my_document_remove, name="my-document-remove"),
    path("file/<str:ref>/<size:size>/", views.my_file_content, name="my-file-content"),
]
desk = [
    path("cases/<str:ref>/documents/", desk_views.case_documents, name="case-documents"),
    path("cases/<str:ref>/documents/ask/", desk_views.document_request, name="document-request"),
    path("documents/<str:ref>/", desk_views.document, name="document"),
    path("documents/<str:ref>/decide/", desk_views.document_decide, name="document-decide"),
    path("documents/<str:ref>/upload/", desk_views.document_upload, name="document-upload"),
    path("documents/file/<str:ref>/", desk_views.file, name="document-file"),
    path("documents/file/<str:ref>/remove/", desk_views.file_remove, name="document-file-remove"),
    path("documents/file/<str:ref>/<size:size>/", desk_views.file_content, name="document-file-content"),
]
