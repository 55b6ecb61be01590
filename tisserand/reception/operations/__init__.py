"""Every write of reception: one verb, one operation."""

from tisserand.reception.operations.anonymising import anonymise
from tisserand.reception.operations.appointments import (
    book_appointment,
    call_off_appointment,
    cancel_appointment,
    entrust_appointment,
    keep_hour,
    postpone_appointment,
)
from tisserand.reception.operations.demands import DemandChanged, draft_of, usual_nature, write_demand
from tisserand.reception.operations.describing import Description, change_purpose, describe_visit
from tisserand.reception.operations.emergencies import (
    answer_emergency,
    carry_over,
    open_emergency,
    say_kind,
    take_in_hand,
)
from tisserand.reception.operations.ending import owe_endings
from tisserand.reception.operations.leaving import ask_for_others, go_on_without
from tisserand.reception.operations.locks import VisitChanged
from tisserand.reception.operations.meetings import honour_appointment, miss_appointment, take_up_contact
from tisserand.reception.operations.messages import answer_message, leave_message
from tisserand.reception.operations.naming import attach_person, check_naming, follow_attached, follow_visibility
from tisserand.reception.operations.on_call import ask_for_holders, cancel_on_call, change_on_call, put_on_call
from tisserand.reception.operations.papers import type_sheet
from tisserand.reception.operations.receiving import cancel_visit, close_visit, receive_visit, take_back
from tisserand.reception.operations.registering import (
    AlreadyWaiting,
    already_waiting_sentence,
    answer_call,
    register_visit,
)
from tisserand.reception.operations.urgency import (
    ProtocolChanged,
    prepare_protocol,
    publish_protocol,
    reading,
    withdraw_protocol,
    write_answer,
    write_frame,
)

__all__ = (
    "AlreadyWaiting",
    "DemandChanged",
    "Description",
    "ProtocolChanged",
    "VisitChanged",
    "already_waiting_sentence",
    "anonymise",
    "answer_call",
    "ask_for_holders",
    "ask_for_others",
    "answer_emergency",
    "answer_message",
    "attach_person",
    "book_appointment",
    "call_off_appointment",
    "cancel_appointment",
    "cancel_on_call",
    "cancel_visit",
    "carry_over",
    "change_on_call",
    "change_purpose",
    "check_naming",
    "close_visit",
    "describe_visit",
    "draft_of",
    "entrust_appointment",
    "follow_attached",
    "follow_visibility",
    "go_on_without",
    "honour_appointment",
    "keep_hour",
    "leave_message",
    "miss_appointment",
    "open_emergency",
    "owe_endings",
    "postpone_appointment",
    "prepare_protocol",
    "publish_protocol",
    "put_on_call",
    "reading",
    "receive_visit",
    "register_visit",
    "say_kind",
    "take_back",
    "take_in_hand",
    "take_up_contact",
    "type_sheet",
    "usual_nature",
    "withdraw_protocol",
    "write_answer",
    "write_demand",
    "write_frame",
)
