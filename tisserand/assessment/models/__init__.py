from tisserand.assessment.models.first_assessment import FirstAssessment
from tisserand.assessment.models.orientation import Orientation, OrientationMove
from tisserand.assessment.models.situation import SituationFact

__all__ = ("FirstAssessment", "Orientation", "OrientationMove", "SituationFact")
