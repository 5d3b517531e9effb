"""Pictures: decoded, turned upright, and encoded anew from their pixels alone."""

import io
import warnings
from typing import Final

import pillow_heif
from PIL import Image, ImageOps

from portal.files.rewriting import Rewritten, Unreadable
from portal.files.sniff import FileKind, sniff

MOST_PIXELS: Final = 64_000_000  # the largest sensors of phones by their default; more is a bomb or a poster
LONGEST_SIDE: Final = 3200  # pixels: an A4 page at about 270 dpi
PREVIEW_SIDE: Final = 480
_LARGE_PNG: Final = 4_000_000  # bytes; above, it was a photograph and becomes a JPEG
_WHITE: Final = (255, 255, 255)
_DECODERS: Final = {FileKind.JPEG: "JPEG", FileKind.PNG: "PNG", FileKind.HEIC: "HEIF"}

pillow_heif.register_heif_opener()


def rewrite(original: bytes) -> Rewritten:
    """Any accepted picture as JPEG, or as PNG where it was one and stays small."""
    kind = sniff(original)
    with _opened(original, kind) as picture:
        upright = ImageOps.exif_transpose(picture)
        plain = _plain(upright)
    plain.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    content = _encoded(plain, "PNG") if kind == FileKind.PNG else b""
    if not content or len(content) > _LARGE_PNG:
        kind, content = FileKind.JPEG, _encoded(plain, "JPEG", quality=85)
    return Rewritten(kind, content, preview(plain), width=plain.width, height=plain.height)


def preview(picture: Image.Image) -> bytes:
    """A small JPEG of a picture."""
    small = picture.copy()
    small.thumbnail((PREVIEW_SIDE, PREVIEW_SIDE))
    return _encoded(_plain(small), "JPEG", quality=75)


def _opened(original: bytes, kind: FileKind) -> Image.Image:
    """The picture with its pixels, by the decoder of its kind alone; the size is known before a pixel is read."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # odd metadata, which is dropped; the size is asked for below
            picture = Image.open(io.BytesIO(original), formats=[_DECODERS[kind]])
            if picture.width * picture.height > MOST_PIXELS:
                raise Unreadable("large_picture")
            picture.load()
    except Image.DecompressionBombError as bomb:
        raise Unreadable("large_picture") from bomb
    except (OSError, SyntaxError, ValueError, EOFError, RuntimeError, IndexError, MemoryError) as problem:
        raise Unreadable("broken") from problem
    return picture


def _plain(picture: Image.Image) -> Image.Image:
    """Pixels without transparency, palette, profile or anything else that came with them."""
    if picture.mode in ("RGBA", "LA", "PA", "P"):
        seen = picture.convert("RGBA")
        ground = Image.new("RGB", seen.size, _WHITE)
        ground.paste(seen, mask=seen.getchannel("A"))
        return ground
    bare = Image.new("RGB", picture.size)
    bare.paste(picture.convert("RGB"))
    return bare


def _encoded(picture: Image.Image, form: str, **how: int) -> bytes:
    kept = io.BytesIO()
    picture.save(kept, form, optimize=True, **how)
    return kept.getvalue()
