"""What reception types. The operations decide; these only read."""

from tisserand.reception.web.forms.dangers import CarryForm, KindForm, OutcomeForm
from tisserand.reception.web.forms.demands import DemandForm
from tisserand.reception.web.forms.visits import DescribeForm

__all__ = ("CarryForm", "DemandForm", "DescribeForm", "KindForm", "OutcomeForm")
