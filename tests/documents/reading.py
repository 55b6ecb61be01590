"""Reading a PDF back, as the person's screen reader or an archivist would."""

import io
import re

from pypdf import PdfReader

from tisserand.documents import pdf, rules


def printed(paper) -> bytes:
    return pdf.render(rules.kind_of(paper), rules.frozen(paper))


def opened(body: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(body))


def text_of(body: bytes) -> str:
    """The words, whatever the kind of space and wherever the lines end."""
    words = "\n".join(page.extract_text() for page in opened(body).pages)
    return re.sub(r"\s+", " ", words.replace("\u200b", ""))


def body_of(body: bytes) -> str:
    """The words without what each page repeats above and below them."""
    repeated = r"Département de la Guadeloupe Action sociale de proximité|Référence 7K2M-9QX|Page \d+ sur \d+"
    return re.sub(r"\s+", " ", re.sub(repeated, " ", text_of(body)))
