"""What an obligation must say, how late it is, and the date that a rule of law gives it."""

from tisserand.deadlines.rules.book import book, limit, limits, rule_in_force, rule_of_version, rules_of
from tisserand.deadlines.rules.clocks import (
    Due,
    due,
    refusals_to_adjust,
    refusals_to_call_done,
    refusals_to_move,
    warned_at,
)
from tisserand.deadlines.rules.counting import Code, Counted, count
from tisserand.deadlines.rules.duties import (
    CANNOT_OWN,
    DECIDES,
    END_OF_DAY,
    GUARDED_KIND,
    SOON,
    UNHEARD_KIND,
    Ageing,
    ObligationFacts,
    ageing,
    end_of,
    in_working_days,
    refusals_to_discharge,
    refusals_to_give,
    refusals_to_open,
)
from tisserand.deadlines.rules.rows import Limit, Rule

__all__ = (
    "CANNOT_OWN",
    "DECIDES",
    "END_OF_DAY",
    "GUARDED_KIND",
    "SOON",
    "UNHEARD_KIND",
    "Ageing",
    "Code",
    "Counted",
    "Due",
    "Limit",
    "ObligationFacts",
    "Rule",
    "ageing",
    "book",
    "count",
    "due",
    "end_of",
    "in_working_days",
    "limit",
    "limits",
    "refusals_to_adjust",
    "refusals_to_call_done",
    "refusals_to_discharge",
    "refusals_to_give",
    "refusals_to_move",
    "refusals_to_open",
    "rule_in_force",
    "rule_of_version",
    "rules_of",
    "warned_at",
)
