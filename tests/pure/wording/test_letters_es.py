"""The letters in Spanish, written out: a reader judges them."""

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
    plan="plan de migración",
    password="Le mando la contraseña del entorno de pruebas el martes.",
    switch="cambio de los servidores de nombres",
    report="informe de la copia de seguridad",
    photos="Mandaré las fotos el miércoles.",
    texts="textos de la tienda",
    search="¿Podría añadir un buscador en la página de inicio?",
    checkout="nueva página de pago",
    win="El pago tarda 0,3 s en lugar de 4 s",
)
FORMAL = Recipient("Ana Romero", "es", title="Dr.", form="formal", gender="female")
INFORMAL = Recipient("Ana Romero", "es", form="informal")


def test_all_that_is_open_and_done_is_told_formally():
    draft = status_letter(busy(WORDS), recipient=FORMAL, sender=ROBIN)
    expected = """
Situación a 22 de noviembre

Estimada Dra. Romero:

Así están las cosas en este momento.

Ya está hecho:
- El pago tarda 0,3 s en lugar de 4 s
- nueva página de pago: el martes 17 de noviembre

Lo que me queda por hacer:
- plan de migración: para el viernes 27 de noviembre
- «Le mando la contraseña del entorno de pruebas el martes.» Eso estaba previsto para el martes 17 de noviembre y todavía no está hecho.
- cambio de los servidores de nombres: para mañana a las 14:30
- informe de la copia de seguridad: para el viernes 8 de enero de 2027 (en lugar del martes 1 de diciembre)

Lo que todavía necesito de su parte:
- «Mandaré las fotos el miércoles.» Eso estaba previsto para el miércoles 18 de noviembre y sigue pendiente.
- textos de la tienda: a la espera desde el lunes 9 de noviembre

Sus peticiones a las que aún no he contestado:
- «¿Podría añadir un buscador en la página de inicio?» Su petición de ayer.

Si falta algo o lo ve de otra manera, dígamelo, por favor.

Un cordial saludo,
Robin Hale
"""

    assert shown(draft) == expected


def test_a_letter_says_so_where_nothing_was_finished():
    draft = status_letter(waiting(WORDS), recipient=INFORMAL, sender=ROBIN)
    expected = """
Situación a 22 de noviembre

Hola, Ana:

Así están las cosas en este momento. Esta vez no tengo nada terminado que comunicar.

Lo que me queda por hacer:
- informe de la copia de seguridad: todavía sin fecha

Lo que todavía necesito de tu parte:
- textos de la tienda: para mañana

Si falta algo o lo ves de otra manera, dímelo, por favor.

Un saludo,
Robin
"""

    assert shown(draft) == expected


def test_where_nothing_is_open_one_short_letter_says_so_formally():
    draft = status_letter(nothing(), recipient=FORMAL, sender=ROBIN)
    expected = """
Situación a 22 de noviembre

Estimada Dra. Romero:

Por lo que veo, no hay nada pendiente por ninguna de las dos partes: usted no espera nada de mí y yo no necesito nada de su parte.

Si lo ve de otra manera, dígamelo, por favor.

Un cordial saludo,
Robin Hale
"""

    assert shown(draft) == expected


def test_where_nothing_is_open_one_short_letter_says_so_informally():
    draft = status_letter(nothing(), recipient=INFORMAL, sender=ROBIN)
    expected = """
Situación a 22 de noviembre

Hola, Ana:

Por lo que veo, no hay nada pendiente por ninguna de las dos partes: tú no esperas nada de mí y yo no necesito nada de tu parte.

Si lo ves de otra manera, dímelo, por favor.

Un saludo,
Robin
"""

    assert shown(draft) == expected


def test_a_recap_asks_whether_it_is_right_formally():
    draft = recap_letter(
        said(WORDS), met_on=date(2026, 11, 20), kind="call", recipient=FORMAL, sender=ROBIN
    )
    expected = """
Nuestra llamada del 20 de noviembre: lo que he entendido

Estimada Dra. Romero:

Esto es lo que he entendido en nuestra llamada del viernes 20 de noviembre.

Por mi parte:
- plan de migración: para el viernes 27 de noviembre

Por su parte:
- textos de la tienda

Sus peticiones a las que aún no he contestado:
- «¿Podría añadir un buscador en la página de inicio?»

¿Es correcto? Basta con un sí. Si algo no es así o falta, dígamelo, por favor.

Un cordial saludo,
Robin Hale
"""

    assert shown(draft) == expected


def test_a_recap_asks_whether_it_is_right_informally():
    draft = recap_letter(
        said(WORDS), met_on=date(2026, 11, 21), kind="chat", recipient=INFORMAL, sender=ROBIN
    )
    expected = """
Nuestro chat del 21 de noviembre: lo que he entendido

Hola, Ana:

Esto es lo que he entendido en nuestro chat de ayer.

Por mi parte:
- plan de migración: para el viernes 27 de noviembre

Por tu parte:
- textos de la tienda

Tus peticiones a las que aún no he contestado:
- «¿Podría añadir un buscador en la página de inicio?»

¿Es correcto? Basta con un sí. Si algo no es así o falta, dímelo, por favor.

Un saludo,
Robin
"""

    assert shown(draft) == expected


def test_a_moved_date_is_told_with_old_date_new_date_and_reason():
    draft = moved_letter(
        busy(WORDS).we_owe[3],
        why="el registrador ha confirmado el traslado para enero",
        on=SUNDAY,
        zone=BERLIN,
        recipient=FORMAL,
        sender=ROBIN,
    )
    expected = """
Nueva fecha: viernes 8 de enero de 2027

Estimada Dra. Romero:

Hay una nueva fecha para lo siguiente:

- informe de la copia de seguridad

La fecha anterior era el martes 1 de diciembre. La nueva fecha es el viernes 8 de enero de 2027. El motivo: el registrador ha confirmado el traslado para enero.

Si la nueva fecha no le viene bien, dígamelo, por favor.

Un cordial saludo,
Robin Hale
"""

    assert shown(draft) == expected


def test_a_reminder_asks_kindly_for_what_is_late():
    draft = reminder_letter(
        busy(WORDS).they_owe[0], on=SUNDAY, zone=BERLIN, recipient=FORMAL, sender=ROBIN
    )
    expected = """
Breve recordatorio

Estimada Dra. Romero:

Me permito recordarle lo siguiente:

- «Mandaré las fotos el miércoles.»

La fecha prevista era el miércoles 18 de noviembre. Me ayudaría saber para cuándo puedo contar con ello. Si nuestros mensajes se han cruzado, no tenga en cuenta este. Muchas gracias.

Un cordial saludo,
Robin Hale
"""

    assert shown(draft) == expected


def test_a_reminder_without_a_date_says_how_long_it_has_been_open():
    draft = reminder_letter(
        busy(WORDS).they_owe[1], on=SUNDAY, zone=BERLIN, recipient=INFORMAL, sender=ROBIN
    )
    expected = """
Breve recordatorio: textos de la tienda

Hola, Ana:

¿Puedo recordarte lo siguiente?

- textos de la tienda

Está pendiente desde hace trece días. Me ayudaría saber para cuándo puedo contar con ello. Si nuestros mensajes se han cruzado, no tengas en cuenta este. ¡Muchas gracias!

Un saludo,
Robin
"""

    assert shown(draft) == expected
