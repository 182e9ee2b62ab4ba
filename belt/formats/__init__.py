"""How dates are written, where Django's own way is not the readers'; Django finds a module per language."""
