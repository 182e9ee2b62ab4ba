"""What a page should have before readers see it: shown while it is written, asked for when published.

The way through it: each model names its ``criteria()``; ``criteria`` holds what one is and those that
profiles and reports share; ``answers`` keeps why somebody publishes without one, and ``leading`` lets that
hold through merges of profiles; ``side_panel`` shows all of them beside the editing screen.
"""
