"""Sainte-Rose: homes a judge may take away, from the saisine just received to the decision and what is offered then."""

from datetime import date, datetime, time
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

from tisserand.demo.situations import many
from tisserand.demo.situations.story import CORINNE, FABRICE, GHISLAINE, TEAM, Story
from tisserand.inquiries import operations as inquiries
from tisserand.kernel.working_days import working_days_after

# Beside the numbers that `many` and `insertion` give.
FIRST = 9100
COURT = "Tribunal judiciaire de Basse-Terre, tribunal de proximité de Pointe-à-Pitre"
PROOF = "2C 971 000 41{:02d}, avis de passage daté"
WRITTEN = {
    "adults": 1,
    "children": 2,
    "household": "Un parent et ses deux enfants, scolarisés à Sainte-Rose.",
    "work": "Aide à domicile, 18 heures par semaine depuis juin (35 heures auparavant).",
    "housing": "flat",
    "rent": Decimal("520"),
    "housing_aid": Decimal("298.40"),
    "debt": Decimal("2340.50"),
    "causes": ["job_loss", "housing_aid_stopped"],
    "causes_words": "Heures réduites en juin, aide au logement suspendue deux mois.",
    "repayment": "65 € par mois proposés au bailleur.",
    "steps": ["fsl", "caf_plan"],
    "sources": ["said", "seen"],
    "keep": "helped",
    "keep_words": "Oui, si le fonds de solidarité participe et si l’échéancier est accepté.",
    "rehouse": "no",
    "consequences": "Les deux enfants changeraient d’établissement en cours d’année.",
    "tenant_words": "Je paie de nouveau depuis octobre. Je veux rester près de l’école.",
}
BY_THE_LANDLORD = {"landlord_words": "Le bailleur ne s’oppose pas à un échéancier.", "sources": ["said", "landlord"]}
MONTH = {"wage": 780, "activity_bonus": 215, "family": 290, "housing_aid": 298, "rent": 520, "energy": 92, "water": 38}
MONTH |= {"telecom": 41, "insurance": 55, "transport": 160, "school": 75, "credit": 90}
ARREARS = (
    ("arrears", -210, "landlord", "1560", "Trois mois de loyer résiduel."),
    ("aid_stopped", -190, "paper", None, "Notification de la caisse."),
    ("summons", -130, "paper", "2340.50", ""),
    ("fsl", -20, "person", None, "Dossier déposé avec son accord."),
    ("energy_notice", -6, "paper", "186.20", ""),
)


def tell(story: Story) -> None:
    _of_roselyne(story)
    _just_received(story, _somebody(story, 0))
    _silent(story, _somebody(story, 1))
    _postponed(story, _somebody(story, 2))
    _decided(story, _somebody(story, 3), offered=False)
    _decided(story, _somebody(story, 4), offered=True)


