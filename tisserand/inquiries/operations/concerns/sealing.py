"""A paper as it left: drawn once, kept with its fingerprint and its data."""

from datetime import datetime
from hashlib import sha256

from tisserand.documents import operations as documents
from tisserand.documents.rules import frozen
from tisserand.inquiries.models import Concern, ConcernPaper, Transmission
from tisserand.inquiries.operations.concerns.steps import add
from tisserand.inquiries.queries.concerns.facts import today_of
from tisserand.inquiries.queries.concerns.papers import writing
from tisserand.inquiries.queries.concerns.sheet import sheet
from tisserand.inquiries.rules.concern_states import Writing


def seal(row: Concern, kind: Writing, *, actor, at: datetime, transmission: Transmission | None = None) -> ConcernPaper:
    paper = writing(sheet(actor, row), kind, on=today_of(row, at), transmission=transmission)
    body = documents.draw(paper)
    kept = {"body": body, "sha256": sha256(body).hexdigest(), "data": frozen(paper)}
    return add(ConcernPaper, row, actor=actor, at=at, kind=kind, transmission=transmission, **kept)
