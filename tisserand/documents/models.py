"""Files kept in the database, and the mails that wait to leave (decisions D23, D24)."""

from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Length
from django.db.models.lookups import Exact, GreaterThan, LessThanOrEqual

from tisserand.documents import walls
from tisserand.documents.rules import LARGEST_FILE, PRINTED_KINDS, Kind, Wording
from tisserand.kernel.ids import new_id

KINDS = sorted(kind.value for kind in Kind)
PRINTED = sorted(kind.value for kind in PRINTED_KINDS)
WORDINGS = sorted(wording.value for wording in Wording)

FINGERPRINT = Func(Func("body", function="sha256"), Value("hex"), function="encode", output_field=models.CharField())


class Document(models.Model):
    """A paper as it was printed, with the data it was printed from, or a file as it was received."""

    wall = walls.DOCUMENT

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    author = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    subject_kind = models.CharField(max_length=60, blank=True)
    subject = models.UUIDField(null=True)
    body = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    media_type = models.CharField(max_length=100)
    template_version = models.PositiveSmallIntegerField(null=True)
    data = models.JSONField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ("-created_at", "id")
        indexes = (
            models.Index(fields=["person", "-created_at"], name="document_of_person"),
            models.Index(fields=["subject"], name="document_of_subject", condition=Q(subject__isnull=False)),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=KINDS),
                name="document_kind_known",
                violation_error_message="Ce genre de document n’existe pas.",
            ),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("body"), LARGEST_FILE) & GreaterThan(Length("body"), 0),
                name="document_size",
                violation_error_message="Un fichier n’est ni vide ni plus lourd que 15\u202fMo.",
            ),
            models.CheckConstraint(
                condition=Exact(FINGERPRINT, F("sha256")),
                name="document_intact",
                violation_error_message="L’empreinte de ce fichier ne correspond pas à son contenu.",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=PRINTED) | Q(data__isnull=False, template_version__isnull=False),
                name="document_printed_from",
                violation_error_message="Un document imprimé garde les données qui l’ont fait.",
            ),
            models.CheckConstraint(
                condition=Q(subject_kind="", subject=None) | (~Q(subject_kind="") & Q(subject__isnull=False)),
                name="document_subject_whole",
                violation_error_message="Ce que le document concerne est dit en entier ou pas du tout.",
            ),
        )


class Mail(models.Model):
    """A mail to send: an address and which of our texts. Nothing about anybody can be written in it."""

    wall = walls.MAIL

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    to = models.EmailField()
    wording = models.CharField(max_length=40)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("created_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(wording__in=WORDINGS),
                name="mail_wording_known",
                violation_error_message="Ce texte de courriel n’existe pas.",
            ),
        )
