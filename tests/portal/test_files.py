"""Uploaded files: told from their contents, written anew, without what they tell and what they hide."""

import io
import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from portal.files import pdfs, pictures
from portal.files.rewriting import Unreadable, rewrite
from portal.files.scanners import ClamAv, ScannerAway, TestPatternScanner, scanner
from portal.files.sniff import FileKind, sniff
from tests.portal.files import EICAR, heic, jpeg, pdf, png, polyglot, word


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (jpeg(), FileKind.JPEG),
        (png(), FileKind.PNG),
        (heic(), FileKind.HEIC),
        (pdf(), FileKind.PDF),
        (word(), FileKind.WORD),
        (b"PK\x03\x04 something", FileKind.ARCHIVE),
        (b"MZ\x90", FileKind.PROGRAM),
        (b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00isom", FileKind.VIDEO),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", FileKind.PICTURE),
        (b"  <!DOCTYPE html>", FileKind.PAGE),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", FileKind.PAGE),
        (b"junk %PDF-1.7", FileKind.UNKNOWN),
        (EICAR, FileKind.UNKNOWN),
        (b"", FileKind.UNKNOWN),
    ],
)
def test_the_kind_is_told_from_the_contents(content: bytes, kind: FileKind) -> None:
    assert sniff(content) == kind


def test_a_picture_stands_upright_and_says_nothing_of_place_and_camera() -> None:
    original = jpeg(turned=True)
    assert b"Secret" in original
    ours = rewrite(original)
    with Image.open(io.BytesIO(ours.content)) as picture:
        assert picture.size == (40, 60) == (ours.width, ours.height)
        assert not picture.getexif()
        assert not {"exif", "comment", "icc_profile"} & set(picture.info)
    assert b"Secret" not in ours.content + ours.preview
    assert ours.preview[:3] == b"\xff\xd8\xff"


def test_what_hides_in_a_picture_is_gone() -> None:
    ours = rewrite(polyglot()).content
    assert b"script" not in ours
    assert b"PK" not in ours[-200:]
    assert b"EICAR" not in rewrite(jpeg() + EICAR).content


def test_heic_becomes_jpeg_and_small_png_stays_png() -> None:
    assert rewrite(heic()).kind == FileKind.JPEG
    assert rewrite(png()).kind == FileKind.PNG


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_pictures_of_every_mode_are_taken(mode: str) -> None:
    assert rewrite(png(mode)).content


def test_large_pictures_become_smaller() -> None:
    ours = rewrite(jpeg(3600, 20))
    assert (ours.width, ours.height) == (3200, 18)


def test_a_picture_with_too_many_pixels_is_not_decoded() -> None:
    bomb = io.BytesIO()
    Image.new("1", (9000, 9000)).save(bomb, "PNG")
    assert len(bomb.getvalue()) < 50_000
    with pytest.raises(Unreadable, match="large_picture"):
        rewrite(bomb.getvalue())


