from tisserand.assessment.models.first_assessment import FirstAssessment
from tisserand.assessment.models.opinion import Opinion
from tisserand.assessment.models.orientation import Orientation, OrientationMove
from tisserand.assessment.models.situation import SituationFact
from tisserand.assessment.models.version import AssessmentVersion

__all__ = ("AssessmentVersion", "FirstAssessment", "Opinion", "Orientation", "OrientationMove", "SituationFact")
