"""An RSA named after where it stands: Mme Mirval's, of Sainte-Rose."""

from dataclasses import dataclass, replace
from datetime import date

from tests.situations import NOW, acting, as_jobs
from tests.support.situations import Scene
from tisserand.deadlines.models import Obligation
from tisserand.support import operations
from tisserand.support.models import RsaBreach, RsaPath
from tisserand.support.rules.rsa import Hours
from tisserand.support.rules.sanction import Sanction

INFORMED, ORIENTED, SIGNED = date(2026, 10, 5), date(2026, 10, 20), date(2026, 11, 3)
NOTED, TOLD = date(2026, 11, 4), date(2026, 11, 5)
WEEKLY = Hours("full", 15)
ORIENTATION = {"pathway": "social", "by": "department", "body": "department"}
FIRST = Sanction(
    kind="suspend",
    share=30,
    months=1,
    household="several",
    repeated=False,
    decided_on=NOW.date(),
    effective_on=NOW.date(),
    reasons="Deux rendez-vous manqués. Ses observations sont lues\u00a0: le second n’est pas expliqué.",
)


@dataclass(frozen=True)
class Rsa:
    """What each does, in the order of the law."""

    scene: Scene

    def _does(self, operation, *, at=NOW, actor=None, **said):
        with acting(actor or self.scene.referent) as who:
            return operation(actor=who, at=at, **said)

    def opened(self, **changes) -> RsaPath:
        said = {"person": self.scene.person, "team": self.scene.service.team.pk, "entry": "opened"}
        said |= {"informed_on": INFORMED, "today": NOW.date(), "referent": self.scene.referent.account_id}
        return self._does(operations.open_path, **said | changes)

    def oriented(self, **changes) -> RsaPath:
        row = self.opened()
        return self._does(operations.orient, path=row.pk, on=ORIENTED, **ORIENTATION | changes)

    def engaged(self, obstacle: str = "") -> RsaPath:
        row = self.oriented()
        said = {"hours": WEEKLY, "expected_version": row.version, "obstacle": obstacle}
        return self._does(operations.engage, path=row.pk, on=SIGNED, **said)

    def noted(self) -> RsaBreach:
        facts = {
            "kind": "not_kept",
            "noted_by": "referent",
            "on": NOTED,
            "words": "Absente les 28 octobre et 3 novembre.",
        }
        return self._does(operations.note_breach, path=self.engaged().pk, **facts)

    def told(self) -> RsaBreach:
        letter = {"on": TOLD, "channel": "registered", "proof": "2C 163 000 4521", "envisaged": "30 % pendant un mois."}
        return self._does(operations.inform, breach=self.noted().pk, **letter)

    def heard(self) -> RsaBreach:
        row = self.told()
        words = "Mon fils était à l’hôpital, je n’ai pas pu appeler."
        said = {"on": NOW.date(), "how": "oral", "words": words, "helper": "Sa sœur", "expected_version": row.version}
        return self._does(operations.record_observations, breach=row.pk, **said)

    def sanctioned(self, said: Sanction = FIRST) -> RsaBreach:
        row = self.heard()
        version = {"expected_version": row.version}
        return self._does(operations.record_sanction, actor=self.scene.manager, breach=row.pk, said=said, **version)

    def notified(self, said: Sanction = FIRST) -> RsaBreach:
        row = self.sanctioned(said)
        return self._does(operations.notify, actor=self.scene.manager, breach=row.pk, on=NOW.date(), proof="2C 164")

    def appealed(self) -> RsaBreach:
        row = self.notified(replace(FIRST, share=40))
        return self._does(operations.record_appeal, actor=self.scene.manager, breach=row.pk, on=NOW.date())


def owed(subject, *, still: bool = True) -> dict[str, date]:
    """What is due about something: the rule, or the step, and its day."""
    with as_jobs():
        rows = Obligation.objects.filter(subject=subject, closed_at__isnull=still).order_by("due_at", "id")
        return {row.rule or row.kind.rpartition(".")[2]: row.due_at.date() for row in rows}
