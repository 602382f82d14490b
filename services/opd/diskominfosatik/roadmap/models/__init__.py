"""Keep the roadmap: initiatives, studies, obligations, and what of them was published."""

from services.opd.diskominfosatik.roadmap.models.duty import Fulfilment, Obligation, Regulation, Standing
from services.opd.diskominfosatik.roadmap.models.history import Publication, Step, StepKind
from services.opd.diskominfosatik.roadmap.models.plan import Budget, Dependency, Initiative, Source, Status
from services.opd.diskominfosatik.roadmap.models.study import Study, StudyDocument, StudyResult, StudyStatus

__all__ = [
    "Budget",
    "Dependency",
    "Fulfilment",
    "Initiative",
    "Obligation",
    "Publication",
    "Regulation",
    "Source",
    "Standing",
    "Status",
    "Step",
    "StepKind",
    "Study",
    "StudyDocument",
    "StudyResult",
    "StudyStatus",
]
