"""The story told around an instant, as raw letters."""

import hashlib
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from troth.mail.sample.days import instant, last_full_day, shifted
from troth.mail.sample.dialects import Sent, attribution, laid_out
from troth.mail.sample.envelope import message_id, sealed
from troth.mail.sample.scenes import STORY
from troth.mail.sample.story import Form, Scene
from troth.mail.sample.words import Text, Words, languages

MEETING = time(10)
"""The hour that the invitation's words name."""


def letters(*, at: datetime, zone: ZoneInfo) -> list[bytes]:
    """The sample mailbox as raw letters in the order of time, none of them later than `at`.

    Each client's letters are in the client's language. Days are those of `zone`, where the
    consultant lives. The same arguments give the same bytes. Raises UnfitInstantError.
    """
    words = {language: Words.of(language) for language in languages()}
    today = last_full_day(at, zone=zone)
    written: dict[str, Sent] = {}
    raws = []
    for scene in STORY:
        answered = written.get(scene.answers) if scene.answers else None
        said = words[scene.language]
        sent = _write(scene, today=today, zone=zone, answered=answered, words=said)
        written[scene.slug] = sent
        raws.append(sealed(scene, sent, answered=answered))
    return raws


def _write(
    scene: Scene, *, today: date, zone: ZoneInfo, answered: Sent | None, words: Words
) -> Sent:
    day = shifted(today, working_days=scene.day)
    seconds = hashlib.sha256(scene.slug.encode()).digest()[0] % 60
    local = scene.writer.zone or zone
    moment = (instant(day, scene.clock, zone=zone) + timedelta(seconds=seconds)).astimezone(local)
    # A mail program tells the time of what it quotes by its own clock.
    answered = answered and replace(answered, sent_at=answered.sent_at.astimezone(local))
    text = words.letter(
        scene.slug,
        day=moment.date(),
        days={name: shifted(today, working_days=number) for name, number in scene.days.items()},
        attribution=attribution(scene.writer.program, answered=answered, words=words)
        if answered
        else "",
    )
    return Sent(
        message_id=message_id(scene, sent_at=moment),
        references=(*answered.references, answered.message_id) if answered else (),
        writer=scene.writer,
        to=scene.to,
        sent_at=moment,
        subject=_subject(scene, text, answered=answered, words=words),
        body=_body(scene, text, answered=answered, words=words),
        meets_at=_meeting(scene, today=today, zone=zone),
    )


def _meeting(scene: Scene, *, today: date, zone: ZoneInfo) -> datetime | None:
    if scene.form is not Form.INVITATION:
        return None
    return instant(shifted(today, working_days=scene.days["meeting"]), MEETING, zone=zone)


def _subject(scene: Scene, text: Text, *, answered: Sent | None, words: Words) -> str:
    form = {Form.AUTO_REPLY: "automatic_reply", Form.INVITATION: "invitation"}.get(scene.form)
    subject = text.subject or (answered.subject if answered else "")
    if form:
        said: str = words.names[form].format(subject=subject)
        return said
    prefix: str = words.names["reply"]
    again = text.subject or subject.startswith(prefix.partition("{")[0])
    return subject if again else prefix.format(subject=subject)


def _body(scene: Scene, text: Text, *, answered: Sent | None, words: Words) -> str:
    if scene.form in {Form.LETTER, Form.HTML_ONLY}:
        return laid_out(text.body, writer=scene.writer, answered=answered, words=words)
    return text.body + "\n"
