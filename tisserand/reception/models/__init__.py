from tisserand.reception.models.appointments import Appointment
from tisserand.reception.models.demands import Demand
from tisserand.reception.models.emergencies import Emergency, EmergencyAnswer, EmergencyKind
from tisserand.reception.models.messages import Message
from tisserand.reception.models.visits import SiteDay, Visit

__all__ = ("Appointment", "Demand", "Emergency", "EmergencyAnswer", "EmergencyKind", "Message", "SiteDay", "Visit")
