"""The library: who sees what, what a file may be, how it is handed out, what an administrator does."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from PIL import Image

from advisors.materials.actions import publish, withdraw
from advisors.materials.files import MOST_BYTES, kind_of
from advisors.models import Material, MaterialVersion
from portal.accounts.scope import actor_for_user
from portal.actors import NOBODY, system
from portal.files.storing import put
from portal.models import User
from portal.roles import Role
from tests.factories import MaterialFactory, MaterialVersionFactory, OfficeFactory, member

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
PDF = b"%PDF-1.7\n%%EOF\n"


@pytest.fixture(autouse=True)
def _own_files(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def office_document(*names: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return packed.getvalue()


def picture() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (4, 4)).save(made, "PNG")
    return made.getvalue()


def version_with(content: bytes, **fields: Any) -> MaterialVersion:
    version = MaterialVersionFactory.build(material=MaterialFactory(**fields), link="", file_kind=kind_of(content))
    put(version.file, content)
    version.save()
    return version  # type: ignore[no-any-return]  # factory_boy's


def seen_by(user: User | None) -> set[Any]:
    return set(Material.objects.visible_to(actor_for_user(user) if user else NOBODY))


def test_everybody_sees_what_is_public_staff_what_is_theirs_keepers_all() -> None:
    ours, theirs = OfficeFactory(), OfficeFactory()
    shown = MaterialFactory(is_public=True)
    inside, local, foreign = MaterialFactory(), MaterialFactory(office=ours), MaterialFactory(office=theirs)
    draft, gone = MaterialFactory(state="draft"), MaterialFactory(state="withdrawn", is_public=True)
    assert seen_by(None) == {shown}
    assert seen_by(member(Role.ADVISOR, office=ours)) == {shown, inside, local}
    assert seen_by(member(Role.HEAD_OFFICE)) == {shown, inside, local, foreign}
    assert seen_by(member(Role.ADMINISTRATOR)) == {shown, inside, local, foreign, draft, gone}


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF, "pdf"),
        (picture(), "png"),
        (office_document("[Content_Types].xml", "word/document.xml"), "docx"),
        (office_document("[Content_Types].xml", "xl/workbook.xml"), "xlsx"),
    ],
)
def test_a_file_is_what_its_contents_tell(content: bytes, kind: str) -> None:
    assert kind_of(content) == kind


@pytest.mark.parametrize(
    "content",
    [
        b"<html><script>alert(1)</script>",
        b"MZ program",
        office_document("hello.txt"),
        office_document("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
        b"",
        PDF + b"x" * MOST_BYTES,
    ],
    ids=["page", "program", "archive", "macros", "nothing", "large"],
)
def test_everything_else_is_refused(content: bytes) -> None:
    with pytest.raises(ValidationError):
        kind_of(content)


def test_a_virus_is_refused(settings: Any) -> None:
    settings.VIRUS_SCANNER = "portal.files.scanners.TestPatternScanner"
    with pytest.raises(ValidationError, match="virus scanner found"):
        kind_of(PDF + b"$EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$")


def test_a_file_is_handed_out_as_what_it_is_under_a_name_of_ours() -> None:
    shown = version_with(PDF, is_public=True)
    answer = Client().get(reverse("material", args=[shown.material.ref, "en"]))
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert f'filename="{shown.material.ref}-en.pdf"' in answer["Content-Disposition"]
    assert b"".join(answer) == PDF


def test_an_office_document_is_saved_never_shown() -> None:
    sheet = version_with(office_document("[Content_Types].xml", "xl/workbook.xml"), is_public=True)
    answer = Client().get(reverse("material", args=[sheet.material.ref, "en"]))
    assert answer["Content-Disposition"] == f'attachment; filename="{sheet.material.ref}-en.xlsx"'
    assert "spreadsheetml" in answer["Content-Type"]
    assert b"xl/workbook.xml" in b"".join(answer)
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_link_leads_on_and_what_is_not_public_is_not_there(client_of: ClientOf) -> None:
    inside = MaterialVersionFactory()
    address = reverse("material", args=[inside.material.ref, "en"])
    assert Client().get(address).status_code == 404
    assert client_of(member(Role.ADVISOR)).get(address)["Location"] == inside.link
    assert Client().get(reverse("material", args=[inside.material.ref, "xx"])).status_code == 404


def test_a_file_that_is_gone_is_a_404() -> None:
    lost = version_with(PDF, is_public=True)
    lost.file.storage.delete(str(lost.file.name))
    assert Client().get(reverse("material", args=[lost.material.ref, "en"])).status_code == 404


def test_the_public_page_has_what_there_is_in_its_language() -> None:
    MaterialVersionFactory(material__is_public=True, material__title_en="Cash book", language="nl")
    assert "Cash book" in Client().get("/nl/materials/").content.decode()
    assert "Nothing in this language yet" in Client().get("/en/materials/").content.decode()


def test_the_list_is_narrowed_and_what_is_for_everybody_fits_all(client_of: ClientOf) -> None:
    MaterialVersionFactory(material__title="For all", language="ar")
    MaterialVersionFactory(material__title="For starters", material__stages=["starting"], material__country="FR")
    MaterialVersionFactory(material__title="For loans", material__needs=["loan"], material__kind="flyer")
    client = client_of(member(Role.ADVISOR))

    def found(query: str) -> set[str]:
        words = client.get(f"/en/desk/materials/?{query}").content.decode()
        return {title for title in ("For all", "For starters", "For loans") if f"<bdi>{title}</bdi>" in words}

    assert found("") == {"For all", "For starters", "For loans"}
    assert found("language=ar") == {"For all"}
    assert found("stage=running") == {"For all", "For loans"}
    assert found("need=loan&kind=flyer") == {"For loans"}
    assert found("country=BE") == {"For all", "For loans"}
    assert "Nothing fits" in client.get("/en/desk/materials/?kind=template").content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_as_many_queries_for_three_as_for_one(
    rows: int, client_of: ClientOf, django_assert_max_num_queries: Any
) -> None:
    client = client_of(member(Role.ADVISOR))
    MaterialVersionFactory.create_batch(rows)
    with django_assert_max_num_queries(12):
        assert client.get("/en/desk/materials/").status_code == 200


def test_without_a_version_nothing_is_published_and_withdrawn_is_withdrawn() -> None:
    by, empty = system("test"), MaterialFactory(state="draft")
    with pytest.raises(ValidationError, match="no file and no link"):
        publish(by=by, material=empty)
    full = MaterialVersionFactory(material__state="draft").material
    publish(by=by, material=full)
    withdraw(by=by, material=full)
    full.refresh_from_db()
    assert full.state == "withdrawn"


@pytest.mark.parametrize("fields", [{"link": ""}, {"file": "materials/ab/cd", "file_kind": "pdf"}])
def test_the_table_wants_a_file_or_a_link(fields: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        MaterialVersionFactory(**fields)


@pytest.mark.foreign_templates
def test_the_back_office_takes_files_and_refuses_what_is_none(client_of: ClientOf) -> None:
    client = client_of(member(Role.ADMINISTRATOR))
    address = reverse("admin:advisors_material_add")
    sent = {
        "kind": "flyer",
        "title_en": "How it goes",
        "check_after_days": "۳۶۵",
        "needs": ["loan"],
        "versions-TOTAL_FORMS": "1",
        "versions-INITIAL_FORMS": "0",
        "versions-0-language": "ar",
    }
    page = SimpleUploadedFile("flyer.pdf", b"<html>", content_type="application/pdf")
    assert client.post(address, sent | {"versions-0-file": page}).status_code == 200
    assert client.post(address, sent).status_code == 200
    good = SimpleUploadedFile("evil.exe", PDF, content_type="application/pdf")
    assert client.post(address, sent | {"versions-0-file": good}).status_code == 302
    version = MaterialVersion.objects.get()
    assert (version.file_kind, version.size, version.material.needs) == ("pdf", len(PDF), ["loan"])
    assert "evil" not in str(version.file.name)
    chosen = {"action": "publish", "_selected_action": [version.material_id]}
    client.post(reverse("admin:advisors_material_changelist"), chosen)
    assert Material.objects.published().count() == 1
    assert client.get(reverse("admin:advisors_material_change", args=[version.material_id])).status_code == 200
