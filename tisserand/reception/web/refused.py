"""The reasons of an operation beside the fields of ours that answer them; nothing typed is lost."""

from collections.abc import Mapping
from dataclasses import replace

from django import forms

from tisserand.kernel.refusals import Refused
from tisserand.ui.forms import refuse


def show(form: forms.Form, refused: Refused, at: Mapping[str, str]) -> None:
    moved = [replace(refusal, field=at.get(refusal.field, refusal.field)) for refusal in refused.refusals]
    refuse(form, Refused(moved))