class Inquiry:
    """One of them, told in the order of its days."""

    def __init__(self, story: Story, person: UUID, *, seized: int, hearing: int, by: str = FABRICE, **said) -> None:
        """`seized` days ago; the hearing so many working days after today, or before."""
        self.story, self.by = story, by
        on = {"seized_on": self._day(seized), "hearing_on": self._working(hearing)}
        usual = {"referred_by": "prefect", "landlord": "social", "landlord_name": "SIG", "lease_on": date(2021, 3, 1)}
        usual |= {"exploc_reference": f"971-2026-{seized:05d}", "summons_to_pay_on": story.clock.day(-seized - 100)}
        saisine = inquiries.Saisine(court=COURT, announced_debt=Decimal("2340.50"), **usual | on | said)
        about = {"person": person, "unit": story.team, "saisine": saisine}
        self.pk = inquiries.receive(**self._who(seized, GHISLAINE, 8), **about).pk

    def given(self, ago: int) -> "Inquiry":
        evaluator = self.story.actor(self.by).account_id
        inquiries.attribute(**self._who(ago, GHISLAINE), eviction=self.pk, evaluator=evaluator)
        return self

    def tried(self, ago: int, answer: str = "none", **said) -> "Inquiry":
        usual = {"channel": "registered", "proof": PROOF.format(ago), "on": self._day(ago)}
        inquiries.record_attempt(**self._who(ago), eviction=self.pk, answer=answer, **usual | said)
        return self

    def met(self, ago: int) -> "Inquiry":
        said = {"on": self._day(ago), "how": "home_visit", "duration_minutes": 75}
        inquiries.meet(**self._who(ago), eviction=self.pk, **said)
        return self

    def not_met(self, ago: int) -> "Inquiry":
        inquiries.give_up(**self._who(ago), eviction=self.pk, reason="silent")
        return self

    def written(self, ago: int, **said) -> "Inquiry":
        who = self._who(ago, hour=14)
        days = {"debt_on": self._day(ago), "first_default_on": self._day(ago + 190)}
        row = inquiries.write_diagnosis(**who, eviction=self.pk, expected_version=1, **WRITTEN | days | said)
        amounts = {code: Decimal(amount) for code, amount in MONTH.items()}
        inquiries.write_budget(**who, eviction=self.pk, expected_version=row.version, amounts=amounts)
        return self

    def sent(self, ago: int) -> "Inquiry":
        for to in ("judge", "ccapex"):
            said = {"to": to, "on": self._day(ago), "channel": "exploc", "proof": f"Récépissé EXPLOC, {to}"}
            inquiries.send(**self._who(ago, hour=16), eviction=self.pk, **said)
        return self

    def read_and_sent(self, ago: int) -> "Inquiry":
        inquiries.finish_writing(**self._who(ago), eviction=self.pk)
        on = {"on": self._day(ago), "how": "together"}
        inquiries.record_reading(**self._who(ago, hour=15), eviction=self.pk, **on)
        return self.sent(ago)

    def postponed(self, ago: int, hearing: int, reason: str) -> "Inquiry":
        said = {"to": self._working(hearing), "reason": reason}
        inquiries.postpone_hearing(**self._who(ago), eviction=self.pk, **said)
        return self

    def judged(self, ago: int, judgment: str, words: str) -> "Inquiry":
        said = {"judgment": judgment, "on": self._day(ago), "words": words}
        inquiries.record_judgment(**self._who(ago), eviction=self.pk, **said)
        return self

    def _working(self, days: int) -> date:
        return working_days_after(self.story.clock.day(min(days, 0)), max(days, 1), self.story.clock.zone)

    def _at(self, ago: int, hour: int) -> datetime:
        return datetime.combine(self._day(ago), time(hour), tzinfo=ZoneInfo(self.story.clock.zone))

    def _day(self, ago: int) -> date:
        return self.story.clock.day(-ago)

    def _who(self, ago: int, login: str = "", hour: int = 9) -> dict:
        return {"actor": self.story.actor(login or self.by), "at": self._at(ago, hour)}


def _somebody(story: Story, rank: int) -> UUID:
    person, _ = many.somebody(story, story.service.teams[TEAM], FIRST + rank)
    return person


def _of_roselyne(story: Story) -> None:
    """Corinne accompanies her, so Fabrice conducts the inquiry; what the landlord says is still to be written."""
    who = {"actor": story.actor(CORINNE), "at": story.clock.at(-6, 12), "person": story.cast["roselyne"]}
    for kind, days, said_by, amount, words in ARREARS:
        told = {"on": story.clock.day(days), "amount": Decimal(amount) if amount else None, "words": words}
        inquiries.tell_housing(**who, kind=kind, said_by=said_by, today=story.clock.day(-6), **told)
    hers = Inquiry(story, story.cast["roselyne"], seized=48, hearing=24).given(46)
    hers.tried(42).tried(30, "agreed", channel="call", proof="Appel de 14 h 20, deux minutes").met(21).written(9)


def _just_received(story: Story, person: UUID) -> None:
    Inquiry(story, person, seized=1, hearing=45, referred_by="ccapex", landlord="private", landlord_name="M. Bazin")


def _silent(story: Story, person: UUID) -> None:
    """Two letters, a call at her door: the judge will read what was tried."""
    hers = Inquiry(story, person, seized=55, hearing=13, by=CORINNE).given(53).tried(50).tried(28)
    hers.tried(14, channel="home_visit", proof="Avis laissé dans la boîte à 10 h 15, voisine présente").not_met(7)


def _postponed(story: Story, person: UUID) -> None:
    """Sent in time, then the hearing was put off."""
    hers = Inquiry(story, person, seized=90, hearing=2).given(88).tried(85, "agreed").met(70)
    hers.written(40, **BY_THE_LANDLORD).read_and_sent(20)
    hers.postponed(3, 38, "Renvoi demandé par l’avocate du bailleur, le greffe a appelé.")


def _decided(story: Story, person: UUID, *, offered: bool) -> None:
    hers = Inquiry(story, person, seized=120, hearing=-12).given(118).tried(112, "agreed").met(95)
    hers.written(70, **BY_THE_LANDLORD).read_and_sent(45)
    hers.judged(5, "delay", "36 mensualités de 65 €, en plus du loyer.")
    if offered:
        said = {"offers": ["asll"], "answer": "accepted", "words": "Oui, mais pas tous les mois."}
        inquiries.offer_follow_up(**hers._who(2), eviction=hers.pk, on=hers._day(2), **said)
        inquiries.close(**hers._who(1), eviction=hers.pk, reason="done")
