class ClusterError(Exception):
    """A sentence in French for whoever started Tisserand: what happened, and what to do."""
