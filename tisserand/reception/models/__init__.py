from tisserand.reception.models.appointments import Appointment
from tisserand.reception.models.demands import Demand
from tisserand.reception.models.emergencies import Emergency, EmergencyAnswer, EmergencyKind
from tisserand.reception.models.messages import Message
from tisserand.reception.models.on_call import OnCall
from tisserand.reception.models.protocols import Protocol, ProtocolAnswer
from tisserand.reception.models.visits import SiteDay, Visit

__all__ = (
    "Appointment",
    "Demand",
    "Emergency",
    "EmergencyAnswer",
    "EmergencyKind",
    "Message",
    "OnCall",
    "Protocol",
    "ProtocolAnswer",
    "SiteDay",
    "Visit",
)
