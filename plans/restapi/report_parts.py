"""What a document asks of reports, for programs: a list of the parts' names."""

from plans.report_parts import ReportPart, ReportPartsField
from restapi.schemas.field_kinds import FIELD_KINDS, FieldKind, same

FIELD_KINDS.insert(
    0,
    FieldKind(
        ReportPartsField, same(list[ReportPart]), same(list[ReportPart]), "array", "Multiple Choice", "array"
    ),
)
