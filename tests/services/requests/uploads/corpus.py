"""Make good and hostile files by script, so that no binary lies in the repository."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PIL import Image

from services.requests.uploads import UploadCode


def picture(fmt: str = "JPEG", size: tuple[int, int] = (64, 48), mode: str = "RGB", **extra: Any) -> bytes:
    """Draw a small picture with a corner of another colour, so that turning it shows."""
    image = Image.new(mode, size, 120 if mode in {"L", "P"} else (200, 40, 40, 128)[: len(mode)])
    out = io.BytesIO()
    image.save(out, fmt, **extra)
    return out.getvalue()


def phone_photo() -> bytes:
    """Return a JPEG lying on its side, with the place it was taken in its EXIF."""
    image = Image.new("RGB", (400, 200), "white")
    image.paste((0, 0, 255), (0, 0, 100, 100))
    exif = Image.Exif()
    exif[0x0112] = 6  # turn a quarter to the right
    exif[0x010F] = "MerekUji"
    exif.get_ifd(0x8825)[2] = (6.0, 7.0, 12.0)
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


def png_claiming(width: int, height: int) -> bytes:
    """Return a tiny PNG whose header claims a huge picture."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = _chunk(b"IHDR", header), _chunk(b"IDAT", zlib.compress(b"\0" * 64)), _chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def pdf(*, pages: int = 1, catalog: bytes = b"", objects: tuple[bytes, ...] = ()) -> bytes:
    """Write a small PDF by hand; `catalog` adds keys to its root, `objects` follow the pages."""
    kids = b" ".join(b"%d 0 R" % (3 + n) for n in range(pages))
    body = [
        b"<</Type/Catalog/Pages 2 0 R" + catalog + b">>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (pages, kids),
        *[b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"] * pages,
        *objects,
    ]
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(body, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(body) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(body) + 1, start)
    return bytes(out)


def _packed(content: bytes) -> bytes:
    data = zlib.compress(content)
    return b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(data), data)


def locked_pdf() -> bytes:
    """Return a PDF that says it is encrypted."""
    encrypt = b"<</Filter/Standard/V 1/R 2/Length 40/P -4/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">>>"
    plain = pdf(objects=(encrypt,))
    return plain.replace(b"/Root 1 0 R>>", b"/Root 1 0 R/Encrypt 4 0 R/ID[<01><01>]>>")


