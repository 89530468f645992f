"""The phrases that dates are told in: whole patterns with named places, the keys of a catalogue.

A language that orders, declines or spaces its dates otherwise translates the patterns; nothing is
joined outside of them. A month stands in a pattern for each use, because in many languages it has
another form beside a day. `{year:,}` parts thousands; a translation may use `{year}` instead.
"""

DAYS = (
    "{day} January {year}",
    "{day} February {year}",
    "{day} March {year}",
    "{day} April {year}",
    "{day} May {year}",
    "{day} June {year}",
    "{day} July {year}",
    "{day} August {year}",
    "{day} September {year}",
    "{day} October {year}",
    "{day} November {year}",
    "{day} December {year}",
)
MONTHS = (
    "January {year}",
    "February {year}",
    "March {year}",
    "April {year}",
    "May {year}",
    "June {year}",
    "July {year}",
    "August {year}",
    "September {year}",
    "October {year}",
    "November {year}",
    "December {year}",
)
MONTHS_EARLY = (
    "January of {year}",
    "February of {year}",
    "March of {year}",
    "April of {year}",
    "May of {year}",
    "June of {year}",
    "July of {year}",
    "August of {year}",
    "September of {year}",
    "October of {year}",
    "November of {year}",
    "December of {year}",
)
"""Before the year 1000: "March 15 BCE" would look like a day."""
SEASONS = ("spring {year}", "summer {year}", "autumn {year}", "winter {year}")

# A year is a number in these four, and one of their phrases in all other patterns.
YEAR = "{year}"
YEAR_EARLY = "{year} CE"
"""The years 1 to 999, which alone look like a day or a count."""
YEAR_BCE = "{year} BCE"
YEAR_LONG = "the year {year:,}"
YEAR_LONG_BCE = "{year:,} BCE"

# `199X`: numbers in the first three, phrases for years in the last.
YEARS = "some time in {first}–{last}"
YEARS_EARLY = "some time in {first}–{last} CE"
YEARS_BCE = "some time in {first}–{last} BCE"
YEARS_ACROSS = "some time from {first} to {last}"

PERIOD = "{first}–{last}"
"""The years of a heading or of a part of a line, as numbers; no date is told so."""
PERIOD_EARLY = "{first}–{last} CE"
PERIOD_BCE = "{first}–{last} BCE"

SOME_MONTH = "some month in {year}"
SOME_DAY_OF_MONTH = "some day in {month}"
SOME_DAY_OF_YEAR = "some day in {year}"

TIME = "{date}, {time}"
TIME_UTC = "{date}, {time} (UTC)"
TIME_SHIFTED = "{date}, {time} (UTC{shift})"

UNCERTAIN = "perhaps {date}"
APPROXIMATE = "about {date}"
UNCERTAIN_AND_APPROXIMATE = "perhaps about {date}"
UNSPECIFIED_APPROXIMATE = "{date}, approximately"
UNSPECIFIED_UNCERTAIN_AND_APPROXIMATE = "perhaps {date}, approximately"

START_TO_END = "{start} to {end}"
FROM_START_TO_END = "from {start} to {end}"
"""Where the start has words of its own, that they may not be taken for the whole."""
OPEN_END = "from {start} on"
OPEN_START = "until {end}"
UNKNOWN_END = "{start} to an unknown date"
FROM_START_UNKNOWN_END = "from {start} to an unknown date"
UNKNOWN_START = "an unknown date to {end}"
UNKNOWN_START_OPEN_END = "from an unknown date on"
OPEN_START_UNKNOWN_END = "until an unknown date"
OPEN_BOTH = "no start or end given"

PATTERNS = (
    *DAYS,
    *MONTHS,
    *MONTHS_EARLY,
    *SEASONS,
    *(YEAR, YEAR_EARLY, YEAR_BCE, YEAR_LONG, YEAR_LONG_BCE),
    *(YEARS, YEARS_EARLY, YEARS_BCE, YEARS_ACROSS),
    *(PERIOD, PERIOD_EARLY, PERIOD_BCE),
    *(SOME_MONTH, SOME_DAY_OF_MONTH, SOME_DAY_OF_YEAR),
    *(TIME, TIME_UTC, TIME_SHIFTED),
    *(UNCERTAIN, APPROXIMATE, UNCERTAIN_AND_APPROXIMATE),
    *(UNSPECIFIED_APPROXIMATE, UNSPECIFIED_UNCERTAIN_AND_APPROXIMATE),
    *(START_TO_END, FROM_START_TO_END, OPEN_END, OPEN_START),
    *(UNKNOWN_END, FROM_START_UNKNOWN_END, UNKNOWN_START),
    *(UNKNOWN_START_OPEN_END, OPEN_START_UNKNOWN_END, OPEN_BOTH),
)
"""Every pattern there is, for a catalogue to extract."""
