"""What every row of the story carries, so that its policy reads no other table (decision D5)."""

from django.db import models

from tisserand.kernel.ids import new_id
from tisserand.people.walls import STAFF


class Story(models.Model):
    """`visibility` follows the person's, as in `people`."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    site = models.ForeignKey("access.Unit", models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    visibility = models.CharField(max_length=10, default=STAFF)
    author = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        abstract = True
