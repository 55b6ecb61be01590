"""What each paper says, and nothing more: one frozen record per template.

A room above fills the record, `frozen()` turns it into the JSON that is both printed and kept with the document.
Dates stay dates here; the templates say them in French.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, time
from enum import StrEnum
from typing import Any

from tisserand.documents.rules.files import Drawn, Kind


class Who(StrEnum):
    """Who takes a step. Helping is not doing instead: « à sa place » needs a mandate and is said elsewhere."""

    PERSON = "person"
    TOGETHER = "together"
    PROFESSIONAL = "professional"


class Outcome(StrEnum):
    """How a plan was formalised. Formalising is not signing (practice.md)."""

    SIGNED = "signed"
    HANDED_UNSIGNED = "handed_unsigned"
    REFUSED = "refused"
    READ_ALOUD = "read_aloud"


@dataclass(frozen=True)
class Letterhead:
    """`service` left empty makes the paper discreet: nothing says that a social worker was met."""

    organisation: str
    printed_on: date
    service: str = ""
    reference: str = ""


@dataclass(frozen=True)
class Named:
    name: str
    title: str = ""


@dataclass(frozen=True)
class Contact:
    name: str
    function: str = ""
    site: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True)
class Step:
    """`name` is the professional's; `due_words` (« le 5 de chaque mois ») is printed when there is no `due_on`."""

    who: Who
    what: str
    name: str = ""
    due_on: date | None = None
    due_words: str = ""
    done_on: date | None = None


@dataclass(frozen=True)
class Objective:
    """`words` are the person's own; the criterion is set with her, beforehand."""

    words: str
    criterion: str
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True)
class Mandate:
    """The decision of the authority that imposes the measure."""

    authority: str
    nature: str
    decided_on: date
    reference: str = ""


@dataclass(frozen=True)
class Formalisation:
    """`language`: the one in which the plan was read aloud."""

    outcome: Outcome
    on: date
    language: str = ""


@dataclass(frozen=True)
class SupportPlan:
    """« Projet d’accompagnement ». There is no place here for the assessment nor for a relative, on purpose.

    Without `formalisation` the paper leaves boxes to tick and room to sign.
    `appeal` says to whom a disagreement is written; an imposed measure carries its `mandate`.
    """

    letterhead: Letterhead
    person: Named
    kind: str
    origin: str
    starts_on: date
    ends_on: date
    objectives: tuple[Objective, ...]
    person_commitments: tuple[str, ...]
    service_commitments: tuple[str, ...]
    referent: Contact
    appeal: str
    words: str = ""
    review_on: date | None = None
    adhesion_on: date | None = None
    mandate: Mandate | None = None
    formalisation: Formalisation | None = None
    # The sheet that an action éducative budgétaire keeps (R39).
    budget: bool = False


@dataclass(frozen=True)
class Appointment:
    """Never a motive. `person` may stay empty: a card gets lost."""

    on: date
    at: time
    site: str
    address: str = ""
    person: Named | None = None
    met_by: str = ""
    phone: str = ""


@dataclass(frozen=True)
class AppointmentCards:
    letterhead: Letterhead
    appointments: tuple[Appointment, ...]


@dataclass(frozen=True)
class PresenceCertificate:
    """Never a motive. Given at the person's request, to whom she wants."""

    letterhead: Letterhead
    person: Named
    present_on: date
    from_hour: time
    site: str
    signed_by: Contact
    until_hour: time | None = None


@dataclass(frozen=True)
class NextStep:
    what: str
    who: str = ""
    due_on: date | None = None


@dataclass(frozen=True)
class ContinuitySheet:
    """For the worker on duty, so that nobody tells her story twice. Internal, never handed over.

    `safety`: what to do and not to do. `safe_contact`: how she may be reached without danger.
    """

    letterhead: Letterhead
    person: Named
    referent: Contact
    safe_contact: str
    safety: tuple[str, ...]
    next_steps: tuple[NextStep, ...]
    born_on: date | None = None
    cover: Contact | None = None
    words: str = ""
    ongoing: tuple[str, ...] = ()


@dataclass(frozen=True)
class CodedList:
    title: str
    choices: tuple[str, ...]
    several: bool = False
    hint: str = ""


@dataclass(frozen=True)
class PaperIntake:
    """The blank sheet of an outage: `counter` lists for the secretary, `interview` lists for the worker."""

    letterhead: Letterhead
    site: str
    counter: tuple[CodedList, ...]
    interview: tuple[CodedList, ...]


@dataclass(frozen=True)
class DayRead:
    """Somebody of this service and function opened the file that day. Never a name: names go through the DPO."""

    on: date
    service: str
    function: str
    pages: str
    reason: str = ""


