"""One object of a plan, read field by field; what is wrong with it is told with its place."""

import difflib
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Self, TypeVar

from troth.pure.forecast.plan_values import FieldError, shown

T = TypeVar("T")


class Fields:
    """The fields of one object.

    A field that is wrong is told of in `troubles` and answers its default. `is_broken` says whether
    one of them was needed, so that the object cannot be used at all.
    """

    def __init__(self, value: object, *, place: str, troubles: list[str]) -> None:
        self._fields: Mapping[str, Any] = value if isinstance(value, dict) else {}
        self._known: list[str] = []
        self.troubles = troubles
        self.place = place
        self.is_broken = not isinstance(value, dict)
        if self.is_broken:
            troubles.append(f'{place}: {shown(value)} is no object. Write it like {{"id": "…"}}.')

    def take(self, name: str, convert: Callable[[Any], T], default: T) -> T:
        """The field, or `default` where it is missing or wrong; told where it is wrong."""
        return self._take(name, convert, default, breaking=False)

    def need(self, name: str, convert: Callable[[Any], T], default: T) -> T:
        """The field, without which the object cannot be used; `default` only stands in for it."""
        if name not in self and not self.is_broken:
            self.tell(f"{name} is missing. Add it")
            self.is_broken = True
        return self._take(name, convert, default, breaking=True)

    def hold(self, name: str, convert: Callable[[Any], T], default: T) -> T:
        """The field, or `default` where it is missing; where it is wrong, the object is broken."""
        return self._take(name, convert, default, breaking=True)

    def each(self, name: str) -> Iterator[tuple[str, Any]]:
        """What a list holds, each with its place; one thing alone counts as a list of it."""
        self._known.append(name)
        value = self._fields.get(name)
        many = value if isinstance(value, list) else [] if value is None else [value]
        for index, one in enumerate(many):
            yield f"{name}[{index}]", one

    def within(self, name: str, value: object) -> Self:
        """The fields of an object inside this one, at `name`."""
        return self.beside(f"{self.place} {name}", value)

    def beside(self, place: str, value: object) -> Self:
        """The fields of another object, whose troubles are told with those of this one."""
        return type(self)(value, place=place, troubles=self.troubles)

    def tell(self, sentence: str) -> None:
        """Say what is wrong with this object; the full stop may be left out."""
        end = "" if sentence.endswith((".", "?")) else "."
        self.troubles.append(f"{self.place}: {sentence}{end}")

    def close(self) -> None:
        """Tell of the fields that nothing has asked for, once all the others have been read."""
        for name in self._fields:
            if name not in self._known:
                self.tell(f"the field {shown(name)} is not known{_meant(name, self._known)}")

    def __contains__(self, name: str) -> bool:
        return self._fields.get(name) is not None

    def _take(self, name: str, convert: Callable[[Any], T], default: T, *, breaking: bool) -> T:
        self._known.append(name)
        if name not in self:
            return default
        try:
            return convert(self._fields[name])
        except FieldError as error:
            self.tell(f"{name}: {error}")
            self.is_broken |= breaking
            return default


def _meant(name: str, known: Sequence[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1)
    return f" and counts for nothing; is {near[0]} meant?" if near else " and counts for nothing"
