"""Who is met along the Belt, where, and in which industry chain.

The bottom of three packages (belt -> visits -> entities): it imports neither of
the others and does not know that visits exist.
"""
