"""Two profiles of one entity made one, and taken apart again.

The way through it: ``relations`` knows every relation to a profile and what becomes of it; ``plan`` says
whether two profiles can be merged and all that this touches; ``belongings`` is what one brings to the
other; ``merge`` does it in one transaction and keeps a ``journal`` in the log, from which ``undo`` takes
it back; ``followed`` and ``memories`` keep what translations got meanwhile, and ``later`` knows which merges
are to be undone first. How revisions written before are read: ``entities.models.profile_tombstones``.
"""
