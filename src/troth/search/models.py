"""What can be found: texts by opaque reference. The index over them is the database's own.

# Note [Words carry their scope]
Each text stands in the scope of its practice and of each of its clients. A scope has a short code,
and each word is indexed once for each scope, behind its code. So a search in a client's texts reads
nothing but that client's part of the index, also for the beginning of a word, of which a whole
practice has a hundred thousand; and no search can find what is outside its scope, for its words are
other words. The code alone is a word too: it is all texts of that scope. Measured on 100,000 texts,
SQLite's index is 2.7 times as large as one of plain words with a word for each client in it, 0.5 kB
a text; that one takes tens of milliseconds for the beginning of a frequent word.

The index is written by the database from `folded` and `scopes` whenever a row comes, changes or
goes (migration 0002), in the same transaction, whoever does it.
"""

from django.db import models

CODE_DIGITS = 5
"""All codes are of one length, so that no code with a word is another code with another word."""

_DIGITS = "0123456789abcdefghijklmnopqrstuv"


class Scope(models.Model):
    """Whose texts are looked through together: a practice's or a client's."""

    id = models.BigAutoField(primary_key=True)
    owner = models.UUIDField(unique=True)

    def __str__(self) -> str:
        return self.code

    @property
    def code(self) -> str:
        """Before each word of this scope. See Note [Words carry their scope]."""
        left, digits = self.pk, ""
        for _ in range(CODE_DIGITS):
            left, digit = divmod(left, len(_DIGITS))
            digits = _DIGITS[digit] + digits
        return digits

    @staticmethod
    def number(code: str) -> int:
        """The id of the scope that has this code."""
        return int(code, len(_DIGITS))


class Text(models.Model):
    """A text that can be found.

    `id` grows with `at`, when the text was (`search.newest`), so that the newest are found without
    sorting. `row` is what has these words, `about` what an entry is about. `scopes` holds
    codes, the practice's first. `people` are names and addresses, found and not shown as text.
    `folded` are the words as they are indexed, by `search.folding`.
    """

    id = models.BigIntegerField(primary_key=True)
    practice = models.UUIDField()
    kind = models.CharField(max_length=20)
    row = models.UUIDField()
    about = models.UUIDField(null=True)
    at = models.DateTimeField()
    scopes = models.JSONField()
    title = models.TextField(blank=True)
    people = models.TextField(blank=True)
    words = models.TextField(blank=True)
    folded = models.TextField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("row", "kind"), name="one_text_per_row"),)

    def __str__(self) -> str:
        return self.title or self.words


class Filled(models.Model):
    """How far the entries of a practice that were there before the search are searched through."""

    practice = models.UUIDField(primary_key=True)
    entries = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.practice}: {self.entries}"


class Leftover(models.Model):
    """Erased words may still lie in old parts of SQLite's index.

    `times` grows with each erasing.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    times = models.PositiveBigIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.times} erasings"
