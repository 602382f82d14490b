"""Put a PAdES signature into a PDF with a key of our own (pyHanko).

Loading pyHanko takes most of a second, so this module is loaded when the first document is sealed and named by the
setting SIGNING_PADES; only the stand-in, a program of its own, imports it at once.
"""

from __future__ import annotations

import io
from typing import Final

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign import signers
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers.pdf_cms import SimpleSigner
from pyhanko.stamp import TextStampStyle

from services.outputs.signing.port import KeyUnusable, Place, Refused, Wish

FIELD: Final = "TandaTangan"
# pyHanko's own width of letters is a guess: the text is scaled into the box.
STYLE: Final = TextStampStyle(stamp_text="%(said)s", border_width=1)


def opened(p12: bytes, password: str) -> SimpleSigner:
    """Return the key of a PKCS#12 file with its certificates; raises KeyUnusable."""
    locked = password.encode() or None
    try:
        signer: SimpleSigner = SimpleSigner.load_pkcs12_data(p12, other_certs=[], passphrase=locked)
    except ValueError as error:
        raise KeyUnusable("the key file does not open with this password") from error
    if signer.signing_cert is None:
        raise KeyUnusable("the key file holds no certificate")
    return signer


def sign(pdf: bytes, key: SimpleSigner, wish: Wish, said: str = "") -> bytes:
    """Return the PDF with one more signature, the bytes before it unchanged; raises Refused for what is no such PDF.

    `said` stands on the page at the place of the wish.
    """
    try:
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf), strict=False)
        name = f"{FIELD}{len(writer.prev.embedded_signatures) + 1}"
        metadata = signers.PdfSignatureMetadata(
            field_name=name,
            reason=wish.reason or None,
            location=wish.location or None,
            subfilter=SigSeedSubFilter.PADES,
            md_algorithm="sha256",
        )
        worker = signers.PdfSigner(
            metadata, signer=key, stamp_style=STYLE if said else None, new_field_spec=_field(name, wish.place, said)
        )
        out = io.BytesIO()
        worker.sign_pdf(writer, output=out, appearance_text_params={"said": said} if said else None)
    except (PdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Refused(type(error).__name__) from error
    return out.getvalue()


def _field(name: str, place: Place | None, said: str) -> SigFieldSpec:
    if place is None or not said:
        return SigFieldSpec(name)
    box = (place.x, place.y, place.x + place.width, place.y + place.height)
    return SigFieldSpec(name, on_page=place.page - 1, box=box)
