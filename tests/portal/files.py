"""Files as people send them, good and bad, made in memory."""

import io
import zipfile

import pikepdf
import pillow_heif
from pikepdf import Dictionary, Name
from PIL import Image, TiffImagePlugin

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}" + b"$EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$H+H*"
SECRET_PLACE = (51.0, 3.0, 43.0)


def picture(width: int = 60, height: int = 40, colour: str = "#c9703f") -> Image.Image:
    return Image.new("RGB", (width, height), colour)


def jpeg(width: int = 60, height: int = 40, *, colour: str = "#c9703f", turned: bool = False) -> bytes:
    """A photograph with the place where it was taken; `turned` as phones keep those held upright."""
    exif = Image.Exif()
    exif[0x010F] = "SecretCamera"
    if turned:
        exif[0x0112] = 6
    place = exif.get_ifd(0x8825)
    place[1], place[2] = "N", tuple(TiffImagePlugin.IFDRational(part) for part in SECRET_PLACE)
    kept = io.BytesIO()
    picture(width, height, colour).save(kept, "JPEG", exif=exif, comment=b"SecretComment")
    return kept.getvalue()


def png(mode: str = "RGBA") -> bytes:
    kept = io.BytesIO()
    Image.new(mode, (30, 30)).save(kept, "PNG")
    return kept.getvalue()


def heic() -> bytes:
    kept = io.BytesIO()
    pillow_heif.from_pillow(picture(64, 48)).save(kept)
    return kept.getvalue()


def pdf(*, pages: int = 1, password: str = "", nasty: bool = False) -> bytes:
    """A PDF; `nasty` with a script, an attachment, a title, and a photograph that tells its place."""
    with pikepdf.new() as made:
        for _ in range(pages):
            made.add_blank_page(page_size=(200, 200))
        if nasty:
            made.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert('SecretScript')")
            made.attachments["SecretFile.exe"] = b"MZ" + b"SecretPayload"
            made.docinfo["/Title"] = "SecretTitle"
            photo = made.make_stream(jpeg())
            photo.Type, photo.Subtype, photo.Width, photo.Height = Name.XObject, Name.Image, 60, 40
            photo.ColorSpace, photo.BitsPerComponent, photo.Filter = Name.DeviceRGB, 8, Name.DCTDecode
            made.pages[0].obj.Resources = Dictionary(XObject=Dictionary(Im0=photo))
            made.pages[0].obj.Contents = made.make_stream(b"q 200 0 0 200 0 0 cm /Im0 Do Q")
            made.pages[0].obj.AA = Dictionary(O=Dictionary(S=Name.JavaScript, JS="app.alert('SecretScript')"))
        kept = io.BytesIO()
        lock = pikepdf.Encryption(owner="owner", user=password) if password else False
        made.save(kept, encryption=lock, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
        return kept.getvalue()


def word() -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("word/document.xml", "<document/>")
    return kept.getvalue()


def polyglot() -> bytes:
    """A picture that is a page with a script, and an archive, as well."""
    return jpeg() + b"<script>alert('SecretScript')</script>" + word()