def archive(name: str = "isi.txt", content: bytes = b"isi") -> bytes:
    """Return a ZIP archive of one file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr(name, content)
    return out.getvalue()


@dataclass(frozen=True)
class Hostile:
    """Hold one file that must be refused, and the code that says why."""

    name: str
    make: Callable[[], bytes]
    code: UploadCode

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"


_HTML = b"<!doctype html><script>alert(1)</script>"
_SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
_HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + b"\0" * 64
_MP4 = b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2" + b"\0" * 64
_EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR" + b"-STANDARD-ANTIVIRUS-TEST-FILE!"
_JS_ACTION = b"<</S/JavaScript/JS(app.alert\\(1\\))>>"

REFUSED = [
    Hostile("kosong.jpg", lambda: b"", UploadCode.EMPTY),
    Hostile("satu-byte.jpg", lambda: b"\xff", UploadCode.UNKNOWN),
    Hostile("terpotong.jpg", lambda: picture()[:300], UploadCode.IMAGE_BROKEN),
    Hostile("kepala-saja.jpg", lambda: b"\xff\xd8\xff\xe0", UploadCode.IMAGE_BROKEN),
    Hostile("terpotong.png", lambda: picture("PNG", (400, 400))[:-30], UploadCode.IMAGE_BROKEN),
    Hostile("terpotong.webp", lambda: picture("WEBP")[:40], UploadCode.IMAGE_BROKEN),
    Hostile("rusak.pdf", lambda: b"%PDF-1.7\nbukan pdf", UploadCode.PDF_BROKEN),
    Hostile("program.jpg", lambda: b"MZ\x90\x00" + b"\0" * 200, UploadCode.PROGRAM),
    Hostile("program.pdf", lambda: b"\x7fELF\x02" + b"\0" * 200, UploadCode.PROGRAM),
    Hostile("skrip.png", lambda: b"#!/bin/sh\necho hai\n", UploadCode.PROGRAM),
    Hostile("halaman.jpg", lambda: _HTML, UploadCode.MARKUP),
    Hostile("halaman-bom.pdf", lambda: b"\xef\xbb\xbf\n" + _HTML, UploadCode.MARKUP),
    Hostile("gambar.svg", lambda: _SVG, UploadCode.MARKUP),
    Hostile("gambar.svg.jpg", lambda: b'<?xml version="1.0"?>' + _SVG, UploadCode.MARKUP),
    Hostile("bom.xml", lambda: b'<!DOCTYPE a [<!ENTITY x "&y;">]><a>&x;</a>', UploadCode.MARKUP),
    Hostile("pintu.php.jpg", lambda: b"<?php system($_GET['c']); ?>", UploadCode.MARKUP),
    Hostile("skrip.js", lambda: b"alert(document.cookie)", UploadCode.UNKNOWN),
    Hostile(".htaccess", lambda: b"AddType application/x-httpd-php .jpg", UploadCode.UNKNOWN),
    Hostile("eicar.pdf", lambda: _EICAR, UploadCode.UNKNOWN),
    Hostile("kepala-di-1023.pdf", lambda: b"x" * 1023 + pdf(), UploadCode.UNKNOWN),
    Hostile("foto.heic", lambda: _HEIC, UploadCode.HEIC),
    Hostile("foto.avif.jpg", lambda: _HEIC.replace(b"heic", b"avif"), UploadCode.HEIC),
    Hostile("rekaman.mp4", lambda: _MP4, UploadCode.RECORDING),
    Hostile("suara.mp3", lambda: b"ID3\x04" + b"\0" * 64, UploadCode.RECORDING),
    Hostile("suara.wav", lambda: b"RIFF\x24\0\0\0WAVEfmt ", UploadCode.RECORDING),
    Hostile("gerak.gif", lambda: picture("GIF", mode="P"), UploadCode.OTHER_IMAGE),
    Hostile("gerak-js.gif", lambda: b"GIF89a/*" + b"\0" * 20 + b"*/=1;alert(1)", UploadCode.OTHER_IMAGE),
    Hostile("pindai.tiff", lambda: picture("TIFF"), UploadCode.OTHER_IMAGE),
    Hostile("gambar.bmp", lambda: picture("BMP"), UploadCode.OTHER_IMAGE),
    Hostile("surat.docx", lambda: archive("word/document.xml"), UploadCode.OFFICE),
    Hostile("surat.doc", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 64, UploadCode.OFFICE),
    Hostile("isi.zip", archive, UploadCode.ARCHIVE),
    Hostile("bom.zip", lambda: archive("nol", b"\0" * 3_000_000), UploadCode.ARCHIVE),
    Hostile("keluar.zip", lambda: archive("../../etc/passwd"), UploadCode.ARCHIVE),
    Hostile("isi.rar", lambda: b"Rar!\x1a\x07" + b"\0" * 64, UploadCode.ARCHIVE),
    Hostile("169-megapiksel.png", lambda: png_claiming(13_000, 13_000), UploadCode.IMAGE_PIXELS),
    Hostile("400-megapiksel.png", lambda: png_claiming(20_000, 20_000), UploadCode.IMAGE_PIXELS),
    Hostile("41-megapiksel.png", lambda: png_claiming(8_200, 5_000), UploadCode.IMAGE_PIXELS),
    Hostile("js.pdf", lambda: pdf(catalog=b"/OpenAction" + _JS_ACTION), UploadCode.PDF_ACTIVE),
    Hostile("js-tersamar.pdf", lambda: pdf(catalog=b"/OpenAction<</S/Java#53cript/J#53(x)>>"), UploadCode.PDF_ACTIVE),
    Hostile("js-pendek.pdf", lambda: pdf(catalog=b"/AA<</WC<</S/X/JS(x)>>>>"), UploadCode.PDF_ACTIVE),
    Hostile("luncur.pdf", lambda: pdf(catalog=b"/OpenAction<</S/Launch/F(cmd.exe)>>"), UploadCode.PDF_ACTIVE),
    Hostile("lampiran.pdf", lambda: pdf(catalog=b"/Names<</EmbeddedFiles<</Names[]>>>>"), UploadCode.PDF_ACTIVE),
    Hostile("xfa.pdf", lambda: pdf(catalog=b"/AcroForm<</XFA 9 0 R>>"), UploadCode.PDF_ACTIVE),
    Hostile("js-terkemas.pdf", lambda: pdf(objects=(_packed(b"9 0 <</S/X/JS(x)>>"),)), UploadCode.PDF_ACTIVE),
    Hostile("bom-objek.pdf", lambda: pdf(objects=(_packed(b"\0" * 30_000_000),)), UploadCode.PDF_BROKEN),
    Hostile("pdf-dan-zip.pdf", lambda: pdf() + archive(), UploadCode.PDF_ACTIVE),
    Hostile("terkunci.pdf", locked_pdf, UploadCode.PDF_LOCKED),
    Hostile("10000-halaman.pdf", lambda: pdf(pages=10_000), UploadCode.PDF_PAGES),
    Hostile("tanpa-halaman.pdf", lambda: pdf(pages=0), UploadCode.PDF_BROKEN),
]

ACCEPTED: dict[str, Callable[[], bytes]] = {
    "foto.jpg": picture,
    "foto-hp.jpg": phone_photo,
    "abu.jpg": lambda: picture(mode="L"),
    "cmyk.jpg": lambda: picture(mode="CMYK"),
    "bertahap.jpg": lambda: picture(progressive=True),
    "tangkapan.png": lambda: picture("PNG"),
    "tembus.png": lambda: picture("PNG", mode="RGBA"),
    "palet.png": lambda: picture("PNG", mode="P"),
    "foto.webp": lambda: picture("WEBP"),
    "gerak.webp": lambda: picture("WEBP", save_all=True, append_images=[Image.new("RGB", (64, 48), "blue")] * 20),
    "besar.jpg": lambda: picture(size=(6000, 4000)),
    "jpeg-dengan-php.jpg": lambda: picture(comment=b"<?php evil(); ?>") + b"<?php evil(); ?>",
    "pindai.pdf": pdf,
    "xref-rusak.pdf": lambda: pdf().replace(b"startxref\n", b"startxref\n9999"),
    "xref-berputar.pdf": lambda: pdf().replace(b"/Root 1 0 R>>", b"/Root 1 0 R/Prev 181>>"),
    "sepuluh.pdf": lambda: pdf(pages=10),
    "terkemas.pdf": lambda: pdf(objects=(_packed(b"9 0 <</Type/Font/JScript 1>>"),)),
    "buka-halaman.pdf": lambda: pdf(catalog=b"/OpenAction[3 0 R/Fit]"),
}
