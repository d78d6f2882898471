"""The vocabulary of time: what people type to say when, or for how long, whether or not it can be read."""

import re

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")

WEEKDAY = "(?:" + "|".join(f"{day[:3]}(?:{day[3:]})?" for day in DAYS) + "|tues|weds|thurs?)"
MONTH = "(?:" + "|".join(f"{month[:3]}(?:{month[3:]})?" for month in MONTHS) + "|sept)"
HALF = r"[ap]\.? ?m\b\.?"
ORDINAL = "(?:st|nd|rd|th)"
LONG_UNIT = "(?:sec(?:ond)?s?|min(?:ute)?s?|h(?:ou)?rs?|days?|w(?:ee)?ks?|months?|quarters?|y(?:ea)?rs?)"
UNIT = f"(?:{LONG_UNIT}|[smhdw])"
AMOUNT = f"(?:an? )?(?:an?|half|few|couple|several|{'|'.join(NUMBERS)})"
PERIOD = "(?:morning|afternoon|evening|night|weekend)s?"
ZONE = (
    "(?:UTC|GMT|WES?T|CES?T|EES?T|MSK|BST|IST|[ECMP][SD]T|[ECMP]T|AK[SD]T|HST|A[ECW][SD]T|NZ[SD]T"
    "|JST|KST|SGT|HKT|PKT|BRT|ART|SAST|EAT|WAT|CAT)"
)

_CLOCK = rf"\d{{1,2}}[:.]\d\d(?:[:.]\d\d)?(?!\d)(?: ?{HALF})?|\d{{1,2}} ?{HALF}|\d{{1,2}} (?:o.clock|uhr)"
_DATE = (
    r"\d{4}-\d{1,2}(?:-\d{1,2})?|\d{4}/\d{1,2}/\d{1,2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}"
    rf"|the \d{{1,2}}{ORDINAL}|\d{{1,2}}{ORDINAL}?\.? (?:of )?{MONTH}|{MONTH}\.? \d{{1,2}}{ORDINAL}?"
)
_DAY = (
    r"today|to-?morrow|yesterday|tonight|overmorrow"
    rf"|(?:{'|'.join(DAYS)})s?|(?:next|this|last|coming|every) (?:{WEEKDAY}|{LONG_UNIT}|{PERIOD})"
)
_SPAN = rf"\d+(?:[.,]\d+)? ?{UNIT}|\d+[wdhm]\d+[wdhm]?|{AMOUNT} (?:of )?(?:an? )?{LONG_UNIT}"
_NAMED = (
    r"noon|midday|midnight|[ec]\.?o\.?[bd]\.?|end of (?:the )?(?:business )?(?:day|business|week|month|year|quarter)"
    r"|half past|quarter (?:past|to)"
)

_ANYWHERE = rf"(?<![\w.:])(?:{_CLOCK}|{_DATE}|{_DAY}|{_SPAN}|{_NAMED})(?!\w|[.:]\d)|\b(?-i:{ZONE})\b"

SPOKEN = re.compile(_ANYWHERE, re.IGNORECASE)
"""What is of the vocabulary wherever it stands."""

NEXT = re.compile(
    r"[\s,;:()\[\]]*(?:"
    rf"(?:[-–—−/&+~]|\.\.+|…|to\b|until\b|till?\b|thr(?:ough|u)\b|or\b|and\b)?\s*(?:{_ANYWHERE}|\d|{HALF}|{WEEKDAY}\b)"
    rf"|(?:in|at|during|by|of) (?:the )?(?:(?:early|late) )?{PERIOD}\b"
    rf"|(?:{ZONE}|h|hrs?|hours?|uhr|o.?clock|sharp|-?ish|ago|and a (?:half|quarter))\b|ish\b|[-+]\d"
    r"|(?:\w+ )?(?:time|zone)\b|(?:before|after|from now|later|or so|latest|at the latest|earliest|at least)\b"
    r")",
    re.IGNORECASE,
)
"""What, right behind a time that was read, says that it was not all of it."""
