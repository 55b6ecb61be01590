"""Every screen that shows somebody's file notes its reading, or says here why it does not (ASVS 16.3.2, check 60)."""

import ast
from pathlib import Path

import pytest
from django.conf import settings
from django.shortcuts import render
from django.urls import URLPattern, get_resolver

from tests.rails.consulting import reaches_the_journal
from tisserand.desk.web import file
from tisserand.privacy.rules.reads import pages

pytestmark = pytest.mark.rail

NOBODY = "Personne n’y est montré."
A_LIST = "Une liste : un nom et la suite à donner ; ouvrir une ligne est une lecture."
A_GESTURE = "Un geste, puis une redirection : rien n’est montré."
COUNTED = "Des nombres, sans personne ; les petites cases sont masquées."
EXPORTED = "Le journal lui-même, sans le nom de la personne ; l’export est un acte du journal."
REFERENCES = "Des références de dossiers et des dates, sans nom ni contenu."
OWN_POST = "Son compte, sa session, ses seconds facteurs : aucune personne reçue."
COLLEAGUES = "Les comptes et les remplacements des collègues : aucune personne reçue."
A_DATE = "Une date, son article et son calcul, sans nom ni situation."
OWN_TEXT = "Les textes commencés par celle qui les lit."
UNREAD = {
    NOBODY: (
        "support:joint_figures "
        "access:demo_login access:forget_logins access:login access:logout access:resume access:roles"
        " deadlines:adjust deadlines:rule deadlines:rules desk:teams"
        " privacy:unusual_reads reception:blank_sheet reception:type_sheet territories:organisation territories:site"
        " reception:urgency reception:urgency_version reception:compare_urgency reception:prepare_urgency"
        " reception:write_urgency reception:urgency_part reception:publish_urgency reception:withdraw_urgency"
    ),
    OWN_POST: (
        "access:account access:change_password access:code_image access:end_sessions access:enrol access:enrol_key"
        " access:enrol_totp access:key_challenge access:key_login access:lock access:locked access:new_key_challenge"
        " access:own_key_challenge access:present access:print_codes access:prove access:provider access:provider_back"
        " deadlines:agenda deadlines:choose_digest deadlines:open_feed deadlines:revoke_feed"
        " access:remove_factor access:second_factor access:second_key_challenge access:unlock"
    ),
    COLLEAGUES: (
        "access:accounts access:close_account access:colleague access:covers access:end_colleague_sessions"
        " access:end_cover access:give_password access:reopen_account access:revoke_factors access:search_accounts"
        " access:set_email access:new_account access:give_seat access:end_seat access:unit_seats"
        " reception:on_call reception:put_on_call reception:change_on_call reception:cancel_on_call"
    ),
    COUNTED: "steering:landmarks steering:landmarks_export inquiries:concern_figures inquiries:concern_figures_export",
    EXPORTED: "privacy:export_reads",
    REFERENCES: (
        "privacy:bordereau privacy:bordereaux privacy:decide privacy:drop privacy:durations privacy:give_visa"
        " privacy:holds privacy:lift_hold privacy:propose privacy:register privacy:register_export privacy:retention"
    ),
    A_DATE: "deadlines:done_elsewhere deadlines:feed deadlines:give deadlines:tell deadlines:why",
    OWN_TEXT: "access:discard_draft access:drafts access:keep_draft",
    A_LIST: (
        "people:emergencies people:emergency privacy:rights inquiries:evictions inquiries:concerns inquiries:children "
        "transmissions:letters transmissions:addresses support:joint "
        "assessment:orientations desk:duties desk:find_arrival desk:line desk:line_changes desk:line_names"
        " desk:line_site desk:my_day people:search reception:appointments support:plans support:regulation"
        " support:session"
    ),
    A_GESTURE: (
        "people:emergency_close support:end_finishing inquiries:concern_new inquiries:transmit "
        "assessment:attribute_support assessment:conclude assessment:save desk:open desk:register_known"
        " desk:register_nameless desk:register_new people:attach people:create reception:answer_message"
        " reception:cancel reception:cancel_appointment reception:close reception:danger reception:entrust"
        " reception:honour reception:miss reception:purpose reception:receive reception:take_back"
        " reception:take_emergency reception:take_up_contact support:close_session support:open_session"
    ),
}
DECLARED = {name for names in UNREAD.values() for name in names.split()}


def routes(patterns, room=""):
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield f"{room}:{pattern.name}", pattern.callback
        else:
            yield from routes(pattern.url_patterns, pattern.app_name or room)


def test_every_screen_notes_the_reading_or_says_why_not():
    silent = {name for name, view in routes(get_resolver().url_patterns) if not reaches_the_journal(view)}
    assert silent - DECLARED == set(), "a new screen shows somebody without noting it"


def test_every_declared_route_exists():
    assert {name for name, _ in routes(get_resolver().url_patterns)} >= DECLARED


def test_a_screen_that_forgets_the_journal_is_seen():
    def forgetful(request, person_id):
        return render(request, "desk/file.html", {})

    forgetful.__module__ = "tisserand.desk.web.file"
    assert not reaches_the_journal(forgetful)
    assert reaches_the_journal(file.file)


def noted_pages():
    """The words that the code gives to `consulted` and to `seen`."""
    for path in sorted((Path(settings.BASE_DIR) / "tisserand").glob("*/web/**/*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        constants = {
            target.id: node.value.value
            for node in tree.body
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
            for target in node.targets
        }
        for call in ast.walk(tree):
            if isinstance(call, ast.Call) and _name(call.func) in {"consulted", "seen"} and len(call.args) >= 2:
                yield from _said(call, constants)


def _name(function) -> str:
    return getattr(function, "attr", getattr(function, "id", ""))


def _said(call, constants):
    given = [word.value for word in call.keywords if word.arg == "page"] or call.args[2:3]
    for value in given:
        if isinstance(value, ast.Constant):
            yield value.value
        elif isinstance(value, ast.Name) and value.id in constants:
            yield constants[value.id]


def test_every_page_noted_has_a_name_to_tell_the_person():
    noted = set(noted_pages())
    assert len(noted) > 20
    assert noted <= set(pages())
