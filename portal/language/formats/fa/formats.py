"""Day before month: without this file Django falls back to US dates, or reads 03/04 as 4 March."""

from portal.language.formats.common import *  # noqa: F403 - a formats module is a bag of names
