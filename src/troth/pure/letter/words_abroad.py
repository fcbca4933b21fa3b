"""The marks of letters in further languages, which Troth cuts although it does not read them.

Who answers a Danish letter in English quotes it in Danish. The fields are those of `Words`.
"""

from troth.pure.letter.words import Words

DANISH = Words(
    language="da",
    wrote=("skrev",),
    opens=("den",),
    sender=("fra",),
    recipient=("til",),
    fields=("sendt", "dato", "emne", "kopi"),
    original=("oprindelig besked", "oprindelig meddelelse", "original meddelelse"),
    forwarded=("videresendt besked", "videresendt meddelelse", "start på videresendt besked"),
    sent_from=("sendt fra min", "sendt fra outlook", "hent outlook", "sendt med"),
    closings=("med venlig hilsen", "venlig hilsen", "mange hilsner", "mvh", "hilsen", "kh"),
    disclaimers=("denne e-mail", "denne mail indeholder"),
)

NORWEGIAN = Words(
    language="no",
    wrote=("skrev",),
    opens=("den", "på"),
    sender=("fra",),
    recipient=("til",),
    fields=("sendt", "dato", "emne", "kopi"),
    original=("opprinnelig melding", "original melding"),
    forwarded=("videresendt melding", "videresendt e-post", "start på videresendt melding"),
    sent_from=("sendt fra min", "sendt via", "last ned outlook", "skaff deg outlook"),
    closings=("med vennlig hilsen", "vennlig hilsen", "beste hilsen", "hilsen"),
    disclaimers=("denne e-posten", "denne meldingen"),
)

SWEDISH = Words(
    language="sv",
    wrote=("skrev",),
    opens=("den",),
    sender=("från",),
    recipient=("till",),
    fields=("skickat", "datum", "ämne", "kopia"),
    original=("ursprungligt meddelande", "originalmeddelande"),
    forwarded=("vidarebefordrat meddelande", "vidarebefordrat brev", "vidarebefordrat mail"),
    sent_from=("skickat från min", "skickat från outlook", "skickat från mail", "hämta outlook"),
    closings=("med vänlig hälsning", "med vänliga hälsningar", "vänliga hälsningar", "hälsningar"),
    disclaimers=("detta e-postmeddelande", "detta meddelande kan innehålla"),
)

FINNISH = Words(
    language="fi",
    wrote=("kirjoitti",),
    opens=(),
    sender=("lähettäjä",),
    recipient=("vastaanottaja",),
    fields=("lähetetty", "päivämäärä", "päiväys", "aihe", "kopio"),
    original=("alkuperäinen viesti",),
    forwarded=("välitetty viesti", "edelleenlähetetty viesti"),
    sent_from=("lähetetty iphonesta", "lähetetty minun", "lähetetty outlook", "hanki outlook"),
    closings=("ystävällisin terveisin", "terveisin", "terveiset", "parhain terveisin"),
    disclaimers=("tämä viesti ja", "tämä sähköposti"),
)

DUTCH = Words(
    language="nl",
    wrote=("schreef", "geschreven"),
    opens=("op",),
    sender=("van",),
    recipient=("aan",),
    fields=("verzonden", "datum", "onderwerp", "cc"),
    original=("oorspronkelijk bericht", "origineel bericht", "oorspronkelijke bericht"),
    forwarded=("doorgestuurd bericht", "begin doorgestuurd bericht"),
    sent_from=(
        "verstuurd vanaf",
        "verzonden vanaf",
        "verstuurd met",
        "outlook voor",
        "download outlook",
    ),
    closings=(
        "met vriendelijke groet",
        "met vriendelijke groeten",
        "vriendelijke groet",
        "groeten",
    ),
    disclaimers=("dit bericht en eventuele", "deze e-mail en"),
    banners=("let op", "externe e-mail", "waarschuwing"),
)

ITALIAN = Words(
    language="it",
    wrote=("ha scritto", "scrisse"),
    opens=("il", "in data"),
    sender=("da",),
    recipient=("a",),
    fields=("inviato", "data", "oggetto", "cc"),
    original=("messaggio originale",),
    forwarded=(
        "messaggio inoltrato",
        "inizio messaggio inoltrato",
        "inizio del messaggio inoltrato",
    ),
    sent_from=("inviato da", "inviato dal mio", "scarica outlook", "ottieni outlook"),
    closings=(
        "cordiali saluti",
        "distinti saluti",
        "un saluto",
        "un caro saluto",
        "saluti",
        "grazie",
    ),
    disclaimers=("questo messaggio e", "questa e-mail", "le informazioni contenute"),
    banners=("attenzione",),
)

