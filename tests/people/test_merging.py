"""Two files of one person become one, and go back exactly as they were."""

from collections.abc import Iterator

import pytest
from django.db import connection

from tests.people.situations import TODAY, known, named, protected
from tests.situations import NOW, acting, as_jobs
from tisserand.access import policies
from tisserand.access import queries as access
from tisserand.access.models import JournalEntry
from tisserand.kernel.dates import PartialDate
from tisserand.kernel.ids import new_id
from tisserand.kernel.refusals import Refused
from tisserand.people import operations, queries
from tisserand.people.models import Fold, FoldedRow, HouseholdMember, Person, PersonEvent, Tie
from tisserand.people.rules import Identity

pytestmark = pytest.mark.django_db

MAIDEN = Identity(civility="mme", birth_name="Dambas", first_names="Roselyne", birth=PartialDate(1984))


def columns_naming_a_person() -> Iterator[tuple[type, str]]:
    """Every column of the catalogue that names somebody: by a key, or by identifier."""
    for model in policies.our_models():
        for field in model._meta.concrete_fields:
            key = field.is_relation and field.related_model is Person
            if key or field.column == "person_id":
                yield model, field.column


def everything() -> dict[str, list]:
    """All rows of every table that names a person, as PostgreSQL writes them; the fold and the journal apart."""
    tables = {model._meta.db_table for model, _ in columns_naming_a_person()} | {"people_person"}
    found = {}
    for table in sorted(tables - {"people_fold", "people_foldedrow", "access_journalentry", "people_personevent"}):
        minus = " - 'version'" if table == "people_person" else ""
        with as_jobs(), connection.cursor() as cursor:
            cursor.execute(f"select (to_jsonb(t){minus})::text from {table} t order by 1")  # noqa: S608
            found[table] = [row for (row,) in cursor.fetchall()]
    return found


def versions(*persons) -> list[int]:
    with as_jobs():
        found = Person.objects.in_bulk(persons)
    return [found[person].version for person in persons]


def merge(actor, kept, other, *taken, **said):
    kept_version, other_version = versions(kept, other)
    read = {"kept_version": kept_version, "other_version": other_version, "reason": "Une personne, deux accueils."}
    return operations.merge_files(actor=actor, at=NOW, kept=kept, other=other, taken=taken, **(read | said))


@pytest.fixture
def two_files(service):
    kept, other = known(service).pk, known(service, MAIDEN).pk
    child = named(service, "Malik").pk
    with as_jobs():
        desk = service.actor("secretaire")
        said = {"actor": desk, "at": NOW}
        for person in (kept, other):
            operations.declare_tie(**said, person=person, other=child, kind="child")
            operations.set_contact(**said, person=person, channel="phone", value="0690000047", starts_on=TODAY)
            operations.join_care_team(
                **said,
                person=person,
                unit=service.team.pk,
                account=service.account("referente").pk,
                reason="plan",
                starts_on=TODAY,
            )
        operations.declare_tie(**said, person=kept, other=other, kind="sibling")
        operations.live_together(**said, person=kept, other=child)
        operations.live_together(**said, person=other, other=child)
        operations.record_consent(**said, person=other, topic="sms", given=True, decided_on=TODAY)
    return kept, other


def test_the_kept_file_receives_everything_and_the_other_only_points_to_it(service, two_files):
    kept, other = two_files
    with acting(service.actor("cheffe")) as manager:
        merge(manager, kept, other)
        assert queries.person(manager, other) is None
        assert queries.cards(manager, [kept, other]).keys() == {kept}
        assert queries.kept_of(manager, other) == kept
        assert len(queries.contacts(manager, kept)) == 2
        assert len(queries.consents(manager, kept)) == 1
        assert len(queries.care_team(manager, kept, TODAY)) == 1
        household, ties = queries.relatives(manager, kept)
        assert [relative.card.display_name for relative in ties] == ["Malik Mirval"]
        assert {relative.card.display_name for relative in household} == {"Malik Mirval"}


def test_she_is_found_by_both_names(service, two_files):
    kept, other = two_files
    with acting(service.actor("cheffe")) as manager:
        merge(manager, kept, other)
        for text in ("mirval roselyne", "dambas roselyne 84"):
            assert [hit.card.id for hit in queries.search(manager, text, today=TODAY).hits][0] == kept
        person = queries.person(manager, kept)
        operations.correct_identity(
            actor=manager, at=NOW, person=kept, expected_version=person.version, identity=Identity(used_name="Zou")
        )
        found = [hit.card.id for hit in queries.search(manager, "dambas roselyne", today=TODAY).hits]
        assert kept in found
        assert other not in found


def test_a_job_that_reads_all_names_again_keeps_both(service, two_files):
    kept, other = two_files
    with acting(service.actor("cheffe")) as manager:
        merge(manager, kept, other)
    with as_jobs():
        operations.index_names()
    with acting(service.actor("cheffe")) as manager:
        assert kept in [hit.card.id for hit in queries.search(manager, "dambas roselyne", today=TODAY).hits]


