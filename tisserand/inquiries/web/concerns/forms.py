"""Receiving a concern, naming who lives there and who evaluates, deciding, sending, returning."""

from django import forms

from tisserand.inquiries.web.forms.words import UNCHOSEN, day, her_words, line, listed, one_of, several_of, text
from tisserand.ui.forms import DurationField, Form, IdempotencyField, VersionField

PROOF = "Par exemple : récépissé, numéro, heure et nom de qui a reçu."
NO_FILE = [("", "Pas de dossier ici, ou pas encore su")]
AGREES = [("yes", "Je signe cette conclusion"), ("no", "Je signe, et j’écris mon désaccord")]


class TransmitForm(Form):
    children = text("Les enfants", help_text="Noms, âges, adresse, école : ce que vous en savez.")
    words = text("Ce qui vous inquiète", help_text="Ce qui a été dit, par qui ; ce que vous avez vu. Sans interpréter.")
    told = one_of("ip_parents_told", "Les parents savent-ils que vous transmettez")
    why = text("Sinon, pourquoi", help_text="En quoi les informer serait contraire à l’intérêt de l’enfant.")
    key = IdempotencyField()


class ReceiveForm(Form):
    source = listed("ip_source", "De qui vient cette information")
    channel = one_of("ip_channel", "Par quel moyen")
    on = day("Reçue le", required=True, help_text="Le délai d’évaluation part de ce jour.")
    name = line("Qui l’a transmise", help_text="Vide si la personne ne souhaite pas dire son nom.")
    contact = line("Comment la joindre")
    children = text("Les enfants", help_text="Ce qui en est dit : noms, âges, école.")
    place = line("Où vit l’enfant")
    from_department = line("Département d’origine", longest=100, help_text="Si un autre département transmet.")
    words = text("Ce qui est dit", help_text="Comme cela a été dit ou écrit.")
    key = IdempotencyField()


class IncomingForm(Form):
    into = forms.ChoiceField(label="Cette transmission", required=False, widget=forms.RadioSelect)

    def __init__(self, *args, same, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].choices = [("", "Ouvre une information préoccupante"), *same]


class QualifyForm(Form):
    qualification = one_of("ip_qualification", "Suite donnée")
    reasons = text("Les raisons")


class OfHome(Form):
    """`files`: those who may be of this home and have a file here."""

    name = line("Nom", help_text="Vide si vous choisissez un dossier connu.")
    file = forms.ChoiceField(label="Dossier connu ici", required=False, help_text="La personne n’en saura rien.")

    def __init__(self, *args, files, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].choices = NO_FILE + files


class ChildForm(OfHome):
    born_on = day("Naissance", help_text="Avant deux ans, l’évaluation est plus courte.")
    place = line("École, mode d’accueil")
    key = IdempotencyField()


class ChildIdentityForm(OfHome):
    born_on = day("Naissance")
    place = line("École, mode d’accueil")
    version = VersionField()


class RemoveChildForm(Form):
    why = text("Pourquoi", help_text="Par exemple : nommée deux fois ; n’habite pas ce foyer. Gardé avec votre nom.")
    version = VersionField()


class AdultFields(OfHome):
    tie = line("Lien avec l’enfant", longest=100, help_text="Par exemple : mère, beau-père, grand-mère.")
    authority = one_of("ip_authority", "Autorité parentale")
    contact = line("Comment joindre cette personne")


class AdultForm(AdultFields):
    key = IdempotencyField()


class AdultIdentityForm(AdultFields):
    version = VersionField()


