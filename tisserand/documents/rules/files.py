"""Files kept: their kinds, and why one is refused."""

from enum import StrEnum
from uuid import UUID

from tisserand.documents.rules.received import PDF
from tisserand.kernel.ids import short_reference
from tisserand.kernel.refusals import Refusal

# D23: files live in the database, so that there is one backup and one wall.
LARGEST_FILE = 15 * 1024 * 1024
# Raised whenever a template changes what it prints: a kept document says which one printed it.
TEMPLATE_VERSION = 2
JSON = "application/json"
SUFFIXES = {PDF: ".pdf", JSON: ".json", "image/jpeg": ".jpg", "image/png": ".png"}


class Kind(StrEnum):
    """Papers the product prints, named after their template, and files that came from elsewhere."""

    SUPPORT_PLAN = "projet_accompagnement"
    APPOINTMENT_CARD = "carte_rendez_vous"
    PRESENCE_CERTIFICATE = "attestation_presence"
    CONTINUITY_SHEET = "fiche_continuite"
    PAPER_INTAKE = "fiche_accueil_papier"
    WHO_READ = "qui_a_lu_mon_dossier"
    RECEIVED_FILE = "fichier_recu"
    FILE_COPY = "copie_dossier"
    FILE_COPY_DATA = "copie_dossier_donnees"
    EVICTION_DIAGNOSIS = "diagnostic_social_financier"
    TRANSMISSION = "transmission"
    DOMICILIATION = "attestation_domiciliation"


class Drawn(StrEnum):
    """Templates of what other rooms keep behind walls of their own: never a document of a file."""

    CHILD_PROTECTION = "ecrit_protection_enfance"


PRINTED_KINDS = frozenset(Kind) - {Kind.RECEIVED_FILE, Kind.FILE_COPY_DATA}

LABELS = {
    Kind.SUPPORT_PLAN: "Projet d’accompagnement",
    Kind.APPOINTMENT_CARD: "Rendez-vous",
    Kind.PRESENCE_CERTIFICATE: "Attestation de présence",
    Kind.CONTINUITY_SHEET: "Fiche de continuité",
    Kind.PAPER_INTAKE: "Fiche d’accueil sur papier",
    Kind.WHO_READ: "Qui a lu mon dossier",
    Kind.RECEIVED_FILE: "Fichier reçu",
    Kind.FILE_COPY: "Copie du dossier",
    Kind.FILE_COPY_DATA: "Copie du dossier, données",
    Kind.EVICTION_DIAGNOSIS: "Diagnostic social et financier",
    Kind.TRANSMISSION: "Transmission",
    Kind.DOMICILIATION: "Attestation d’élection de domicile",
}


def file_name(kind: Kind, document: UUID, media_type: str) -> str:
    """Never a person's name: the file will lie in a shared computer's downloads."""
    word = str(kind).replace("_", "-")
    return f"{word}-{short_reference(document)}{SUFFIXES.get(media_type, '')}"


def opens_in_the_browser(kind: Kind, media_type: str) -> bool:
    """Only what we printed ourselves: a file from elsewhere is downloaded, never run."""
    return kind in PRINTED_KINDS and media_type == PDF


def refusals_to_keep(*, body: bytes, media_type: str, kind: Kind) -> tuple[Refusal, ...]:
    refusals = []
    if not body:
        refusals.append(Refusal("empty", "Ce fichier est vide. Choisissez-en un autre.", "file"))
    if len(body) > LARGEST_FILE:
        refusals.append(
            Refusal("too_large", "Ce fichier dépasse 15\u202fMo. Réduisez-le ou partagez-le en plusieurs.", "file")
        )
    if kind in PRINTED_KINDS and (media_type != PDF or not body.startswith(b"%PDF-")):
        refusals.append(Refusal("not_pdf", "Ce document n’est pas un PDF. Imprimez-le de nouveau."))
    return tuple(refusals)