def test_what_only_one_says_is_kept_and_what_differs_is_chosen(service):
    kept = known(service, Identity(used_name="Mirval", first_names="Roselyne", language="créole")).pk
    other = known(service, Identity(used_name="Mirvale", first_names="Roseline", birth_place="Les Abymes")).pk
    with acting(service.actor("cheffe")) as manager:
        merge(manager, kept, other, "first_names")
        identity = queries.person(manager, kept).identity
    said = (identity.used_name, identity.first_names, identity.birth_place, identity.language)
    assert said == ("Mirval", "Roseline", "Les Abymes", "créole")


def test_undoing_leaves_every_row_as_it_was(service, two_files):
    kept, other = two_files
    before = everything()
    with acting(service.actor("cheffe")) as manager:
        fold = merge(manager, kept, other, "used_name", "birth")
        assert everything() != before
        operations.undo_merge(actor=manager, at=NOW, fold=fold.pk, reason="Deux sœurs.")
    assert everything() == before
    assert len(everything()) > 30


def test_what_somebody_corrected_since_stays(service, two_files):
    kept, other = two_files
    with acting(service.actor("cheffe")) as manager:
        fold = merge(manager, kept, other)
        person = queries.person(manager, kept)
        corrected = Identity(**{**vars(person.identity), "birth_place": "Deshaies"})
        operations.correct_identity(
            actor=manager, at=NOW, person=kept, expected_version=person.version, identity=corrected
        )
        operations.undo_merge(actor=manager, at=NOW, fold=fold.pk, reason="Deux sœurs.")
        assert queries.person(manager, kept).identity.birth_place == "Deshaies"
        assert queries.person(manager, other).identity.birth_name == "Dambas"
        assert other in [hit.card.id for hit in queries.search(manager, "dambas roselyne", today=TODAY).hits]


def test_what_was_written_since_goes_to_whom_it_belongs(service, two_files):
    kept, other = two_files
    with acting(service.actor("cheffe")) as manager:
        fold = merge(manager, kept, other)
        said = {"actor": manager, "at": NOW, "person": kept, "given": True, "decided_on": TODAY}
        hers = operations.record_consent(**said, topic="courrier")
        stays = operations.record_consent(**said, topic="message-vocal")
        assert {filed.key for filed in queries.written_since(manager, fold)} == {hers.pk, stays.pk}
        operations.undo_merge(actor=manager, at=NOW, fold=fold.pk, theirs=[hers.pk], reason="Deux sœurs.")
        assert {row.topic for row in queries.consents(manager, other)} == {"sms", "courrier"}
        assert {row.topic for row in queries.consents(manager, kept)} == {"message-vocal"}


def test_twice_the_same_click_joins_once(service, two_files):
    kept, other = two_files
    key = new_id()
    with acting(service.actor("cheffe")) as manager:
        first = merge(manager, kept, other, request_key=key)
        assert merge(manager, kept, other, request_key=key).pk == first.pk
        with pytest.raises(Refused, match="joined"):
            merge(manager, kept, other)


def test_an_identity_read_before_somebody_changed_it_is_refused(service, two_files):
    with acting(service.actor("cheffe")) as manager, pytest.raises(Refused, match="changed"):
        merge(manager, *two_files, other_version=7)


def test_the_journal_names_both(service, two_files):
    kept, other = two_files
    with acting(service.actor("cheffe")) as manager:
        merge(manager, kept, other)
    with as_jobs():
        entries = JournalEntry.objects.filter(verb="person.merge").order_by("id")
        assert {(entry.subject, entry.person_id) for entry in entries} == {(kept, other), (other, kept)}


def test_files_are_undone_in_the_reverse_order(service, two_files):
    kept, other = two_files
    third = known(service, Identity(used_name="Mirval", first_names="Rosy")).pk
    before = everything()
    with acting(service.actor("cheffe")) as manager:
        first = merge(manager, kept, other)
        second = operations.merge_files(
            actor=manager,
            at=NOW,
            kept=third,
            other=kept,
            kept_version=versions(third)[0],
            other_version=versions(kept)[0],
            taken=(),
            reason="Trois accueils.",
        )
        assert queries.kept_of(manager, other) == third
        with pytest.raises(Refused, match="order"):
            operations.undo_merge(actor=manager, at=NOW, fold=first.pk, reason="Non.")
        for fold in (second, first):
            operations.undo_merge(actor=manager, at=NOW, fold=fold.pk, reason="Trois personnes.")
    assert everything() == before


def test_a_protected_file_is_joined_by_who_keeps_both_only(service):
    kept, other = protected(service).pk, protected(service, MAIDEN).pk
    ordinary = named(service, "Rosy").pk
    with acting(service.actor("cheffe")) as keeper:
        with pytest.raises(Refused, match="walls"):
            merge(keeper, kept, ordinary)
        fold = merge(keeper, kept, other)
        assert len(queries.search(keeper, "dambas roselyne", today=TODAY).hits) == 1
    with acting(service.actor("referent.ailleurs")) as stranger:
        assert not Fold.objects.filter(pk=fold.pk).exists()
        assert not FoldedRow.objects.exists()
        assert queries.kept_of(stranger, other) is None


