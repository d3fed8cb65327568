"""Pictures: upright whatever the camera wrote, their facts offered, their metadata gone, giants only kept."""

from __future__ import annotations

import base64
import io
import struct
import tracemalloc
import zlib
from collections.abc import Callable

import pytest
from PIL import Image

from fieldkit.bundle.intake import prepare
from fieldkit.bundle.prepared import PictureFacts
from fieldkit.errors import Trouble

# 64 by 32 pixels, left half red and right half blue, with a time in its EXIF; made by heif-enc.
HEIC = (
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAeFtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAA"
    "AA5waXRtAAAAAAACAAAAEGlkYXQAAAAAAEAAIAAAAExpbG9jAQAAAERAAAMAAQAAAAAAAAIFAAEAAAAAAAAAQgACAAEAAAAAAAAA"
    "AQAAAAAAAAAIAAMAAAAAAAACRwABAAAAAAAAAEQAAABNaWluZgAAAAAAAwAAABVpbmZlAgAAAQABAABodmMxAAAAABVpbmZlAgAA"
    "AAACAABncmlkAAAAABVpbmZlAgAAAQADAABFeGlmAAAAANVpcHJwAAAAs2lwY28AAABzaHZjQwEDcAAAAAAAAAAAAB7wAPz9+PgA"
    "AA8DIAABABhAAQwB//8DcAAAAwCQAAADAAADAB66AkAhAAEAJ0IBAQNwAAADAJAAAAMAAAMAHqAggQWW6uSmubAgAAADACAAAAMA"
    "ISIAAQAGRAHBc8CJAAAAFGlzcGUAAAAAAAAAQAAAAEAAAAAUaXNwZQAAAAAAAABAAAAAIAAAABBwaXhpAAAAAAMICAgAAAAaaXBt"
    "YQAAAAAAAAACAAECgQIAAgIDhAAAAChpcmVmAAAAAAAAAA5kaW1nAAIAAQABAAAADmNkc2MAAwABAAIAAACObWRhdAAAAD4oAa9Y"
    "5vTqv//nO7//Kj0h9iQ9tmrTCtB/x+rWJhQ6kt2v6BWScAxliqhjGu+VB58Oj0vnaTlN0KTTVIMYpgAAAABNTQAqAAAACAABh2kA"
    "BAAAAAEAAAAaAAAAAAABkAMAAgAAABQAAAAsAAAAADIwMjY6MTE6MTIgMTA6NDE6MDcA"
)
Arrow = Callable[..., bytes]


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_comes_upright(arrow: Arrow, orientation: int) -> None:
    prepared = prepare(arrow(orientation=orientation))
    with Image.open(io.BytesIO(prepared.derived)) as picture:
        assert picture.size == (80, 40)
        assert min(picture.getpixel((4, 4))) > 200
        assert picture.getpixel((30, 30))[0] > 200
        assert picture.getpixel((70, 30))[2] > 200
    assert prepared.picture is not None
    assert (prepared.picture.width, prepared.picture.height) == (80, 40)


def test_time_and_place_are_offered_and_not_passed_on(arrow: Arrow) -> None:
    exif = Image.Exif()
    exif[0x010F], exif[0x0110] = "Apple", "Apple Phone"
    exif.get_ifd(0x8769).update({0x9003: "2026:11:12 10:41:07", 0x9011: "+00:00"})
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 12.0, 18.0), 3: "W", 4: (0.0, 7.0, 30.0)})
    prepared = prepare(arrow(exif=exif))

    assert prepared.picture == PictureFacts(
        "2026-11-12T10:41:07", "+00:00", "52.205000", "-0.125000", "Apple Phone", 80, 40
    )
    with Image.open(io.BytesIO(prepared.derived)) as picture:
        assert not dict(picture.getexif())
    assert b"Apple" not in prepared.derived


@pytest.mark.parametrize(
    ("tag", "value"), [(0x9003, "0000:00:00 00:00:00"), (0x9003, "yesterday"), (0x9011, "summer")]
)
def test_what_makes_no_sense_is_left_empty(arrow: Arrow, tag: int, value: str) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8769)[tag] = value
    facts = prepare(arrow(exif=exif)).picture
    assert facts == PictureFacts(width=80, height=40)


def test_a_heic_picture_comes_upright_with_its_time() -> None:
    prepared = prepare(base64.b64decode(HEIC))
    assert prepared.picture == PictureFacts("2026-11-12T10:41:07", width=64, height=32)
    with Image.open(io.BytesIO(prepared.derived)) as picture:
        assert picture.size == (64, 32)
        assert picture.getpixel((10, 16))[0] > 200
        assert picture.getpixel((54, 16))[2] > 200


@pytest.mark.parametrize("form", ["PNG", "TIFF"])
def test_other_forms_become_jpeg(arrow: Arrow, form: str) -> None:
    prepared = prepare(arrow(form))
    assert prepared.form == "picture"
    assert prepared.derived.startswith(b"\xff\xd8\xff")


def test_clear_parts_turn_white() -> None:
    made = io.BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(made, "PNG")
    with Image.open(io.BytesIO(prepare(made.getvalue()).derived)) as picture:
        assert min(picture.getpixel((10, 10))) > 250


def test_a_large_picture_is_printed_smaller_and_says_so() -> None:
    made = io.BytesIO()
    Image.new("RGB", (3000, 1500), "green").save(made, "JPEG")
    prepared = prepare(made.getvalue())
    with Image.open(io.BytesIO(prepared.derived)) as picture:
        assert max(picture.size) == 2400
    assert "Printed at 2400 by 1200 pixels; the original keeps them all" in prepared.log


@pytest.mark.parametrize("kept", [0.4, 0.8])
def test_a_picture_cut_short_is_refused(arrow: Arrow, kept: float) -> None:
    whole = arrow()
    with pytest.raises(Trouble, match="damaged or cut short"):
        prepare(whole[: int(len(whole) * kept)])


def test_rubbish_with_the_head_of_a_picture_is_refused() -> None:
    for head in (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\0", b"\0\0\0\x20ftypheic"):
        with pytest.raises(Trouble, match="damaged or cut short"):
            prepare(head + b"rubbish" * 20)


def giant(width: int, height: int) -> bytes:
    """A PNG of one grey, small as a file and vast when decoded."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    packer = zlib.compressobj(9)
    line = b"\0" + b"\x80" * width
    rows = b"".join(packer.compress(line) for _ in range(height)) + packer.flush()
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_a_picture_of_200_megapixels_is_kept_and_never_decoded() -> None:
    original = giant(20_000, 10_000)
    tracemalloc.start()
    prepared = prepare(original)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert prepared.derived == b""
    assert len(prepared.original_sha256) == 64
    assert "200 megapixels" in prepared.warnings[0]
    assert most < 20_000_000
