"""Places on the screens of this room that the rooms above fill."""

from tisserand.kernel.slots import Slot

# (actor, orientation) → what may follow: « Commencer l’accompagnement ».
ORIENTATION_ACTIONS = Slot()
