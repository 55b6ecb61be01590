"""Every read of privacy, scoped by the actor."""
