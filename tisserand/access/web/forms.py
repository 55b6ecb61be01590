from django import forms
from django.contrib.auth.password_validation import validate_password

from tisserand.access.web.addresses import is_ours


class SignInForm(forms.Form):
    login = forms.CharField(
        label="Identifiant",
        max_length=150,
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "username"}),
        error_messages={"required": "Écrivez votre identifiant."},
    )
    password = forms.CharField(
        label="Mot de passe",
        max_length=256,
        strip=False,
        widget=forms.PasswordInput(attrs={"class": "form-control", "autocomplete": "current-password"}),
        error_messages={"required": "Écrivez votre mot de passe."},
    )


class EmailForm(forms.Form):
    email = forms.EmailField(
        label="Adresse électronique professionnelle",
        max_length=254,
        required=False,
        help_text="Le résumé du matin y part, sans nom ni motif. Vide : aucun courriel.",
        widget=forms.EmailInput(attrs={"class": "form-control", "autocomplete": "off"}),
        error_messages={"invalid": "Cette adresse ne se lit pas. Écrivez-la comme nom@departement.fr."},
    )


class DraftForm(forms.Form):
    """What a draft is about; its text is kept as it was typed."""

    form = forms.SlugField(max_length=120)
    draft_person = forms.UUIDField(required=False)
    draft_page = forms.CharField(required=False)
    draft_title = forms.CharField(required=False)
    version = forms.IntegerField(required=False, min_value=0, max_value=2**31 - 1)

    def kept(self) -> dict:
        said = self.cleaned_data
        return {
            "form": said["form"],
            "person": said["draft_person"],
            "page": said["draft_page"][:300] if is_ours(said["draft_page"]) else "/",
            "title": said["draft_title"][:200],
            "base_version": said["version"],
        }


class CodeForm(forms.Form):
    code = forms.CharField(
        label="Code à six chiffres",
        max_length=20,
        widget=forms.TextInput(
            attrs={"class": "form-control", "autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}
        ),
        error_messages={"required": "Écrivez le code affiché par l’application."},
    )

    def clean_code(self):
        return self.cleaned_data["code"].replace(" ", "")


def _password(label: str, autocomplete: str, required: str, **options):
    return forms.CharField(
        label=label,
        max_length=256,
        strip=False,
        widget=forms.PasswordInput(attrs={"class": "form-control", "autocomplete": autocomplete}),
        error_messages={"required": required},
        **options,
    )


class PasswordForm(forms.Form):
    current = _password("Mot de passe actuel", "current-password", "Écrivez votre mot de passe actuel.")
    new = _password(
        "Nouveau mot de passe",
        "new-password",
        "Écrivez le nouveau mot de passe.",
        help_text="Douze caractères au moins. Une phrase convient.",
    )

    def __init__(self, account, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.account = account

    def clean_current(self):
        if not self.account.check_password(self.cleaned_data["current"]):
            raise forms.ValidationError("Ce n’est pas votre mot de passe actuel.")
        return self.cleaned_data["current"]

    def clean_new(self):
        if self.cleaned_data["new"] == self.cleaned_data.get("current"):
            raise forms.ValidationError("C’est le mot de passe actuel. Écrivez-en un autre.")
        validate_password(self.cleaned_data["new"], self.account)
        return self.cleaned_data["new"]
