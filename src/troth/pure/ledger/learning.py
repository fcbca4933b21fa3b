"""What a person's own yes and no tell of a rule."""

STRENGTH = 8
"""How many decisions a rule's own certainty weighs as much as.

One slip of a key moves no rule by more than a ninth, and after eight answers the person is believed
as much as the corpus that the rule was measured on.
"""


def posterior(certainty: float, *, confirmed: int, dismissed: int) -> float:
    """How certain a rule is after a person confirmed and dismissed so many of what it found.

    Between 0 and 1; `certainty` itself where nothing was decided yet. The mean of a Beta
    distribution whose prior has the mean `certainty` and the weight `STRENGTH`.
    Source: Gelman 2013 (Bayesian Data Analysis, section 2.4).
    """
    return (STRENGTH * certainty + confirmed) / (STRENGTH + confirmed + dismissed)