@dataclass(frozen=True)
class WhoRead:
    """« Qui a lu mon dossier », for the person who asks."""

    letterhead: Letterhead
    person: Named
    readings: tuple[DayRead, ...]
    kept_since: date


@dataclass(frozen=True)
class FileItem:
    """`lines`: label and value, in order."""

    what: str
    lines: tuple[tuple[str, str], ...]
    on: date | None = None
    by: str = ""


@dataclass(frozen=True)
class FileChapter:
    title: str
    items: tuple[FileItem, ...]


@dataclass(frozen=True)
class Withheld:
    """What is not given, by nature: never its content."""

    what: str
    reason: str
    count: int


@dataclass(frozen=True)
class FileCopy:
    """The copy of a whole file, for the person herself (RGPD, art. 15). `appeal`: what she may do if she disagrees."""

    letterhead: Letterhead
    person: Named
    received_on: date
    chapters: tuple[FileChapter, ...]
    withheld: tuple[Withheld, ...]
    appeal: tuple[str, ...]


@dataclass(frozen=True)
class Heading:
    """One heading of the official form. `said`: her own words, or the landlord's, printed as such."""

    title: str
    facts: tuple[tuple[str, str], ...] = ()
    text: str = ""
    said: str = ""


@dataclass(frozen=True)
class EvictionDiagnosis:
    """« Diagnostic social et financier » for the judge and the CCAPEX, under the headings of CERFA 16227*01.

    `carence`: the person was not met; `attempts` says what was tried. Nothing of her support file has a place here but
    what a heading says with her agreement.
    """

    letterhead: Letterhead
    person: Named
    carence: bool
    court: str
    court_reference: str
    exploc_reference: str
    hearing_on: date
    author: Contact
    met: str
    headings: tuple[Heading, ...]
    attempts: tuple[str, ...] = ()
    read: str = ""
    born_on: date | None = None


@dataclass(frozen=True)
class Transmission:
    """A letter that leaves the house to an authority, with its ground in law and the headings the law asks for.

    `notes`: what stands on the first page: the certificate that is awaited, what the person was told.
    """

    letterhead: Letterhead
    title: str
    person: Named
    to: str
    legal: str
    ground: str
    notes: tuple[str, ...]
    headings: tuple[Heading, ...]
    author: Contact
    born_on: date | None = None


@dataclass(frozen=True)
class DomiciliationCertificate:
    """« Attestation d’élection de domicile »: the facts of CERFA 16029, without the State's design."""

    letterhead: Letterhead
    person: Named
    address: str
    starts_on: date
    ends_on: date
    first: bool
    signed_by: Contact
    born_on: date | None = None
    birth_place: str = ""
    children: str = ""


@dataclass(frozen=True)
class ConcernPaper:
    """What is written about a child in danger: an evaluation, a signalement, the answer to whoever alerted.

    Its room keeps it, behind a wall of its own: it is never among the documents of a file.
    """

    letterhead: Letterhead
    kind: str
    title: str
    to: str
    note: str
    headings: tuple[Heading, ...]
    author: str
    signed: tuple[str, ...] = ()


Paper = (
    ConcernPaper
    | EvictionDiagnosis
    | Transmission
    | DomiciliationCertificate
    | FileCopy
    | SupportPlan
    | AppointmentCards
    | PresenceCertificate
    | ContinuitySheet
    | PaperIntake
    | WhoRead
)

KIND_OF: Mapping[type, Kind | Drawn] = {
    ConcernPaper: Drawn.CHILD_PROTECTION,
    EvictionDiagnosis: Kind.EVICTION_DIAGNOSIS,
    Transmission: Kind.TRANSMISSION,
    DomiciliationCertificate: Kind.DOMICILIATION,
    FileCopy: Kind.FILE_COPY,
    SupportPlan: Kind.SUPPORT_PLAN,
    AppointmentCards: Kind.APPOINTMENT_CARD,
    PresenceCertificate: Kind.PRESENCE_CERTIFICATE,
    ContinuitySheet: Kind.CONTINUITY_SHEET,
    PaperIntake: Kind.PAPER_INTAKE,
    WhoRead: Kind.WHO_READ,
}


def kind_of(paper: Paper) -> Kind | Drawn:
    return KIND_OF[type(paper)]


def frozen(paper: Paper) -> dict[str, Any]:
    """The record as plain JSON values: what is printed is what is kept."""
    return {name: _plain(value) for name, value in asdict(paper).items()}


def _plain(value: Any) -> Any:
    match value:
        case Mapping():
            return {name: _plain(part) for name, part in value.items()}
        case tuple() | list():
            return [_plain(part) for part in value]
        case date():
            return value.isoformat()
        case time():
            return value.isoformat("minutes")
        case StrEnum():
            return value.value
    return value
