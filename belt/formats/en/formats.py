"""British English, as the texts are written: "3 June 2025", where Django writes "June 3, 2025"."""

DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y H:i"
YEAR_MONTH_FORMAT = "F Y"
