"""The PostgreSQL that Tisserand talks to: its own (embedded) or one given by DATABASE_URL.

Known without Django, so that the command line can start it before the settings are read.
"""

from tisserand.project.cluster.embedded import Cluster, ensure, session
from tisserand.project.cluster.errors import ClusterError
from tisserand.project.cluster.external import prepare_external
from tisserand.project.cluster.layout import default_data_dir
from tisserand.project.cluster.server import Server, known, role_names
from tisserand.project.cluster.throwaway import temporary

__all__ = [
    "Cluster",
    "ClusterError",
    "Server",
    "default_data_dir",
    "ensure",
    "known",
    "role_names",
    "prepare_external",
    "role_names",
    "session",
    "temporary",
]
