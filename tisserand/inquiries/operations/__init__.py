"""Every write of a commissioned inquiry: one verb, one operation."""

from tisserand.inquiries.operations.following import anonymise, follow_file, go_on_without
from tisserand.inquiries.operations.hearing import close, offer_follow_up, postpone_hearing, record_judgment
from tisserand.inquiries.operations.housing import tell_housing
from tisserand.inquiries.operations.meeting import give_up, meet, record_agreement, record_attempt
from tisserand.inquiries.operations.opening import Saisine, attribute, correct_saisine, receive
from tisserand.inquiries.operations.sending import send
from tisserand.inquiries.operations.steps import InquiryChanged
from tisserand.inquiries.operations.writing import (
    finish_writing,
    record_reading,
    take_up_again,
    write_budget,
    write_diagnosis,
)

__all__ = (
    "InquiryChanged",
    "Saisine",
    "anonymise",
    "attribute",
    "close",
    "correct_saisine",
    "finish_writing",
    "follow_file",
    "go_on_without",
    "give_up",
    "meet",
    "offer_follow_up",
    "postpone_hearing",
    "receive",
    "record_agreement",
    "record_attempt",
    "record_judgment",
    "record_reading",
    "send",
    "take_up_again",
    "tell_housing",
    "write_budget",
    "write_diagnosis",
)
