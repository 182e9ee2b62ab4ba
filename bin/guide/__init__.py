"""The walk through the admin of which the editors' guide shows pictures; see ``bin/guide_pictures.py``.

A step is a function that bears the name of its picture: it is given the ``Walk``, does what the guide
tells, and returns a page with the parts of it to be shown.
"""
