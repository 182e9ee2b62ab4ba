"""One chain merged into another one, and back.

The way through it: ``plan`` says whether two chains can be merged and all that this touches;
``merge`` does it in one transaction and leaves in the log what ``undo`` needs; ``screens`` is what
its screens share with those of profiles. How revisions written before are read is said in
``entities.models.tombstones``.
"""
