"""Places on the screens of this room that the rooms above fill."""

from tisserand.kernel.slots import Slot

# (actor, person_id) → where the file of the person opens.
FILE_LINKS = Slot()
