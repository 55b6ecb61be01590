"""The one contract that import-linter does not ship: models and web are private to their room."""

from importlinter import Contract, ContractCheck
from importlinter.application import output

PRIVATE = ("models", "web")


def breaches(imports):
    """Pairs (importer, imported) where a room reaches into another room's private drawer."""
    for importer, imported in imports:
        room, *inside = imported.split(".")[1:]
        if inside and inside[0] in PRIVATE and importer.split(".")[1:2] != [room]:
            yield importer, imported


class PrivateDrawers(Contract):
    def check(self, graph, verbose):
        ours = [m for m in graph.modules if m.startswith("tisserand.")]
        found = list(breaches((i, m) for m in sorted(ours) for i in graph.find_modules_that_directly_import(m)))
        return ContractCheck(kept=not found, metadata={"breaches": found})

    def render_broken_contract(self, check):
        for importer, imported in check.metadata["breaches"]:
            output.print_error(f"{importer} imports {imported}, which is private to its room")
