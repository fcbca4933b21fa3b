"""Letters of many programs and languages, each cut where a person would cut it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.pure.letter.test_cut import PIECES
from troth.pure.letter import cut
from troth.pure.letter.quotes import quoted_lines, quotes_nobody

ANSWER = "I will send it tomorrow."
ANNA = "Anna <anna@client.example>"


@pytest.mark.parametrize(
    "attribution",
    [
        f"Den man. 2. mar. 2026 kl. 10.00 skrev {ANNA}:",
        f"man. 2. mars 2026 kl. 10:00 skrev {ANNA}:",
        "man. 2. mars 2026 kl. 10:00 skrev Anna <anna@client.example\n>:",
        f"Den mån 2 mars 2026 kl 10:00 skrev {ANNA}:",
        "ma 2. maaliskuuta 2026 klo 10.00 Anna\n<anna@client.example> kirjoitti:",
        f"Op ma 2 mrt 2026 om 10:00 schreef {ANNA}:",
        f"Op 2 mrt. 2026 om 10:00 heeft {ANNA} het volgende geschreven:",
        f"Il giorno lun 2 mar 2026 alle ore 10:00 {ANNA} ha scritto:",
        'In data 2 marzo 2026 10:00:31 "Anna" <anna@client.example> ha scritto:',
        "Em seg., 2 de mar. de 2026 às 10:00, Anna (\nanna@client.example) escreveu:",
        f"pon., 2 mar 2026 o 10:00 {ANNA} napisał(a):",
        f"W dniu 2026-03-02 10:00:59 użytkownik {ANNA} napisał:",
        f"Dnia 2 marca 2026 10:00 {ANNA} napisał(a):",
        f"Dne po 2. 3. 2026 10:00 uživatel {ANNA} napsal:",
        f"po 2. 3. 2026 o 10:00 {ANNA} napísal(a):",
        f"{ANNA} ezt írta (időpont: 2026. márc. 2., H, 10:00):",
        f"{ANNA}, 2 Mar 2026 Pzt, 10:00 tarihinde şunu yazdı:",
        f"Pe lun., 2 mar. 2026 la 10:00, {ANNA} a scris:",
        f"пн, 2 мар. 2026 г. в 10:00, {ANNA}:",
        f"2 марта 2026 г., в 10:00, {ANNA} написал(а):",
        f"пн, 2 бер. 2026 р. о 10:00 {ANNA} пише:",
        f"Στις Δευ 2 Μαρ 2026 στις 10:00 π.μ., ο χρήστης {ANNA} έγραψε:",
        f"2026年3月2日(月) 10:00 {ANNA}:",
        f"2026/03/02 10:00、{ANNA}のメール:",
        f"{ANNA} 于2026年3月2日周一 上午10:00写道：",
        "在 2026年3月2日，上午10:00，Anna 写道：",
        f"2026년 3월 2일 (월) 오전 10:00, {ANNA}님이 작성:",
        f"On Mon, 2 Mar 2026 10:00:43 -0200 {ANNA} wrote",
        "---- On Mon, 2 Mar 2026 10:00:50 +0530 anna@client.example wrote ----",
        "On 2 Mar 2026,\nat 10:00,\nAnna <anna@client.example> wrote:",
    ],
)
@pytest.mark.parametrize("quote", ["> When?", "\nWhen?"], ids=["marked", "unmarked"])
def test_what_is_answered_is_quoted_in_every_language(attribution, quote):
    result = cut(f"{ANSWER}\n\n{attribution}\n{quote}")

    assert (result.new, result.signature) == (ANSWER, "")
    assert result.quoted == f"{attribution}\n{quote}"


@pytest.mark.parametrize(
    "head",
    [
        "Fra: Anna\nSendt: 2. marts 2026 10:00\nTil: Ben\nEmne: Planen",
        "Från: Anna\nSkickat: den 2 mars 2026 10:00\nTill: Ben\nÄmne: Planen",
        "Lähettäjä: Anna\nLähetetty: 2. maaliskuuta 2026\nVastaanottaja: Ben\nAihe: Suunnitelma",
        "Van: Anna\nVerzonden: maandag 2 maart 2026\nAan: Ben\nOnderwerp: Plan",
        "*Van:* Anna\n*Verzonden:* maandag 2 maart 2026\n*Aan:* Ben\n*Onderwerp:* Plan",
        "Da: Anna\nInviato: lunedì 2 marzo 2026\nA: Ben\nOggetto: Piano",
        "De: Anna\nEnviado: segunda-feira, 2 de março de 2026\nPara: Ben\nAssunto: Plano",
        "De : Anna\nEnvoyé le :lundi 2 mars 2026\nÀ : Ben\nObjet :Plan",
        "====\n\nMessage du : 02/03/2026 10:00\nDe : Anna\nA : Ben\nCopie à :\nSujet : Plan",
        "Od: Anna\nWysłano: poniedziałek, 2 marca 2026\nDo: Ben\nTemat: Plan",
        "Od: Anna\nOdesláno: pondělí 2. března 2026\nKomu: Ben\nPředmět: Plán",
        "Feladó: Anna\nElküldve: 2026. március 2.\nCímzett: Ben\nTárgy: Terv",
        "Kimden: Anna\nGönderildi: 2 Mart 2026\nKime: Ben\nKonu: Plan",
        "От: Anna\nОтправлено: 2 марта 2026 г.\nКому: Ben\nТема: План",
        "差出人: Anna\n送信日時: 2026年3月2日\n宛先: Ben\n件名: 計画",
        "发件人： Anna\n发送时间： 2026年3月2日\n收件人： Ben\n主题： 计划",
        "보낸 사람: Anna\n보낸 날짜: 2026년 3월 2일\n받는 사람: Ben\n제목: 계획",
        "-------- Oprindelig besked --------\nFra: Anna",
        "-----Oprindelig meddelelse-----\nFra: Anna",
        "-----Messaggio originale-----\nDa: Anna",
        "-------- Původní e-mail ----------\nOd: Anna",
        "------------------ 原始邮件 ------------------\n发件人: Anna",
        "-----original message-----",
    ],
)
def test_the_header_lines_above_an_old_letter_are_known_in_every_language(head):
    result = cut(f"{ANSWER}\n\n{head}\n\nWhen can you send it?")

    assert result.new == ANSWER


@pytest.mark.parametrize(
    "line",
    [
        "Sendt fra min iPhone",
        "Skickat från min iPhone",
        "Lähetetty iPhonesta",
        "Verstuurd vanaf mijn iPhone",
        "Inviato da iPhone",
        "Enviado do meu iPhone",
        "Wysłane z iPhone'a",
        "Odesláno z iPhonu",
        "iPhone'umdan gönderildi",
        "Отправлено с iPhone",
        "Надіслано з iPhone",
        "Στάλθηκε από το iPhone μου",
        "iPhoneから送信",
        "发自我的iPhone",
        "나의 iPhone에서 보냄",
        "Sent from my Galaxy, please excuse the brevity",
        "Sent from a small glass rectangle",
        "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmQINBF\n-----END PGP PUBLIC KEY BLOCK-----",
        "- -- \nBen Doe",
        "—————\nBen Doe\nben@firm.example",
        "__\nPlan mailing list\nplan@lists.example",
        "***\nBen Doe\n+49 30 1234567",
        "—\nBen Doe\nConsultant",
    ],
)
def test_what_telephones_and_lists_add_is_the_signature(line):
    result = cut(f"{ANSWER}\n\n{line}")

    assert (result.new, result.signature) == (ANSWER, line.replace("- -- ", "- --"))


@pytest.mark.parametrize(
    "text",
    [
        "Sent from my desk, which is quieter than the train.",
        "Sent from the warehouse.\n\nIt should reach you on Friday.",
        "Here is the menu:\n\n| dish | price |\n| soup | 4 |",
        "The folders:\n\n|-- old\n|   |-- a\n|   `-- b\n`-- new",
        "Run this:\n\nmysql> show tables;\nmysql> drop table old;",
        "SQL> commit;\nSQL> exit",
        "Copy these two:\n# first\n# second",
        "Caution: the stairs are wet.\n\nSee you at ten.",
        "Warning signs outside the office are new.\n\nI will bring the key.",
        "From: Anna\nDate: 2 March\nSubject: Plan, as it was discussed",
        "***\nNot a signature, because a person goes on here for some time.",
        "Prices in 2026:\n\nsoup 4\nbread 2",
        "W dniu 2026-03-02 10:00 przyjdę do biura i zrobię to.",
    ],
)
def test_what_a_person_says_alike_stays_new(text):
    result = cut(text)

    assert f"{result.new}{result.quoted}".replace("\n", "") == text.replace("\n", "")
    assert result.signature == ""


@pytest.mark.parametrize(
    "quote",
    [
        "| When can you send it?\n| And to whom?",
        "AB> When can you send it?\nAB> And to whom?",
        f"On 2 Mar 2026 {ANNA} wrote:\n| When can you send it?\n| And to whom?",
        f"On 2 Mar 2026 {ANNA} wrote:\n# When can you send it?\n# And to whom?",
        f"On 2 Mar 2026 {ANNA} wrote:\nAnna> When can you send it?\nAnna> And to whom?",
        "> When can you send the draft that we spoke of last week, and to which\naddress of ours?\n> Or by post?",
    ],
)
@pytest.mark.parametrize("above", ["", "Good morning!"], ids=["below", "between"])
def test_an_answer_below_lines_marked_in_another_way_stays_new(quote, above):
    result = cut(f"{above}\n\n{quote}\n\n{ANSWER}")

    assert result.quoted == quote
    assert result.new == f"{above}\n\n{ANSWER}".strip()


@pytest.mark.parametrize(
    "banner",
    [
        "CAUTION: This e-mail came from outside the firm. Do not click on links.",
        "CAUTION: This e-mail came from outside the firm. Do not click on links\nthat you do not know.",
        "[EXTERNAL] Be careful with links and attachments.",
        "ACHTUNG: Diese E-Mail kommt von einem externen Absender.",
        "ATTENTION : ce courriel vient de l'extérieur.",
        "You don't often get email from anna@client.example.",
        "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256",
    ],
)
def test_what_a_program_puts_on_top_is_not_what_the_sender_says(banner):
    result = cut(f"{banner}\n\n{ANSWER}")

    assert (result.new, result.signature) == (ANSWER, banner)


def test_a_letter_below_its_own_head_is_new_and_a_forward_is_not():
    own = "Von: Anna\nDatum: 2. März 2026\nBetreff: Plan"

    assert cut(f"{own}\n\n{ANSWER}").new == ANSWER
    assert cut(f"{own}\nAn: Ben\n\n{ANSWER}").new == ""


@given(
    st.lists(
        PIECES
        | st.sampled_from(["| a", "AB> a", ANNA, "skrev <a@x.example", ">:", "发件人：", "——"]),
        max_size=12,
    ).map("\n".join)
)
def test_where_a_look_at_the_whole_shows_no_quote_no_line_is_one(text):
    lines = [line.rstrip() for line in text.split("\n")]
    tidy = "\n".join(lines)

    assert not (quotes_nobody(tidy) and any(quoted_lines(lines, tidy)))
