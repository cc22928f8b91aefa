"""A permit that has nothing to do with housing: its registers are asked about the applicant alone."""

from iskan.core.catalogue import Channel, RegisterCheck, Service, Subjects
from iskan.core.dated import LegalBasis
from iskan.core.forms import Step, TextQuestion
from iskan.core.text import Text
from iskan.policy import departments, service_families
from iskan.policy.lifecycles.course import Eyes, course
from iskan.policy.questions import registers

SERVICE = Service(
    code="road_permit",
    name=Text(ar="تصريح حفر", en="Excavation permit"),
    summary=Text(ar="تصريح تجريبي لا صلة له بالإسكان", en="A trial permit that has nothing to do with housing"),
    who_may_apply=(Text(ar="كل مواطن", en="Any citizen"),),
    by_delegate=False,
    legal_basis=(
        LegalBasis(
            instrument=Text(ar="قانون الطرق التجريبي", en="Trial Roads Act"),
            article=Text(ar="المادة 1", en="Article 1"),
            source="test",
            grade="C",
        ),
    ),
    channels=(Channel.WEB,),
    fee=None,
    promise=None,
    steps=(
        Step(
            code="road",
            title=Text(ar="الطريق", en="The road"),
            questions=(TextQuestion(code="road", label=Text(ar="رقم الطريق", en="Road number")),),
        ),
    ),
    register_checks=(
        registers.IDENTITY,
        RegisterCheck(
            register="land_registry",
            subjects=Subjects.PERSON,
            purpose=Text(ar="التحقق من ملكية العقار", en="To verify who owns the property"),
        ),
    ),
    lifecycle=course(code="road_permit", decided_by=Eyes.TWO),
    decided_by=departments.HOUSING_REQUESTS,
    family=service_families.STATEMENTS,
    position=95,
)
