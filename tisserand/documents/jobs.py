"""Mails leave in the background, once the transaction that wanted them holds (decisions D24, D25)."""

from uuid import UUID

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from tisserand.documents import operations


@app.task(name="documents.send_mail", retry=RetryStrategy(max_attempts=5, exponential_wait=10))
def send_mail(mail: str) -> None:
    operations.send_mail(at=timezone.now(), mail=UUID(mail))
