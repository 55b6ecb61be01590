from django import forms

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
