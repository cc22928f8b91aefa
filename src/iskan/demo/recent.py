"""Recent cases in full: the file each would have, and the outcome the criteria give it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import Final

from iskan.apps.accounts.models import User
from iskan.core.catalogue import Service
from iskan.core.eligibility import Overall
from iskan.demo import words
from iskan.demo.bulk import Applicants
from iskan.demo.files import CaseFile, file_of
from iskan.demo.plan import HOUSING, LATELY, Planned
from iskan.integrations.synthetic.population import Population

MOST_FILES: Final = 1500
EXCEPTED_SHARE: Final = 0.12
DEARER: Final = ("ownership_flat", "plot")


@dataclass(slots=True)
class RecentCases:
    """Sets the outcome of recent cases by their files as the plan passes through, and keeps the files."""

    seed: int
    at: datetime
    service: Service
    population: Population
    applicants: Applicants
    contacts: Mapping[str, Mapping[str, str]]
    files: list[tuple[Planned, CaseFile]] = field(default_factory=list)
    excepted: dict[int, str] = field(default_factory=dict)
    seen: set[int] = field(default_factory=set)

    def settled(self, cases: Iterable[Planned]) -> Iterator[Planned]:
        """Yield the cases as planned, the recent ones with the outcome their file gives."""
        rng = Random(f"{self.seed}/files")  # noqa: S311 -- a made-up population must be repeatable
        for case in cases:
            yield self._settle(case, rng) if self._is_recent(case) else case

    def _is_recent(self, case: Planned) -> bool:
        if case.service != HOUSING or case.filed_at is None or case.filed_at < self.at - LATELY:
            return False
        known = self.applicants.candidates[case.candidate].cpr in self.contacts
        return known and case.candidate not in self.seen and len(self.files) < MOST_FILES

    def _settle(self, case: Planned, rng: Random) -> Planned:
        self.seen.add(case.candidate)
        self.applicants.full.add(case.case_id)
        file = self._file(case, case.programme)
        for programme in DEARER:
            if file.not_met and all("income" in criterion for criterion in file.not_met):
                file = self._file(case, programme)
        case = self._with_outcome(case._replace(programme=str(file.answers["programme"])), file, rng)
        self.files.append((case, file))
        return case

    def _file(self, case: Planned, programme: str) -> CaseFile:
        cpr = self.applicants.candidates[case.candidate].cpr
        assert case.filed_at is not None  # noqa: S101 -- drafts have no file
        return file_of(
            cpr=cpr,
            programme=programme,
            governorate=case.governorate,
            contact=self.contacts[cpr],
            service=self.service,
            population=self.population,
            at=case.filed_at,
        )

    def _with_outcome(self, case: Planned, file: CaseFile, rng: Random) -> Planned:
        refused = case._replace(recommendation="refused", reason=words.NOT_MET.format(criteria=file.labels_not_met.ar))
        if case.stage == "awaiting_decision":
            return refused if file.not_met else case._replace(recommendation="approved")
        if case.stage not in {"approved", "rejected"}:
            return case
        if file.not_met and not self._is_excepted(case, file, rng):
            return refused._replace(stage="rejected", list_status="", left_at=None)
        if file.assessment.verdict is Overall.UNKNOWN and case.stage == "rejected":
            return case
        kept = case if case.list_status else case._replace(list_status="waiting")
        return kept._replace(stage="approved", recommendation="approved", reason="")

    def _is_excepted(self, case: Planned, file: CaseFile, rng: Random) -> bool:
        if len(file.not_met) > 1 or rng.random() >= EXCEPTED_SHARE:
            return False
        self.excepted[case.case_id] = file.not_met[0]
        return True


def contacts_of(users: Mapping[str, int], population: Population) -> dict[str, dict[str, str]]:
    """Return what those of the population who are users answer about how to reach them."""
    fields = ("cpr", "phone", "email", "iban", "language")
    rows = User.objects.filter(cpr__in=[cpr for cpr in users if cpr in population]).values_list(*fields)
    return {
        cpr: {"mobile": phone, "email": email, "iban": iban, "language": language}
        for cpr, phone, email, iban, language in rows
        if cpr
    }