def test_a_colleague_who_stepped_aside_from_either_is_denied_both(service, two_files):
    kept, other = two_files
    with acting(service.actor("secretaire")) as desk:
        operations.step_aside(actor=desk, at=NOW, person=other)
    with acting(service.actor("cheffe")) as manager:
        merge(manager, kept, other)
        fold = Fold.objects.get()
    with as_jobs():
        desk = service.actor("secretaire")
    with acting(desk):
        assert {kept, other} <= desk.denied
        assert queries.person(desk, kept) is None
        assert not Person.objects.filter(pk__in=two_files).exists(), "nor what stays under the closed file"
    with acting(service.actor("cheffe")) as manager:
        operations.undo_merge(actor=manager, at=NOW, fold=fold.pk, reason="Deux sœurs.")
    assert denied_to(service, "secretaire") == {other}


def denied_to(service, login) -> frozenset:
    with as_jobs():
        return service.actor(login).denied


def test_stepping_aside_from_a_joined_file_closes_both(service, two_files):
    kept, other = two_files
    with acting(service.actor("cheffe")) as manager:
        merge(manager, kept, other)
    with acting(service.actor("secretaire")) as desk:
        operations.step_aside(actor=desk, at=NOW, person=kept)
    assert denied_to(service, "secretaire") == {kept, other}


def test_a_file_closed_after_a_joining_closes_the_other_one_and_the_ledger(service, two_files):
    kept, other = two_files
    with acting(service.actor("cheffe")) as keeper:
        fold = merge(keeper, kept, other, "used_name")
        said = {"actor": keeper, "at": NOW, "reason": "Agente du service."}
        operations.make_restricted(**said, person=kept, guard_unit=service.territory.pk)
    with acting(service.actor("secretaire")) as desk:
        for model, about in ((Person, "pk"), (PersonEvent, "pgh_obj"), (Tie, "person"), (HouseholdMember, "person")):
            assert not model.objects.filter(**{f"{about}__in": two_files}).exists(), model
        assert queries.kept_of(desk, other) is None, "where its address leads is not said"
    with as_jobs():
        for model in (Fold, FoldedRow):
            assert set(model.objects.values_list("visibility", flat=True)) == {"restricted"}, model
    with acting(service.actor("cheffe")) as keeper:
        operations.undo_merge(actor=keeper, at=NOW, fold=fold.pk, reason="Deux sœurs.")
        assert (queries.person(keeper, other).is_protected, Fold.objects.get().former) == (True, {})


def test_a_tie_kept_confidential_in_one_file_is_kept_so_in_both(service, two_files):
    kept, other = two_files
    former = named(service, "Steeve").pk
    with acting(service.actor("cheffe")) as manager:
        said = {"actor": manager, "at": NOW, "other": former, "kind": "former_partner"}
        plain = operations.declare_tie(**said, person=kept)
        operations.declare_tie(**said, person=other, confidential=True)
        with pytest.raises(Refused, match="tie_once"):
            merge(manager, kept, other)
        Tie.objects.filter(pk=plain.pk).delete()
        operations.declare_tie(**said | {"other": kept}, person=former)
        merge(manager, kept, other)
        assert queries.kept_apart(manager, kept) == {former}


def test_nobody_moves_rows_out_of_a_fold(service, two_files):
    """The function is called again, later, by whoever would like to: another transaction is another number."""
    kept, other = two_files
    with acting(service.actor("cheffe")) as manager:
        fold = merge(manager, kept, other)
        with as_jobs():
            Fold.objects.filter(pk=fold.pk).update(xid=1)
        with connection.cursor() as cursor:
            cursor.execute("select walls.unfold_people(%s, null)", [fold.pk])
        assert len(queries.contacts(manager, kept)) == 2


@pytest.mark.rail
def test_no_column_that_names_a_person_is_forgotten():
    from tests.people.folded import moving, staying

    found = {f"{model._meta.db_table}.{column}" for model, column in columns_naming_a_person()}
    assert found - moving() - staying() == set(), "say in the room's walls how these follow a person, or why not"
    assert (moving() | staying()) - found == set()


def test_ties_left_behind_are_shown_to_nobody(service, two_files):
    kept, other = two_files
    with acting(service.actor("cheffe")) as manager:
        merge(manager, kept, other)
        assert Tie.objects.filter(other_id=other).exists()
        assert HouseholdMember.objects.filter(person_id=kept).count() == 2
        child = next(relative.card.id for relative in queries.ties_of(manager, kept))
        assert [relative.card.id for relative in queries.ties_of(manager, child)] == [kept]
        assert access.visible(Person, manager).filter(attached_to=kept).count() == 1
