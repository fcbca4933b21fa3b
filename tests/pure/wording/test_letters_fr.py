"""The letters in French, written out: a reader judges them."""

from datetime import date

from troth.pure.wording import (
    Recipient,
    moved_letter,
    recap_letter,
    reminder_letter,
    status_letter,
)

from .scene import BERLIN, ROBIN, SUNDAY, Words, busy, nothing, said, shown, waiting

WORDS = Words(
    plan="plan de migration",
    password="Je vous envoie le mot de passe de préproduction d'ici mardi.",
    switch="bascule des serveurs de noms",
    report="rapport de sauvegarde",
    photos="J'envoie les photos mercredi.",
    texts="textes de la boutique",
    search="Pourriez-vous ajouter un champ de recherche sur la page d'accueil ?",
    checkout="nouvelle page de paiement",
    win="Le paiement prend 0,3 s au lieu de 4 s",
)
FORMAL = Recipient("Anne Laurent", "fr", title="Mme", form="formal")
INFORMAL = Recipient("Anne Laurent", "fr", form="informal")


def test_all_that_is_open_and_done_is_told_formally():
    draft = status_letter(busy(WORDS), recipient=FORMAL, sender=ROBIN)
    expected = """
Point de situation au 22 novembre

Bonjour Madame Laurent,

Voici où nous en sommes.

Ce qui est fait :
- Le paiement prend 0,3 s au lieu de 4 s
- nouvelle page de paiement : le mardi 17 novembre

Ce qu'il me reste à faire :
- plan de migration : d'ici le vendredi 27 novembre
- « Je vous envoie le mot de passe de préproduction d'ici mardi. » C'était prévu pour le mardi 17 novembre et ce n'est pas encore fait.
- bascule des serveurs de noms : d'ici demain à 14 h 30
- rapport de sauvegarde : d'ici le vendredi 8 janvier 2027 (au lieu du mardi 1er décembre)

Ce dont j'ai encore besoin de votre part :
- « J'envoie les photos mercredi. » C'était prévu pour le mercredi 18 novembre et c'est encore en attente.
- textes de la boutique : en attente depuis le lundi 9 novembre

Vos demandes auxquelles je n'ai pas encore répondu :
- « Pourriez-vous ajouter un champ de recherche sur la page d'accueil ? » Votre demande d'hier.

S'il manque quelque chose ou si vous voyez les choses autrement, dites-le-moi.

Cordialement,
Robin Hale
"""

    assert shown(draft) == expected


def test_a_letter_says_so_where_nothing_was_finished():
    draft = status_letter(waiting(WORDS), recipient=INFORMAL, sender=ROBIN)
    expected = """
Point de situation au 22 novembre

Bonjour Anne,

Voici où nous en sommes. Je n'ai rien de terminé à signaler cette fois-ci.

Ce qu'il me reste à faire :
- rapport de sauvegarde : pas encore de date

Ce dont j'ai encore besoin de ta part :
- textes de la boutique : d'ici demain

S'il manque quelque chose ou si tu vois les choses autrement, dis-le-moi.

Bien à toi,
Robin
"""

    assert shown(draft) == expected


def test_where_nothing_is_open_one_short_letter_says_so_formally():
    draft = status_letter(nothing(), recipient=FORMAL, sender=ROBIN)
    expected = """
Point de situation au 22 novembre

Bonjour Madame Laurent,

Sauf erreur de ma part, rien n'est en suspens, ni de mon côté ni du vôtre : vous n'attendez rien de moi et je n'ai besoin de rien de votre part.

Si vous voyez les choses autrement, dites-le-moi.

Cordialement,
Robin Hale
"""

    assert shown(draft) == expected


def test_where_nothing_is_open_one_short_letter_says_so_informally():
    draft = status_letter(nothing(), recipient=INFORMAL, sender=ROBIN)
    expected = """
Point de situation au 22 novembre

Bonjour Anne,

Sauf erreur de ma part, rien n'est en suspens, ni de mon côté ni du tien : tu n'attends rien de moi et je n'ai besoin de rien de ta part.

Si tu vois les choses autrement, dis-le-moi.

Bien à toi,
Robin
"""

    assert shown(draft) == expected