class AssignForm(Form):
    first = forms.ChoiceField(label="Premier évaluateur")
    second = forms.ChoiceField(label="Second évaluateur", help_text="De préférence d’un autre métier.")
    reason = text("En cas de conflit de missions, pourquoi lui", help_text="Cela reste à la cellule.")

    def __init__(self, *args, colleagues, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name in ("first", "second"):
            self.fields[name].choices = UNCHOSEN + colleagues


class MeetingForm(Form):
    place = one_of("ip_place", "Où")
    on = day("Le", required=True)
    present = line("Qui était là", longest=300)
    words = text("Ce qui s’est passé")
    duration = DurationField(label="Durée", required=False, help_text="Vide : la durée habituelle.")
    key = IdempotencyField()


class HearChildForm(Form):
    agreement = one_of("ip_agreement", "Les parents, pour que l’enfant soit vu seul")
    agreement_why = text("S’ils ne sont pas d’accord, ou pas joints")
    heard = one_of("ip_heard", "L’enfant")
    heard_on = day("Le")
    heard_why = text(
        "S’il n’a pas été vu seul, pourquoi", help_text="Impossible à rencontrer : le procureur est saisi."
    )
    heard_words = her_words("Ce que l’enfant dit, avec ses mots", required=False)
    version = VersionField()


class ChildNeedsForm(Form):
    situation = one_of("ip_situation", "Cet enfant est")
    needs = text("Sa situation, ses besoins, ce qui le protège")
    version = VersionField()


class ParentForm(Form):
    heard_on = day("Entendu le")
    unheard = text("Si cette personne n’a pas été entendue, pourquoi")
    heard_words = her_words("Ce qu’elle dit, avec ses mots", required=False)
    informed_on = day("Informée de l’évaluation le")
    uninformed = text("Sinon, en quoi ce serait contraire à l’intérêt de l’enfant")
    version = VersionField()


class FactForm(Form):
    minor = forms.ChoiceField(label="Pour quel enfant", required=False)
    domain = forms.ChoiceField(label="Domaine du cadre national")
    source = one_of("ip_fact_source", "Ce fait est")
    who = line(
        "Par qui, par quelle source", help_text="Une évaluation ne juge pas de la vérité : elle dit d’où vient le fait."
    )
    on = day("Le")
    words = text("Le fait")
    key = IdempotencyField()

    def __init__(self, *args, children, domains, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["minor"].choices = [("", "Tous les enfants du foyer"), *children]
        self.fields["domain"].choices = UNCHOSEN + domains


class AnalysisForm(Form):
    analysis = text(
        "Synthèse des deux évaluateurs", help_text="Points d’appui, besoins, dangers ; ce que la famille peut changer."
    )
    version = VersionField()


class ConcludeForm(Form):
    conclusion = one_of("ip_conclusion", "Conclusion commune")
    words = text("Ce qui la fonde")
    actions = several_of("ip_action", "Action adaptée")
    grounds = several_of("ip_ground", "Si l’autorité judiciaire est saisie")
    version = VersionField()


class SignForm(Form):
    agrees = forms.ChoiceField(label="Votre signature", choices=AGREES, widget=forms.RadioSelect)
    words = text("Votre désaccord", help_text="Gardé et imprimé avec la conclusion.")
    version = VersionField()


class ReferForm(Form):
    grounds = several_of("ip_ground", "Fondement", required=True)
    words = text("Ce que le procureur doit savoir")


class DispatchForm(Form):
    to = one_of("ip_recipient", "À qui")
    whom = line("Destinataire", help_text="Par exemple : permanence du parquet de Basse-Terre.")
    on = day("Le", required=True)
    channel = one_of("ip_sending", "Par quel moyen")
    proof = line("Ce qui le prouve", longest=300, help_text=PROOF)
    key = IdempotencyField()


class ParentsToldForm(Form):
    on = day("Écrit aux parents le")
    why_not = text("Sinon, en quoi ce serait contraire à l’intérêt de l’enfant")


class TransferForm(Form):
    to = line("Département qui reçoit", longest=100)
    on = day("Le", required=True)
    channel = one_of("ip_sending", "Par quel moyen")
    proof = line("Ce qui prouve qu’il l’a reçue", longest=300, help_text=PROOF)


class AskForm(Form):
    asked = forms.ChoiceField(label="À qui")
    request = text("Votre question", help_text="C’est tout ce que ce professionnel lira : dites-en le moins possible.")
    key = IdempotencyField()

    def __init__(self, *args, colleagues, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["asked"].choices = UNCHOSEN + colleagues


class AnswerForm(Form):
    words = text("Votre réponse", help_text="Ce que vous avez vu ou entendu, et comment vous le savez.")


class SaidForm(Form):
    words = text("Ce qui peut être dit", help_text="Rien du contenu de l’évaluation.")


class ReturnForm(SaidForm):
    on = day("Restitué le", required=True)


class AskedReturnForm(Form):
    on = day("Demandé le", required=True)
