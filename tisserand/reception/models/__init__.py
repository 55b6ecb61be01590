from tisserand.reception.models.demands import Demand
from tisserand.reception.models.emergencies import Emergency, EmergencyAnswer, EmergencyKind
from tisserand.reception.models.visits import SiteDay, Visit

__all__ = ("Demand", "Emergency", "EmergencyAnswer", "EmergencyKind", "SiteDay", "Visit")