PORTUGUESE = Words(
    language="pt",
    wrote=("escreveu",),
    opens=("em", "no dia"),
    sender=("de",),
    recipient=("para",),
    fields=("enviado", "enviada", "enviado em", "enviada em", "data", "assunto", "cc"),
    original=("mensagem original",),
    forwarded=("mensagem encaminhada", "mensagem reencaminhada", "início da mensagem encaminhada"),
    sent_from=(
        "enviado do meu",
        "enviado de meu",
        "enviado a partir",
        "enviado via",
        "obter o outlook",
    ),
    closings=(
        "atenciosamente",
        "cumprimentos",
        "com os melhores cumprimentos",
        "abraços",
        "obrigado",
    ),
    disclaimers=("esta mensagem", "este e-mail"),
)

ROMANIAN = Words(
    language="ro",
    wrote=("a scris",),
    opens=("pe", "în data"),
    sender=("de la",),
    recipient=("către", "catre"),
    fields=("trimis", "data", "subiect", "cc"),
    original=("mesaj original", "mesajul original"),
    forwarded=("mesaj redirecționat", "mesaj transmis", "mesaj forwardat"),
    sent_from=("trimis de pe", "trimis din"),
    closings=("cu stimă", "cu respect", "toate cele bune", "mulțumesc"),
    disclaimers=("acest mesaj",),
)

POLISH = Words(
    language="pl",
    wrote=("napisał", "napisała", "napisał(a)", "pisze"),
    opens=("dnia", "w dniu"),
    sender=("od", "nadawca"),
    recipient=("do",),
    fields=("wysłano", "wysłane", "data", "temat", "dw"),
    original=("wiadomość oryginalna", "oryginalna wiadomość", "wiadomość pierwotna"),
    forwarded=("wiadomość przekazana", "przekazana wiadomość", "początek przekazanej wiadomości"),
    sent_from=("wysłane z", "wysłano z", "pobierz outlook"),
    closings=("pozdrawiam", "z poważaniem", "pozdrowienia", "serdecznie pozdrawiam"),
    disclaimers=("ta wiadomość", "niniejsza wiadomość"),
)

CZECH = Words(
    language="cs",
    wrote=("napsal", "napsala", "napsal(a)", "píše"),
    opens=("dne",),
    sender=("od",),
    recipient=("komu",),
    fields=("odesláno", "datum", "předmět", "kopie"),
    original=("původní zpráva", "původní e-mail", "původní email"),
    forwarded=("přeposlaná zpráva", "přeposlaný e-mail"),
    sent_from=("odesláno z", "odesláno ze", "získat outlook"),
    closings=("s pozdravem", "s přátelským pozdravem", "hezký den", "děkuji", "díky"),
    disclaimers=("tato zpráva", "tento e-mail"),
)

SLOVAK = Words(
    language="sk",
    wrote=("napísal", "napísala", "napísal(a)"),
    opens=("dňa",),
    sender=("od",),
    recipient=("komu",),
    fields=("odoslané", "dátum", "predmet", "kópia"),
    original=("pôvodná správa",),
    forwarded=("preposlaná správa",),
    sent_from=("odoslané z", "odoslané zo"),
    closings=("s pozdravom", "pekný deň", "ďakujem"),
    disclaimers=("táto správa",),
)

HUNGARIAN = Words(
    language="hu",
    wrote=("írta", "ezt írta"),
    opens=(),
    sender=("feladó",),
    recipient=("címzett",),
    fields=("elküldve", "küldve", "dátum", "tárgy", "másolat"),
    original=("eredeti üzenet",),
    forwarded=("továbbított üzenet", "továbbított levél"),
    sent_from=("az én iphone", "küldve az", "küldve a"),
    closings=("üdvözlettel", "üdv", "tisztelettel", "köszönettel", "köszönöm"),
    disclaimers=("ez az üzenet",),
)

TURKISH = Words(
    language="tr",
    wrote=("şunu yazdı", "yazdı", "şunları yazdı"),
    opens=(),
    sender=("kimden", "gönderen"),
    recipient=("kime", "alıcı"),
    fields=("gönderildi", "gönderme tarihi", "tarih", "konu", "bilgi"),
    original=("orijinal mesaj", "özgün ileti", "orijinal ileti"),
    forwarded=("yönlendirilen ileti", "iletilen mesaj", "iletilmiş mesaj"),
    sent_from=("iphone'umdan gönderildi", "iphone’umdan gönderildi", "ipad'imden gönderildi"),
    closings=("saygılarımla", "sevgiler", "iyi çalışmalar", "teşekkürler"),
    disclaimers=("bu e-posta", "bu mesaj"),
)
