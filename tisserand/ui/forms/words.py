"""What a field says when an answer does not suit: always what to write instead."""

from django import forms
from django.utils.functional import Promise

LINE_LENGTH = 200
TEXT_LENGTH = 20_000

WORDS = {
    "max_length": "Ce texte compte %(show_value)d caractères, il en faut %(limit_value)d au plus. Raccourcissez-le.",
    "min_length": "Ce texte compte %(show_value)d caractères, il en faut au moins %(limit_value)d.",
    "min_value": "Écrivez un nombre à partir de %(limit_value)s.",
    "max_value": "Écrivez un nombre jusqu’à %(limit_value)s.",
    "max_digits": "Ce nombre est trop long.",
    "max_decimal_places": "Écrivez au plus %(max)s chiffres après la virgule.",
    "max_whole_digits": "Écrivez au plus %(max)s chiffres avant la virgule.",
    "invalid_choice": "Ce choix n’est plus proposé. Choisissez dans la liste.",
    "invalid_list": "Choisissez dans la liste.",
    "invalid_pk_value": "Ce choix n’est plus proposé. Choisissez dans la liste.",
    "null_characters_not_allowed": "Ce texte contient un caractère illisible. Retapez-le.",
    "missing": "Choisissez un fichier.",
    "empty": "Ce fichier est vide. Choisissez-en un autre.",
}
INVALID = (
    (forms.EmailField, "Écrivez une adresse comme «\u00a0prenom.nom@exemple.fr\u00a0»."),
    (forms.IntegerField, "Écrivez un nombre entier, par exemple «\u00a012\u00a0»."),
    (forms.DecimalField, "Écrivez un nombre, par exemple «\u00a012,50\u00a0»."),
    (forms.UUIDField, "Cette page est périmée. Rechargez-la, votre texte est dans le brouillon."),
    (forms.URLField, "Écrivez une adresse complète, par exemple «\u00a0https://www.exemple.fr\u00a0»."),
    (forms.FileField, "Le fichier n’est pas arrivé. Choisissez-le de nouveau."),
)
DOUBTFUL = "Cette réponse ne se lit pas. Vérifiez-la."


def speak(field: forms.Field, label: str) -> None:
    """Replace Django's own messages by ours; those written by the author of a form (plain strings) stay."""
    ours = WORDS | {"required": required_words(field, label), "invalid": invalid_words(field)}
    for code, message in field.error_messages.items():
        if isinstance(message, Promise):
            field.error_messages[code] = ours.get(code, DOUBTFUL)
    for code in ("max_length", "min_length", "min_value", "max_value", "null_characters_not_allowed"):
        field.error_messages.setdefault(code, WORDS[code])


def required_words(field: forms.Field, label: str) -> str:
    if isinstance(field, forms.FileField):
        return WORDS["missing"]
    if isinstance(field, forms.BooleanField):
        return f"Cochez «\u00a0{label}\u00a0» pour continuer."
    if isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
        return f"Choisissez une réponse pour «\u00a0{label}\u00a0»."
    return f"Écrivez une réponse à «\u00a0{label}\u00a0»."


def invalid_words(field: forms.Field) -> str:
    return next((words for kind, words in INVALID if isinstance(field, kind)), DOUBTFUL)
