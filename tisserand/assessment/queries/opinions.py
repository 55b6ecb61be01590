"""What other professionals signed beside an assessment, for those who may read it."""

from collections.abc import Iterable

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from tisserand.access.queries import visible
from tisserand.assessment.models import AssessmentVersion, FirstAssessment, Opinion
from tisserand.assessment.queries.first_assessment import answers, local_day
from tisserand.assessment.rules import lists
from tisserand.assessment.rules import opinions as rules


def opinions(actor, assessment: FirstAssessment) -> QuerySet[Opinion]:
    """The first signed first."""
    rows = visible(Opinion, actor).filter(assessment=assessment)
    return rows.select_related("signed_by").order_by("signed_at", "id")


def signed_beside(actor) -> ArraySubquery:
    """What stands beside each assessment of a list, without asking for it apart."""
    rows = visible(Opinion, actor).filter(assessment=OuterRef("pk")).order_by("signed_at", "id")
    return ArraySubquery(rows.values(said=JSONObject(at="signed_at", by="signed_by__name", words="words")))


def subjects(actor, assessment: FirstAssessment) -> tuple[rules.Subject, ...]:
    """What one may sign an opinion about today."""
    return rules.subjects(
        answers(actor, assessment),
        next_step=assessment.next_step,
        pole=assessment.next_pole.name if assessment.next_pole else "",
        reason=assessment.reason,
    )


def may_sign(actor, assessment: FirstAssessment, *, given: bool) -> bool:
    """Whoever reads it and answers for proposals; its author, once somebody else signed."""
    able = actor.can("orientations.propose") and assessment.person_id not in actor.opened
    return able and (given or assessment.author_id != actor.account_id)


def about_label(about: str, assessment: FirstAssessment) -> str:
    """As the list said it when the assessment was made."""
    labels = {domain.code: domain.label for domain in lists.domains(local_day(assessment))}
    return labels.get(about, rules.PROPOSAL_LABEL if about == rules.PROPOSAL else about)


def first_written(versions: Iterable[AssessmentVersion], name: str) -> AssessmentVersion | None:
    """Whose words they are: the version that wrote what this place still says. `versions`: the latest first."""
    found, said = None, None
    for version in versions:
        if found is not None and version.sheet.get(name) != said:
            break
        found, said = version, version.sheet.get(name)
    return found
