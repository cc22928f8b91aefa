"""What personal data this app holds, field by field."""

from typing import Final

from iskan.core.personal_data import DataKind, Held, fields, of_kind
from iskan.core.text import Text
from iskan.policy.personal_data import AUDITORS, HOUSE, OFFICIALS, PUBLIC_BY_NUMBER, WORKING_NOTES

HELD: Final = (
    Held(
        model="housing_stock.Project",
        what=Text(ar="المشاريع", en="Projects"),
        purpose=HOUSE,
        receivers=(PUBLIC_BY_NUMBER,),
        plain=fields(
            "id latitude longitude planned_start_on planned_on started_on completed_on code name_ar "
            "name_en town_ar town_en governorate kind programme land_hectares about_ar about_en "
            "boundary version"
        ),
    ),
    Held(
        model="housing_stock.ProjectBoundary",
        what=Text(ar="حدود المشاريع", en="Boundaries of projects"),
        purpose=HOUSE,
        receivers=(PUBLIC_BY_NUMBER,),
        personal={**of_kind(DataKind.STAFF, "by_id")},
        plain=fields("id project boundary at"),
    ),
    Held(
        model="housing_stock.Phase",
        what=Text(ar="مراحل المشاريع", en="Phases of projects"),
        purpose=HOUSE,
        receivers=(PUBLIC_BY_NUMBER,),
        plain=fields("id planned_start_on planned_on started_on completed_on project number name_ar name_en"),
    ),
    Held(
        model="housing_stock.Building",
        what=Text(ar="المباني", en="Buildings"),
        purpose=HOUSE,
        receivers=(PUBLIC_BY_NUMBER,),
        plain=fields("id latitude longitude project code"),
    ),
    Held(
        model="housing_stock.Unit",
        what=Text(ar="الوحدات السكنية", en="Homes"),
        purpose=HOUSE,
        receivers=(PUBLIC_BY_NUMBER,),
        plain=fields(
            "id latitude longitude code project phase building type unit_class rooms area floor "
            "house road block "
            "accessible state state_since brought_by"
        ),
    ),
    Held(
        model="housing_stock.UnitEvent",
        what=Text(ar="تغير حالة الوحدات", en="Changes in the state of homes"),
        purpose=HOUSE,
        receivers=(OFFICIALS, AUDITORS),
        personal={**of_kind(DataKind.STAFF, "by_id"), **of_kind(DataKind.WORDS, "reason")},
        plain=fields("id unit source target at"),
        given=WORKING_NOTES,
    ),
    Held(
        model="housing_stock.FloorPlan",
        what=Text(ar="مخططات الوحدات", en="Floor plans of homes"),
        purpose=HOUSE,
        receivers=(PUBLIC_BY_NUMBER,),
        personal={**of_kind(DataKind.STAFF, "brought_by_id")},
        plain=fields("id document brought_at"),
        given=WORKING_NOTES,
    ),
    Held(
        model="housing_stock.HomeTerms",
        what=Text(ar="أسعار الوحدات ومخططاتها المعتمدة", en="Prices and floor plans of homes as set"),
        purpose=HOUSE,
        receivers=(PUBLIC_BY_NUMBER,),
        personal={**of_kind(DataKind.STAFF, "agreed_by_id")},
        plain=fields("id project unit_class price plan instrument_ar instrument_en agreed_at"),
        given=WORKING_NOTES,
    ),
    Held(
        model="housing_stock.Gate",
        what=Text(ar="متطلبات المشاريع", en="What projects wait for"),
        purpose=HOUSE,
        receivers=(PUBLIC_BY_NUMBER,),
        plain=fields("id project phase kind is_required planned_on done_on note"),
    ),
    Held(
        model="housing_stock.ProgressReport",
        what=Text(ar="تقارير الإنجاز", en="Progress reports"),
        purpose=HOUSE,
        receivers=(PUBLIC_BY_NUMBER,),
        personal={**of_kind(DataKind.STAFF, "reported_by_id")},
        plain=fields("id project phase on percent note reported_at"),
    ),
    Held(
        model="housing_stock.StockImport",
        what=Text(ar="جداول الوحدات المرفوعة", en="Uploaded tables of homes"),
        purpose=HOUSE,
        receivers=(OFFICIALS, AUDITORS),
        personal={**of_kind(DataKind.STAFF, "uploaded_by_id taken_back_by_id")},
        plain=fields(
            "id file_name sheet_name others rows filtered_rows unreadable_count uploaded_at confirmed_at "
            "created_count changed_count changes taken_back_at taken_back_reason"
        ),
    ),
)
