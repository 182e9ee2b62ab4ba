"""What a delegation saw: inspection reports and the stops of their itineraries.

The middle of three packages (belt -> visits -> entities): it may import
``entities`` and is imported by ``belt`` alone.
"""
