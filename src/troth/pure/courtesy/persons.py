"""Names of persons, as From fields and signatures write them."""

import re

from troth.pure.courtesy.marks import words_of_any
from troth.pure.letter import Address
from troth.pure.reading import fold

_MOST_WORDS = 5
_TITLES = re.compile(
    r"(?:(?:Univ\.-)?(?:Prof|Dr|Dipl|Mag|Ing|Lic|DI|Dott|Mtr[oa]|Arq|Maître|Rev)\b\.?"
    r"(?:[- ]?(?:Ing|Inf|Kfm|Kffr|Wirt|Psych|med|phil|jur|rer|nat|pol|oec|h\.? ?c|habil)\b\.?)*"
    r"[ ]*)+(?=[A-ZÀ-Þ])"
)
_DEGREE = re.compile(
    r",?\s+(Ph\.? ?D\.?|M\.? ?B\.? ?A\.?|M\.? ?Sc\.?|B\.? ?Sc\.?|MA|BA|M\.A\.|LL\. ?M\.)$"
)
_BESIDE = re.compile(r"\s*[(\[<|/].*$|\s+via\s.*$", re.DOTALL)
_COURTESY = re.compile(r"(?:Herrn?|Frau|Mr|Mrs|Ms|Mme|Madame|Monsieur|Sra?|Don|Doña)\b\.? +")
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.-](?=[^\W\d_]))*\.?")


def person_name(written: str) -> tuple[str, str]:
    """The name that a line writes without what stands around it, and the title before it.

    Both are "" where the line is not the name of a person.

    >>> person_name("Weber, Dr. Anna (IT)")
    ('Anna Weber', 'Dr.')
    """
    bare = _BESIDE.sub("", " ".join(written.split()).strip("\"' ,"))
    degree = _DEGREE.search(bare)
    if degree:
        bare = bare[: degree.start()]
    bare = _in_order(_COURTESY.sub("", bare, count=1))
    match = _TITLES.match(bare)
    title = match[0].strip() if match else ""
    name = _cased(bare[match.end() :] if match else bare)
    if not is_name(name):
        return "", ""
    return name, title or (degree[1] if degree else "")


def is_name(written: str) -> bool:
    """Whether this may be a person's name: a few words with capitals, none of a mailbox's."""
    words = written.split()
    if not 1 <= len(words) <= _MOST_WORDS or not all(map(_WORD.fullmatch, words)):
        return False
    lower = [fold(word) for word in words]
    if words_of_any("nobody").intersection(lower) or words_of_any("legal-form").intersection(lower):
        return False
    particles = words_of_any("particle")
    return words[0][0].isupper() and all(
        word[0].isupper() or small in particles for word, small in zip(words, lower, strict=True)
    )


def given_name(person: Address) -> str:
    """The first word of a person's name, or of their address where that is a word, or ""."""
    name, _ = person_name(person.name)
    if name:
        return name.split()[0]
    local = person.email.partition("@")[0].partition(".")[0]
    return local.capitalize() if local.isalpha() and is_name(local.capitalize()) else ""


def family_name(person: Address) -> str:
    """The last word of a person's name of several words, or ""."""
    words = person_name(person.name)[0].split()
    return words[-1] if len(words) > 1 else ""


def compact(written: str) -> str:
    """The letters and digits of a text in lower case, without accents.

    >>> compact("Hôtel du Port, S.A.")
    'hotelduportsa'
    """
    return "".join(filter(str.isalnum, fold(written)))


def _in_order(name: str) -> str:
    """The given name first where a comma says that the family name is."""
    family, comma, given = name.partition(",")
    return f"{given.strip()} {family.strip()}" if comma and given.strip() else family.strip()


def _cased(name: str) -> str:
    """A name all in small or all in large letters as names are written."""
    if not (name.islower() or (name.isupper() and len(name) > 3)):
        return name
    particles = words_of_any("particle")
    words = (word if word in particles else word.title() for word in name.lower().split())
    return " ".join(words)
