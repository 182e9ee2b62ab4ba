"""Links that lead nowhere: ``reading`` finds what a page links to, ``answering`` asks other sites,

``checking`` writes down what is broken. Only the command ``check_links`` asks; no request of a reader does.
"""