def test_a_recap_asks_whether_it_is_right_formally():
    draft = recap_letter(
        said(WORDS), met_on=date(2026, 11, 20), kind="call", recipient=FORMAL, sender=ROBIN
    )
    expected = """
Notre appel du 20 novembre : ce que j'en ai retenu

Bonjour Madame Laurent,

Voici ce que j'ai retenu de notre appel du vendredi 20 novembre.

De mon côté :
- plan de migration : d'ici le vendredi 27 novembre

De votre côté :
- textes de la boutique

Vos demandes auxquelles je n'ai pas encore répondu :
- « Pourriez-vous ajouter un champ de recherche sur la page d'accueil ? »

Est-ce bien cela ? Un simple oui suffit. Si quelque chose est inexact ou manque, dites-le-moi.

Cordialement,
Robin Hale
"""

    assert shown(draft) == expected


def test_a_recap_asks_whether_it_is_right_informally():
    draft = recap_letter(
        said(WORDS), met_on=date(2026, 11, 21), kind="chat", recipient=INFORMAL, sender=ROBIN
    )
    expected = """
Notre échange du 21 novembre : ce que j'en ai retenu

Bonjour Anne,

Voici ce que j'ai retenu de notre échange d'hier.

De mon côté :
- plan de migration : d'ici le vendredi 27 novembre

De ton côté :
- textes de la boutique

Tes demandes auxquelles je n'ai pas encore répondu :
- « Pourriez-vous ajouter un champ de recherche sur la page d'accueil ? »

C'est bien ça ? Un simple oui suffit. Si quelque chose est inexact ou manque, dis-le-moi.

Bien à toi,
Robin
"""

    assert shown(draft) == expected


def test_a_moved_date_is_told_with_old_date_new_date_and_reason():
    draft = moved_letter(
        busy(WORDS).we_owe[3],
        why="le bureau d'enregistrement a confirmé le transfert pour janvier",
        on=SUNDAY,
        zone=BERLIN,
        recipient=FORMAL,
        sender=ROBIN,
    )
    expected = """
Nouvelle date : vendredi 8 janvier 2027

Bonjour Madame Laurent,

Il y a une nouvelle date pour ce point :

- rapport de sauvegarde

La date précédente était le mardi 1er décembre. La nouvelle date est le vendredi 8 janvier 2027. La raison : le bureau d'enregistrement a confirmé le transfert pour janvier.

Si la nouvelle date ne vous convient pas, dites-le-moi.

Cordialement,
Robin Hale
"""

    assert shown(draft) == expected


def test_a_reminder_asks_kindly_for_what_is_late():
    draft = reminder_letter(
        busy(WORDS).they_owe[0], on=SUNDAY, zone=BERLIN, recipient=FORMAL, sender=ROBIN
    )
    expected = """
Petit rappel

Bonjour Madame Laurent,

Je me permets de revenir vers vous sur ce point :

- « J'envoie les photos mercredi. »

La date prévue était le mercredi 18 novembre. Un mot pour me dire quand je peux y compter m'aiderait déjà. Si nos messages se sont croisés, merci de ne pas tenir compte de celui-ci.

Cordialement,
Robin Hale
"""

    assert shown(draft) == expected


def test_a_reminder_without_a_date_says_how_long_it_has_been_open():
    draft = reminder_letter(
        busy(WORDS).they_owe[1], on=SUNDAY, zone=BERLIN, recipient=INFORMAL, sender=ROBIN
    )
    expected = """
Petit rappel : textes de la boutique

Bonjour Anne,

Je reviens vers toi sur ce point :

- textes de la boutique

C'est en attente depuis treize jours. Un mot pour me dire quand je peux y compter m'aiderait déjà. Si nos messages se sont croisés, ne tiens pas compte de celui-ci, et merci.

Bien à toi,
Robin
"""

    assert shown(draft) == expected
