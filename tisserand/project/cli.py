"""The command line `tisserand`: friendly names on Django's management commands, each under its database role."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from tisserand.project import cluster, serving

USAGE = """\
tisserand up                     tout préparer, puis servir (c’est ce que fait « make run »)
tisserand serve                  servir une installation déjà préparée
tisserand migrate                mettre la base à jour, murs compris
tisserand demo [--persons N]     charger le département de démonstration
tisserand organisation FICHIER   charger l’organisation décrite par un fichier
tisserand account create         créer un compte et son poste : la première administration d’une base vide
tisserand import NOM FICHIER…    importer des données
tisserand journal verify         vérifier que le journal est intact, et dire où il ne l’est pas
tisserand journal seal           sceller maintenant ce qui attend
tisserand journal heads          écrire les sceaux signés, à garder ailleurs
tisserand retention --dry-run    ce qui arrive au bout de sa durée, sans rien changer
tisserand check                  vérifier l’installation : structure, rôles, murs, travail de fond, règles
tisserand stop                   arrêter PostgreSQL s’il est resté en marche

Les autres commandes de Django s’emploient sous leur nom, « tisserand shell » par exemple.
"""

# Who changes the structure is `owner`, who loads or works in the background is `jobs`, the rest is `app` (decision D6).
OWNER = {"migrate", "makemigrations", "walls_apply", "analyze", "dbshell"}
JOBS = {"account", "check_installation", "demo", "procrastinate", "load_organisation", "journal", "retention"}
WITHOUT_DATABASE = {"collectstatic", "compilemessages"}
FRIENDLY = {"organisation": "load_organisation", "check": "check_installation"}


def main(arguments: Sequence[str] | None = None) -> int:
    words = list(sys.argv[1:] if arguments is None else arguments)
    name, rest = (words[0], words[1:]) if words else ("help", [])
    try:
        return run(name, rest)
    except (cluster.ClusterError, serving.CannotServe) as sentence:
        print(sentence, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def run(name: str, rest: list[str]) -> int:
    if name in {"help", "--help", "-h"}:
        print(USAGE, end="")
    elif name == "up":
        return up()
    elif name == "serve":
        with database():
            return serving.serve()
    elif name == "stop":
        cluster.ensure(cluster.default_data_dir()).stop()
    elif name == "migrate":
        return migrate(rest)
    else:
        return manage(*command_of(name, rest))
    return 0


def up() -> int:
    """Each step is a process of its own, because each speaks to the database under its own role."""
    with database():
        step("Mise à jour de la base…", "migrate", "--verbosity=0")
        step("Préparation des fichiers de l’interface…", "collectstatic", "--noinput", "--verbosity=0")
        if serving.demo_wanted():
            step("Département de démonstration…", "demo", "--if-empty")
            # Who loads may not look at every table; without its figures PostgreSQL reads them whole.
            step("Préparation des recherches…", "analyze")
        return serving.serve()


def step(sentence: str, *command: str) -> None:
    print(sentence, flush=True)
    serving.run_step(command)


def migrate(rest: list[str]) -> int:
    """The walls are dropped before a migration and rebuilt after it (decision D5)."""
    with database():
        return manage("migrate", rest) or manage("walls_apply", [])


def command_of(name: str, rest: list[str]) -> tuple[str, list[str]]:
    """`import roads f.csv` is the management command `import_roads f.csv`."""
    if name == "import" and rest:
        return f"import_{rest[0].replace('-', '_')}", rest[1:]
    return FRIENDLY.get(name, name.replace("-", "_")), rest


def role_of(command: str) -> str:
    if command in OWNER:
        return "owner"
    return "jobs" if command in JOBS or command.startswith("import_") else "app"


def manage(command: str, rest: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tisserand.project.settings")
    os.environ["TISSERAND_DB_ROLE"] = role_of(command)
    if command in WITHOUT_DATABASE:
        return execute(command, rest)
    with database():
        return execute(command, rest)


def execute(command: str, rest: list[str]) -> int:
    # Only now: the settings read which server was prepared, and under which role to speak to it.
    from django.core.management import execute_from_command_line

    if command == "migrate":
        from tisserand.project import migrating

        migrating.render_less()
    execute_from_command_line(["tisserand", command, *rest])
    return 0


@contextmanager
def database() -> Iterator[None]:
    """The server of DATABASE_URL, or our own for as long as it is needed."""
    if url := os.environ.get("DATABASE_URL"):
        cluster.prepare_external(url)
        yield
    else:
        with cluster.session(cluster.default_data_dir()):
            yield
