"""What a sentence is about, as far as its words show."""

import re

WORD = re.compile(r"[^\W\d_]{3,}")

COMMON = frozenset(
    """
    about after again all also and any are because been before but can come could did does doing
    done each even ever first for from further get gets give given going got had has have having
    here how into its just know last later let like look made make many may might month more most
    much must need needs next not now off once one only other our out over own per please possible
    put quite really right said same say see send sending sent set shall should since some soon
    still such sure take than thank thanks that the their them then there these they this those
    through time today tomorrow tonight too two under until update upon use very via wait want was
    way week well were what when where which while who why will with within would yesterday yet
    you your yours
    monday tuesday wednesday thursday friday saturday sunday morning afternoon evening noon
    january february march april june july august september october november december
    attachment copy document documents everything file files link page pdf sheet spreadsheet stuff
    thing things version
    able afraid attached attach attaching enclosed back best call check email forward finally
    finish finished follow follows happy hear hello hope kind latest mail new promise promised
    ready reply regards share sorry think working
    """.split()
)
"""Words that say nothing of the matter: function words, days, what carries things, and the verbs
of mail itself."""

PLURALS = ("ies", "es", "s")


def topic(sentence: str) -> frozenset[str]:
    """The stems of the words that name the matter; empty for "Done, here it is".

    Two sentences are about the same matter when their topics share a stem. A stem is the word
    without its plural ending, at most seven letters, so that "migrating" and "migration" agree.
    """
    words = (word.lower() for word in WORD.findall(sentence))
    return frozenset(_stem(word) for word in words if word not in COMMON)


def _stem(word: str) -> str:
    for ending in PLURALS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    return word[:7]
