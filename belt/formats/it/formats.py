"""Italian writes "3 giugno 2025", where Django writes "03 giugno 2025"."""

DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "l j F Y H:i"
