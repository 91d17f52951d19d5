"""Photos of flip charts, drawn anew: what the camera wrote into the file – place, time, device – stays outside."""

import io

from PIL import Image, ImageOps, UnidentifiedImageError

MOST_BYTES = 12 * 1024 * 1024
MOST_PIXELS = 60_000_000
LONGEST_SIDE = 2000


class NoPicture(ValueError):
    """Not a photo, broken, or far too large."""


def redrawn(content: bytes) -> bytes:
    """A JPEG of at most 2000 pixels, upright, only the pixels; raises NoPicture."""
    if len(content) > MOST_BYTES:
        raise NoPicture
    try:
        with Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "WEBP")) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise NoPicture
            upright = ImageOps.exif_transpose(picture).convert("RGB")
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError) as broken:
        raise NoPicture from broken
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    bare = Image.frombytes("RGB", upright.size, upright.tobytes())
    drawn = io.BytesIO()
    bare.save(drawn, "JPEG", quality=82)
    return drawn.getvalue()
