"""Who is meant by a name, number or address of an export."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import attrs

from wrbc_rules.facts.bridges import Steps, in_force
from wrbc_rules.register import AccountRow, NameRow, PersonRow, Register
from wrbc_rules.values import When

_NUMBER = re.compile(r"\+?[0-9()\s./-]{7,}")


class UnknownCountryError(ValueError):
    """No country has this code of two letters."""


@lru_cache(maxsize=65_536)
def name_key(name: str, country: str) -> str:
    """What spellings of one name have in common, whatever the capitals, the spaces, the writing of a number.

    A telephone number without a country's prefix is one of `country`, a code of two letters.
    """
    plain = " ".join(unicodedata.normalize("NFKC", name).casefold().split()).removeprefix("~ ")
    return _number(plain, country) or plain if _NUMBER.fullmatch(plain) else plain


def _number(text: str, country: str) -> str | None:
    """A telephone number as +44...; None of what is none, a short code for one."""
    import phonenumbers

    try:
        number = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        return None
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def check_country(country: str) -> str:
    """The code in capitals. Raises `UnknownCountryError` for a code that no country has."""
    import phonenumbers

    if country.upper() not in phonenumbers.SUPPORTED_REGIONS:
        raise UnknownCountryError(f"no country has the code {country!r}; write two letters, such as GB")
    return country.upper()


def _is_sure(sort: str, *keys: str) -> bool:
    return all(re.fullmatch(sort, key) for key in keys)


@attrs.frozen
class Named:
    """Whom a name stands for: one person, or several or nobody, and then `person` is None.

    `name` is the name itself; of a person who is not known, as it was first spelt.
    """

    name: str
    person: str | None
    several: tuple[str, ...] = ()


class Names:
    """Every name of a register, with the persons that it stands for at each moment."""

    def __init__(self, register: Register, country: str) -> None:
        self._country = country
        rows: dict[str, list[NameRow | AccountRow]] = {}
        for named in register.table(NameRow):
            rows.setdefault(name_key(named.called, country), []).append(named)
        for account in register.table(AccountRow):
            if account.address is not None:
                rows.setdefault(name_key(account.address, country), []).append(account)
        self._rows = {key: in_force(found) for key, found in rows.items()}
        self._people: dict[str, set[str]] = {}
        for row in register.table(PersonRow):
            self._people.setdefault(name_key(row.person, country), set()).add(row.person)
        self._spelt: dict[str, str] = {}
        #: Every name, number and address of the register, as it is written there.
        self.called = tuple(
            dict.fromkeys(
                [
                    *(row.called for row in register.table(NameRow)),
                    *(row.address for row in register.table(AccountRow) if row.address is not None),
                ]
            )
        )
        self._nobody: Steps[tuple[NameRow | AccountRow, ...]] = in_force(())

    def find(self, name: str, when: When) -> Named:
        """The person whom a name stands for through all of an interval."""
        key = name_key(name, self._country)
        own = {name} if name in self._people.get(key, ()) else self._people.get(key, set())
        stretches = self._rows.get(key, self._nobody).over(when)
        found = [{row.person for row in rows} | own for rows in stretches]
        persons = sorted(set().union(*found))
        if len(persons) == 1 and all(found):
            return Named(name, persons[0])
        return Named(self._spelt.setdefault(key, name), None, tuple(persons) if len(persons) > 1 else ())

    def is_address(self, account: AccountRow, name: str) -> bool | None:
        """Whether an account is the very one that an export names; None where that cannot be told.

        Of two telephone numbers, or two addresses of email, one is not the other.
        """
        if account.address is None:
            return None
        key, other = name_key(account.address, self._country), name_key(name, self._country)
        if key == other:
            return True
        return False if any(_is_sure(sort, key, other) for sort in (r"\+[0-9]+", r"\S+@\S+")) else None
