"""What the tokens of a text look like: one pattern for each language.

What only looks like a date (an address, a price, a version, a telephone number) is swallowed whole
as `other`, before its digits can be taken for anything. Every repetition is bounded or consumes
what it reads, so that the work is linear in the length of the text.
"""

import re
from functools import cache

from troth.pure.when.vocabulary import Vocabulary

# A plain word comes first because most tokens are one; the look-ahead leaves addresses to `other`.
_SHAPES = r"""
    (?P<elided> (?:{elided})['’](?=[^\W\d_]) )
  | (?P<plain> (?!www\.) [^\W\d_]+ (?:['’][^\W\d_]{{1,10}})?
        (?! [\w@] | :// | [.+%-][\w.+%-]{{1,64}}@ ) )
  | (?P<other> (?:https?|ftp)://\S{{1,2000}} | www\.\S{{1,500}}
        | [\w.+%-]{{1,64}}@[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{0,8}}   # an e-mail address
        | \+[0-9][0-9\ ()/.-]{{5,20}}[0-9]                           # a telephone number
        | \([0-9]{{1,6}}\)[\ -]?[0-9][0-9\ -]{{4,16}}[0-9]
        | \#\w{{1,40}}
        | [$€£¥]\s?[0-9][0-9.,]{{0,20}}
        | [0-9][0-9.,]{{0,20}}\s?
            (?:[%€$£¥](?!\s?[0-9])|(?:EUR|USD|GBP|CHF|percent|[eE]uros?|Franken|Prozent)\b)
        | (?<![\w.])[0-9]{{1,9}}(?:\.[0-9]{{1,9}}){{3,8}}            # an IP address
        | (?<![\w])24/7(?!\w) )
  | (?=[0-9]) (?:
      (?P<instant> (?<![\w.-]) [0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}[T\ ][0-9]{{2}}:[0-9]{{2}}
          (?: :[0-9]{{2}} (?:[.,][0-9]{{1,9}})? )? (?: Z\b | [+-][0-9]{{2}}:?[0-9]{{2}} )? (?!\w) )
    | (?P<fulldate> (?:(?<![\w./:+-])|(?<=[0-9]\.-)) (?:
            [0-9]{{4}}(?P<mark>[-./])[0-9]{{1,2}}(?P=mark)[0-9]{{1,2}}
          | [0-9]{{1,2}}(?P<split>[-./])[0-9]{{1,2}}(?:(?P=split)|,\ ?)(?:[0-9]{{4}}|[0-9]{{2}})
        ) (?! \w | [-/.:,][0-9] | [-/]\w ) )
    | (?P<yearmonth> (?<![\w./:+-])
          (?: (?:19|20)[0-9]{{2}}[-/][0-9]{{1,2}} | [0-9]{{1,2}}/(?:19|20)[0-9]{{2}}
            | (?:0[1-9]|1[0-2])\.(?:19|20)[0-9]{{2}} )
          (?! \w | [-/.:,][0-9] ) )
    | (?P<hours> (?<![\w:+./,]) [0-9]{{1,2}}\ ?(?:{hours})
          (?: \ ?[0-5][0-9] (?!\ ?(?:{hours})\b) )? (?!\w) )
    | (?P<clock> (?<![\w:+]) (?<![0-9]\.)
          (?: [0-9]{{1,2}}:[0-9]{{2}}(?: :[0-9]{{2}} )? (?: \ ?(?:{meridiem}|[hH]\b) )?
            | [0-9]{{1,2}}(?:\.[0-9]{{2}})?\ ?(?:{meridiem}) )
          (?! \w | [.:][0-9] ) )
    | (?P<ordinal> (?<![\w.,:]) [0-9]{{1,2}}(?:{ordinal}) (?!\w) )
    | (?P<hour> (?<![\w./:,-]) [0-9]{{1,2}}          # the 2 of "2-3pm" and of "10-11:30"
          (?= [-–] [0-9]{{1,2}}
              (?: (?:[:.][0-9]{{2}})?\ ?(?:{meridiem}) | :[0-9]{{2}} (?![:0-9])
                | (?:{hours}) ) ) )
    | (?P<halfdate> (?:(?<![\w.,/:+-])|(?<=[0-9]\.-)) [0-9]{{1,2}}(?P<cut>[-./])[0-9]{{1,2}}
          (?: \.(?=\s{{0,3}}[a-z0-9(,)]) )? (?! \w | [-/.:,][0-9] | [-/]\w ) )
    | (?P<code> [0-9]{{5,}}
          | [0-9]{{1,30}} (?: (?:[-./:]|,(?!(?:19|20)[0-9]{{2}}\b)) [0-9]{{1,30}} ){{1,30}} )
    | (?P<number> [0-9]{{1,4}} )
    )
  | (?P<mixed> [^\W\d_]+(?:['’][^\W\d_]{{1,10}})? [0-9_]\w* (?:[-.][0-9]+)* )
  | (?P<word> [^\W\d_]+(?:['’][^\W\d_]{{1,10}})? )
  | (?P<stop> [!?;:()\[\]<>|"“”…=*] | \n\s*?\n )
  | (?P<mark_> [,.\-–—/] )
"""


def shapes_of(vocabulary: Vocabulary) -> re.Pattern[str]:
    """A pattern for one token in a language; the name of the group that matched is its shape."""
    heads = tuple(word[:-1] for word in vocabulary.contractions if word[-1] == "'")
    return _compiled(vocabulary.ordinal, vocabulary.meridiem, vocabulary.hours, heads)


@cache
def _compiled(ordinal: str, meridiem: str, hours: str, heads: tuple[str, ...]) -> re.Pattern[str]:
    elided = f"(?i:{'|'.join(heads)})" if heads else "(?!)"
    shapes = _SHAPES.format(ordinal=ordinal, meridiem=meridiem, hours=hours, elided=elided)
    return re.compile(shapes, re.VERBOSE)
