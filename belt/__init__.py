"""The site itself: settings, addresses, home, browsing by chain, starter content.

The top of three packages (belt -> visits -> entities): it may import both
others; nobody imports it.
"""
