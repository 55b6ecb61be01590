from tisserand.support.web.forms.words import text
from tisserand.ui.forms import Form


class CompleteForm(Form):
    text = text("Ajouter à cette note", required=True)
