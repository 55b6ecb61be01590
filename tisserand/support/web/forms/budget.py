"""Help with a budget, and the binôme with France Travail."""

from tisserand.support.web.forms.rsa import TeamForm, figure, listed
from tisserand.support.web.forms.words import day, her_words, line, one_of, text
from tisserand.ui.forms import Form, IdempotencyField, VersionField


class EvaluationForm(Form):
    on = day("Faite le", required=True)
    situation = text("Situation de la personne et de son budget", required=True)
    danger = text("Ce qui menace sa santé ou sa sécurité")
    words = her_words("Ce que la personne en dit", required=False)
    conclusion = one_of("budget_conclusion", "Conclusion")
    key = IdempotencyField()


class JudgeForm(TeamForm):
    measure = one_of("court_measure", "Mesure demandée")
    asked_by = one_of("court_asker", "Demandée par")
    asked_on = day("Le", required=True)
    ground = one_of("court_ground", "Ce qui la fonde")
    unpaid_months = figure("Mois de loyer impayés", most=240, help_text="Pour le versement direct : deux au moins.")
    subsistence = text("Ce qui reste à la personne pour vivre", help_text="Pour le versement direct au bailleur.")
    reported_on = day("Rapport transmis au procureur le", help_text="Pour une mesure d’accompagnement judiciaire.")
    words = text("Précisions")
    key = IdempotencyField()


class HearingForm(Form):
    on = day("Audience du", required=True)


class JudgmentForm(Form):
    on = day("Décidé le", required=True)
    decision = one_of("court_decision", "Décision du juge")
    months = figure("Pour combien de mois", most=240)
    exercised_by = line("Qui exerce la mesure", help_text="Par exemple : le mandataire, le service du département.")


class DayForm(Form):
    on = day("Le", required=True)


class CourtEndForm(Form):
    on = day("Le", required=True)
    reason = listed("court_end", "Pourquoi la mesure se termine")


class DebtForm(TeamForm):
    on = day("Déposé le", required=True)
    reference = line("Référence à la Banque de France", longest=60)
    words = text("Précisions")
    key = IdempotencyField()


class DebtAnswerForm(Form):
    on = day("Le", required=True)
    answer = one_of("debt_orientation", "Réponse de la commission")


class DebtEndForm(Form):
    on = day("Le", required=True)
    outcome = listed("debt_end", "Comment le dossier se termine")


class PairForm(Form):
    asked_on = day("Demandé le", required=True)
    adviser = line("Conseiller de France Travail", longest=120)
    agency = line("Agence", longest=120)
    began_on = day("Commencé à deux le", help_text="Vide tant que la personne attend.")
    version = VersionField()
