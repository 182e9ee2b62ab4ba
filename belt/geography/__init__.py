"""What the belt map is made of: projection, curves, water, placing of captions. Knows no Django."""
