from django import forms

from tisserand.activity.rules import FUNCTION_LABELS, Function
from tisserand.reception.rules.demands import LONGEST_NEED, LONGEST_WORDS, DemandFacts
from tisserand.reception.web.forms.choices import Coded, SeveralCoded, YesNo, offer_today
from tisserand.ui.forms import DurationField, Form, VersionField


class DemandForm(Form):
    """In her words first, then in coded themes, then what was answered."""

    version = VersionField()
    words = forms.CharField(
        required=False,
        max_length=LONGEST_WORDS,
        label="Ce qu’elle demande, dans ses mots",
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    language = forms.CharField(required=False, max_length=60, label="Langue", help_text="Si ce n’est pas le français.")
    main_theme = Coded("themes", empty="Choisir", label="Thème principal")
    second_theme = Coded("themes", empty="Aucun", required=False, label="Thème associé")
    third_theme = Coded("themes", empty="Aucun", required=False, label="Autre thème associé")
    theme_text = forms.CharField(required=False, max_length=200, label="Si «\u00a0Autre\u00a0», lequel")
    answers = SeveralCoded("answers", label="Réponses", help_text="«\u00a0Écoute seule\u00a0» est une réponse.")
    instead_reason = Coded("instead_reasons", empty="Sans objet", required=False, label="À sa place\u00a0: pourquoi")
    has_mandate = YesNo(required=False, label="À sa place\u00a0: il existe un mandat")
    unmet_need = forms.CharField(
        required=False,
        max_length=LONGEST_NEED,
        label="Besoin resté sans réponse",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    closure = Coded("demand_closures", empty="Elle reste ouverte", required=False, label="Fin de la demande")
    minutes = DurationField(required=False, label="Durée")
    function = forms.ChoiceField(choices=FUNCTION_LABELS.items(), required=False, label="Fonction")

    def __init__(self, *args, on, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        offer_today(self, on)

    def clean_function(self):
        return self.cleaned_data["function"] or Function.RECEPTION

    def facts(self) -> DemandFacts:
        said = self.cleaned_data
        same = (
            "words",
            "language",
            "main_theme",
            "theme_text",
            "instead_reason",
            "has_mandate",
            "unmet_need",
            "closure",
        )
        return DemandFacts(
            **{name: said[name] for name in same},
            other_themes=tuple(filter(None, (said["second_theme"], said["third_theme"]))),
            answers=tuple(said["answers"]),
        )


# What an operation refuses of `other_themes` is shown beside the first of the two fields that hold them.
SHOWN_AT = {"other_themes": "second_theme"}


def said_of(demand) -> dict:
    associated = [*demand.other_themes, "", ""]
    same = ("words", "language", "main_theme", "theme_text", "answers", "instead_reason", "has_mandate", "unmet_need")
    return {
        **{name: getattr(demand, name) for name in (*same, "closure", "version")},
        "second_theme": associated[0],
        "third_theme": associated[1],
    }
