"""Migrations without their slowest step, which is none of PostgreSQL's.

For each table made, Django renders again every model that is tied to it from near or far: all of them, soon. A model
that did not exist yet is tied to nothing: rendering it alone says the same. Half of what a first `make run` spent on
its tables went there, and `tests/platform/test_migrating.py` compares the two results.
"""

from django.db.migrations.state import ProjectState

as_django_does = ProjectState._find_reload_model


def what_changes(state: ProjectState, app_label: str, model_name: str, delay: bool = False) -> set[tuple[str, str]]:
    if model_name not in state.apps.all_models[app_label]:
        return {(app_label, model_name)}
    return as_django_does(state, app_label, model_name, delay)


def render_less() -> None:
    ProjectState._find_reload_model = what_changes
