"""The starter content: readable text files, checked as a whole, loaded once, removable.

files -> check -> load / remove; ``markdown`` turns prose into blocks on the way.
"""
