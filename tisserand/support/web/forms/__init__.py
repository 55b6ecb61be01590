from tisserand.support.web.forms.frame import (
    AdhesionForm,
    FormaliseForm,
    FrameForm,
    HandOverForm,
    MandateForm,
    NewPlanForm,
    QuestionForm,
    WithdrawForm,
)
from tisserand.support.web.forms.life import (
    AutonomyForm,
    CloseForm,
    CommitmentForm,
    ContactForm,
    ContinuityForm,
    DisagreementForm,
    ReviewForm,
)
from tisserand.support.web.forms.objective import SCALE, AssessForm, ObjectiveForm, StepForm
from tisserand.support.web.forms.regulation import DecisionForm, EndForm, PresentForm, SessionForm

__all__ = (
    "SCALE",
    "AdhesionForm",
    "AssessForm",
    "AutonomyForm",
    "CloseForm",
    "CommitmentForm",
    "ContactForm",
    "ContinuityForm",
    "DecisionForm",
    "DisagreementForm",
    "EndForm",
    "FormaliseForm",
    "FrameForm",
    "HandOverForm",
    "MandateForm",
    "NewPlanForm",
    "ObjectiveForm",
    "PresentForm",
    "QuestionForm",
    "ReviewForm",
    "SessionForm",
    "StepForm",
    "WithdrawForm",
)
