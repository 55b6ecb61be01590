"""A new password is looked at by Django's validators; this one knows the service and the colleague."""

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

from tisserand.access.models import Unit
from tisserand.access.password_rules import is_guessable, known_words, words_of

GUESSABLE = (
    "Ce mot de passe se devine\u00a0: il tient à un mot courant, ou à des mots de votre service ou de votre compte. "
    "Écrivez plutôt une phrase."
)


class NotGuessable(CommonPasswordValidator):
    def validate(self, password, user=None):
        super().validate(password, user)
        words = known_words() | words_of(Unit.objects.values_list("name", flat=True)) | _of(user)
        if is_guessable(password, words=words, common=self.passwords):
            raise ValidationError(GUESSABLE, code="guessable")


def _of(account) -> frozenset[str]:
    return words_of((account.login, account.name, account.email)) if account else frozenset()
