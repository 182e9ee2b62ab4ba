"""Links that lead nowhere: ``reading`` finds what a page links to, ``inside`` asks this site and
``answering`` others where that leads, ``checking`` writes down what is broken.

Only the command ``check_links`` asks; no request of a reader does.
"""
