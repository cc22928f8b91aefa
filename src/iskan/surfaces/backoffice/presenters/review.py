"""A document under review: its pages, the answers and facts it should prove, and its neighbours."""

from dataclasses import dataclass

from iskan.apps.cases.queries.dossier import Dossier
from iskan.apps.cases.queries.scoped import sees_case
from iskan.apps.cases.queries.wizard import Wizard
from iskan.apps.catalogue.queries import figures
from iskan.foundation.scope import OutOfScope
from iskan.surfaces.backoffice.presenters.answers import StepView, beside_document, steps_view
from iskan.surfaces.backoffice.presenters.evidence import ReviewedDocument, evidence_views
from iskan.surfaces.backoffice.presenters.moves import may_examine
from iskan.surfaces.backoffice.presenters.trail import actor_name


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewView:
    """Everything the review page shows."""

    reference: str
    version: int
    applicant: str
    document: ReviewedDocument
    documents: tuple[ReviewedDocument, ...]
    steps: tuple[StepView, ...]
    proven: StepView
    may_review: bool
    may_open_given: bool

    @property
    def place(self) -> int:
        """Return which of the case's documents this is, counted from one."""
        return self.documents.index(self.document) + 1

    @property
    def before(self) -> ReviewedDocument | None:
        return self.documents[self.place - 2] if self.place > 1 else None

    @property
    def after(self) -> ReviewedDocument | None:
        return self.documents[self.place] if self.place < len(self.documents) else None


def review_view(wizard: Wizard, dossier: Dossier, item_id: int) -> ReviewView:
    """Return the review page of a document, or raise `OutOfScope` where the case holds none such."""
    kinds = evidence_views(dossier, figures())
    found = ((kind, one) for kind in kinds for one in kind.documents if one.item_id == item_id)
    kind, document = next(found, (None, None))
    if kind is None or document is None:
        raise OutOfScope(str(item_id))
    case, steps = dossier.case, steps_view(wizard, dossier)
    return ReviewView(
        reference=case.reference,
        version=case.version,
        applicant=actor_name(case.applicant),
        document=document,
        documents=tuple(document for kind in kinds for document in kind.documents),
        steps=steps,
        proven=beside_document(steps, kind.code),
        may_review=may_examine(dossier),
        may_open_given=bool(document.given_in) and sees_case(dossier.scope, document.given_in),
    )


def next_pending(review: ReviewView) -> int | None:
    """Return the next document nobody has judged, after this one or from the beginning."""
    ordered = (*review.documents[review.place :], *review.documents[: review.place])
    return next((document.item_id for document in ordered if document.is_pending), None)
