"""The first folder, with one thing more of each kind that the matrix does not file: what its lists show is counted.

Rows as they would be, without their story: what is asked here is how many times a page asks for them.
"""

from datetime import datetime, timedelta
from decimal import Decimal

from django.apps import apps
from django.db import models

from tests.matrix.scenes import Folder
from tests.situations import Service, as_jobs, local_day
from tisserand.access import journal
from tisserand.kernel.ids import new_id
from tisserand.people import operations as people
from tisserand.people.models import Person
from tisserand.reception import operations as reception
from tisserand.support.models import Objective

# Of what the folder names, the row that each of these hangs from, and the codes that it needs.
ROWS = {
    "support.Review": ("plan_id", {"decision": "continue"}),
    "support.Disagreement": ("plan_id", {}),
    "support.Autonomy": ("plan_id", {"moment": "start"}),
    "support.Beneficiary": ("plan_id", {"who_id": "other_id"}),
    "support.Assessment": ("plan_id", {"objective_id": "objective_id", "state": "ongoing"}),
    "support.BudgetEvaluation": ("masp_plan_id", {}),
    "support.JointSupport": ("joint_plan_id", {}),
    "support.Examination": ("plan_id", {"session_id": "session_id", "author_id": "worker_id", "decision": "validated"}),
    "support.KnownMeasure": ("person_id", {"measure": "curatelle"}),
    "people.PriorityAnswer": ("home_id", {"answer": "no", "area": "", "area_name": "", "said_by": "person"}),
    "assessment.Opinion": ("assessment_id", {"about": "housing", "signed_by_id": "worker_id"}),
    "assessment.SituationFact": ("assessment_id", {"domain": "housing", "state": "to_work_on", "urgency": "most"}),
    "inquiries.Conflict": ("concern_id", {"account_id": "worker_id", "clash": "transmitted"}),
    "inquiries.Signature": ("concern_id", {"author_id": "worker_id"}),
    "inquiries.ConcernPaper": ("concern_id", {"kind": "evaluation"}),
    "inquiries.ConcernDispatch": ("concern_id", {"to": "copy"}),
    "inquiries.Meeting": ("concern_id", {"place": "home"}),
    "inquiries.Fact": ("concern_id", {"minor_id": "minor_id", "domain": "safety", "source": "said"}),
    "inquiries.Attempt": ("eviction_id", {"channel": "call", "answer": "none"}),
    "inquiries.BudgetLine": ("eviction_id", {"side": "resource", "code": "rsa"}),
    "inquiries.Diagnosis": ("eviction_id", {}),
    "inquiries.HousingFact": ("person_id", {"kind": "dalo", "said_by": "paper"}),
    "transmissions.DomiciliationContact": ("address_id", {}),
    "transmissions.SealedLetter": ("letter_id", {}),
    "transmissions.Answer": ("letter_id", {"answer": "received"}),
    "reception.EmergencyAnswer": ("emergency_id", {"outcome": "orientation"}),
    "privacy.FileDue": ("person_id", {"kind": "file"}),
    "privacy.BordereauLine": ("bordereau_id", {"person_id": "person_id", "kind": "file"}),
    "privacy.Rectification": ("request_id", {}),
    "privacy.Duration": ("person_id", {"kind": "file", "decided_by_id": "worker_id"}),
    "privacy.Purge": ("person_id", {}),
    "access.GrantReview": ("grant_id", {"by_id": "worker_id", "verdict": "justified"}),
    "deadlines.Move": ("obligation_id", {}),
    "deadlines.Passing": ("obligation_id", {"kind": "given", "to_id": "worker_id"}),
    "deadlines.Adjustment": ("person_id", {"rule": "IP-2"}),
    "deadlines.Digest": ("person_id", {"account_id": "worker_id"}),
    "deadlines.Tally": ("plan_id", {"unit_id": "unit_id"}),
    "documents.Mail": ("person_id", {"wording": "echeance"}),
}
NAMED = {
    "plan_id": "support.Plan",
    "masp_plan_id": "support.Plan",
    "joint_plan_id": "support.Plan",
    "person_id": "people.Person",
    "home_id": "people.Address",
    "assessment_id": "assessment.FirstAssessment",
    "concern_id": "inquiries.Concern",
    "eviction_id": "inquiries.Eviction",
    "address_id": "transmissions.Domiciliation",
    "letter_id": "transmissions.Letter",
    "emergency_id": "reception.Emergency",
    "bordereau_id": "privacy.Bordereau",
    "request_id": "privacy.RightsRequest",
    "grant_id": "access.FileGrant",
    "obligation_id": "deadlines.Obligation",
}
# Once the papers that they send stand.
SENT = {
    "inquiries.SentDiagnosis": ("eviction_id", {}),
    "inquiries.Dispatch": ("eviction_id", {"to": "judge"}),
    "transmissions.Dispatch": ("letter_id", {"to": "prosecutor"}),
}
ITS_OWN = {"request_key", "version"}


def furnish(service: Service, folder: Folder, at: datetime) -> None:
    worker, referent = service.actor("accueil", at), service.actor("referente", at)
    person, said = folder["person_id"], {"actor": worker, "at": at}
    with as_jobs():
        day = local_day(at)
        home = people.add_address(**said, person=person, kind="stable", starts_on=day, lines="3 rue des Lilas")
        people.live_together(**said, person=person, other=folder["other_id"])
        reception.say_kind(**said, emergency=folder["emergency_id"], kind="sans-abri-ce-soir")
        for reader in (worker, referent):
            journal.record_consultations(actor=reader, at=at, consultations=[(person, "dossier", "")])
        # In the night: whatever the day of the test, somebody read at an odd hour, and said why.
        night = at.replace(hour=5) - timedelta(days=1)
        journal.record_consultations(actor=worker, at=night, consultations=[(person, "dossier", "Elle appelle.")])
        # What it said before stays in its history.
        Person.objects.filter(pk=person).update(birth_place="Sainte-Rose")
        Objective.objects.filter(pk=folder["objective_id"]).update(feasibility="Avec un peu d’aide.")
        for label, (key, said) in (ROWS | SENT).items():
            _add(apps.get_model(label), key, folder | {"home_id": home.pk}, said, at)


def _add(model, key: str, folder: Folder, said: dict[str, str], at: datetime) -> None:
    parent = apps.get_model(NAMED[key]).objects.get(pk=folder[key])
    row = {name: folder.get(value, value) for name, value in said.items()}
    for field in model._meta.concrete_fields:
        if field.attname in row or field.has_default():
            continue
        if field.is_relation and isinstance(parent, field.related_model):
            row[field.attname] = parent.pk
        elif field.name == "paper":
            row[field.attname] = field.related_model.objects.latest("written_at").pk
        elif not field.primary_key and getattr(parent, field.attname, None) is not None and field.name not in ITS_OWN:
            row[field.attname] = getattr(parent, field.attname)
        elif not field.null and not field.is_relation:
            row[field.attname] = _anything(field, at)
    model.objects.create(**row)


def _anything(field, at: datetime) -> object:
    if isinstance(field, models.DateTimeField):
        return at
    if isinstance(field, models.DateField):
        return local_day(at)
    if isinstance(field, models.UUIDField):
        return new_id()
    if isinstance(field, models.DecimalField):
        return Decimal(10)
    if isinstance(field, models.BooleanField):
        return True
    if isinstance(field, models.IntegerField):
        return 3
    return b"%PDF-" if isinstance(field, models.BinaryField) else "Essai"