def test_a_pdf_keeps_its_pages_and_loses_what_runs_and_what_is_attached() -> None:
    original = pdf(pages=2, nasty=True)
    for secret in (b"SecretScript", b"SecretPayload", b"SecretTitle", b"SecretCamera"):
        assert secret in original, secret
    ours = rewrite(original)
    assert ours.pages == 2
    assert ours.preview
    with pikepdf.open(io.BytesIO(ours.content)) as found:
        assert set(found.Root.keys()) == {"/Type", "/Pages"}
        assert not found.attachments
        assert not found.docinfo
        assert "/AA" not in found.pages[0].obj
        photo = found.pages[0].get_images()["/Im0"].read_raw_bytes()
        kept = io.BytesIO()
        found.save(kept, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    assert b"Secret" not in kept.getvalue()
    assert Image.open(io.BytesIO(photo)).size == (60, 40)


def test_what_was_typed_into_a_form_stays_to_be_read() -> None:
    from pikepdf import Array, Dictionary, Name, String  # noqa: PLC0415 - for this one form

    with pikepdf.open(io.BytesIO(pdf())) as form:
        font = form.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
        fields = Dictionary(Font=Dictionary(Helv=font))
        field = form.make_indirect(
            Dictionary(
                Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("name"), V=String("Zarghuna"),
                Rect=Array([10, 10, 150, 40]), DA=String("/Helv 12 Tf 0 g"), F=4,
            )
        )  # fmt: skip
        form.pages[0].obj.Annots = Array([field])
        form.Root.AcroForm = Dictionary(Fields=Array([field]), DR=fields, DA=String("/Helv 12 Tf 0 g"))
        kept = io.BytesIO()
        form.save(kept)
    with pikepdf.open(io.BytesIO(rewrite(kept.getvalue()).content)) as found:
        assert "/AcroForm" not in found.Root
        drawn = b"".join(each.read_bytes() for each in found.objects if isinstance(each, pikepdf.Stream))
    assert b"Zarghuna" in drawn


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (pdf(password="secret"), "locked"),
        (pdf(pages=61), "many_pages"),
        (b"%PDF-1.7 and nothing else", "broken"),
        (jpeg(400, 400)[:800], "broken"),
        (b"\xff\xd8\xff", "broken"),
        (word(), "kind"),
    ],
)
def test_what_cannot_be_opened_says_why(content: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        rewrite(content)
    assert refusal.value.code == code


@settings(max_examples=60, deadline=None)
@given(
    cut=st.integers(0, 3000),
    noise=st.binary(max_size=60),
    which=st.sampled_from([jpeg(200, 200), png(), heic(), pdf()]),
)
def test_damaged_files_are_opened_or_refused_and_nothing_else(cut: int, noise: bytes, which: bytes) -> None:
    damaged = which[:12] + which[12 : 12 + cut] + noise + which[12 + cut + len(noise) :]
    with suppress(Unreadable):
        assert rewrite(damaged).content


def test_segments_of_a_jpeg_go_and_its_picture_stays() -> None:
    bare = pdfs.without_telling(jpeg())
    assert b"Secret" not in bare
    assert Image.open(io.BytesIO(bare)).tobytes() == Image.open(io.BytesIO(jpeg())).tobytes()
    for odd in (b"", b"\xff", b"\xff\xd8", b"\xff\xd8\xff\xe1\x00", b"\xff\xd8\xff\xe1\x00\x00"):
        assert isinstance(pdfs.without_telling(odd), bytes)


def test_a_preview_is_small() -> None:
    assert max(Image.open(io.BytesIO(pictures.preview(Image.new("RGB", (2000, 1000))))).size) == 480


@pytest.fixture
def clamd(tmp_path: Path, settings: Any) -> Iterator[list[bytes]]:
    """A daemon that speaks ClamAV's protocol: takes one stream, and finds the pattern."""
    path = tmp_path / "c"
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(str(path))
    listening.listen()
    received: list[bytes] = []

    def answer() -> None:
        taken, _address = listening.accept()
        with taken, taken.makefile("rb") as stream:
            assert stream.readline() == b"nINSTREAM\n"
            content = b""
            while size := int.from_bytes(stream.read(4), "big"):
                content += stream.read(size)
            received.append(content)
            taken.sendall(b"stream: Eicar-Signature FOUND\n" if b"EICAR" in content else b"stream: OK\n")

    thread = threading.Thread(target=answer, daemon=True)
    thread.start()
    settings.VIRUS_SCANNER, settings.CLAMAV = "portal.files.scanners.ClamAv", str(path)
    yield received
    thread.join(timeout=5)
    listening.close()


@pytest.mark.parametrize(("content", "infected"), [(EICAR, True), (jpeg(), False)])
def test_clamav_is_asked_over_its_socket(clamd: list[bytes], content: bytes, *, infected: bool) -> None:
    found = scanner()
    assert isinstance(found, ClamAv)
    assert found.is_infected(content) is infected
    assert clamd == [content]


@pytest.mark.parametrize("address", ["/nowhere/clamd.ctl", "127.0.0.1:1"])
def test_a_scanner_that_is_away_says_so(settings: Any, address: str) -> None:
    settings.CLAMAV = address
    with pytest.raises(ScannerAway):
        ClamAv().is_infected(b"x")


def test_no_scanner_is_none(settings: Any) -> None:
    settings.VIRUS_SCANNER = ""
    assert scanner() is None
    assert TestPatternScanner().is_infected(b"before " + EICAR)
