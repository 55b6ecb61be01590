"""Every read of support plans, scoped by the actor."""
