"""Bank accounts of the demo's borrowers: one each, with the check digits that its country asks for, of no real bank."""


def iban_of(country: str, number: int) -> str:
    """The account of borrower `number` (at most seven digits), the same each time."""
    national = {"BE": _belgian, "FR": _french}.get(country, _dutch)(number)
    rest = int("".join(str(int(sign, 36)) for sign in f"{national}{country}00")) % 97
    return f"{country}{98 - rest:02d}{national}"


def _belgian(number: int) -> str:
    first = f"999{number:07d}"
    return f"{first}{int(first) % 97 or 97:02d}"


def _french(number: int) -> str:
    bank, branch = 99999, 1
    key = 97 - (89 * bank + 15 * branch + 3 * number) % 97
    return f"{bank:05d}{branch:05d}{number:011d}{key:02d}"


def _dutch(number: int) -> str:
    """The weighted sum of the ten digits is divisible by 11: the last digits are chosen so."""
    first = f"{number:08d}"
    rest = -sum(weight * int(digit) for weight, digit in zip(range(10, 2, -1), first, strict=True)) % 11
    last = next(f"{pair:02d}" for pair in range(100) if (2 * (pair // 10) + pair % 10) % 11 == rest)
    return f"TEST{first}{last}"
