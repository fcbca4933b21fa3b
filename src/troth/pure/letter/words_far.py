"""The marks of letters in languages that are not written in Latin letters. As in `words_abroad`."""

from troth.pure.letter.words import Words

RUSSIAN = Words(
    language="ru",
    wrote=("написал", "написала", "написал(а)", "пишет"),
    opens=("в",),
    sender=("от", "от кого"),
    recipient=("кому",),
    fields=("отправлено", "дата", "тема", "копия"),
    original=("исходное сообщение", "оригинальное сообщение", "original message"),
    forwarded=("пересылаемое сообщение", "переадресованное сообщение", "пересланное сообщение"),
    sent_from=("отправлено с", "отправлено из", "отправлено от"),
    closings=("с уважением", "всего доброго", "всего хорошего", "спасибо"),
    disclaimers=("это сообщение", "данное сообщение"),
)

UKRAINIAN = Words(
    language="uk",
    wrote=("написав", "написала", "пише"),
    opens=("о",),
    sender=("від", "від кого"),
    recipient=("кому",),
    fields=("надіслано", "відправлено", "дата", "тема", "копія"),
    original=("оригінальне повідомлення", "початкове повідомлення"),
    forwarded=("переслане повідомлення", "переспрямоване повідомлення"),
    sent_from=("надіслано з", "відправлено з", "надіслано від"),
    closings=("з повагою", "щиро", "дякую"),
    disclaimers=("це повідомлення",),
)

GREEK = Words(
    language="el",
    wrote=("έγραψε",),
    opens=("στις", "την"),
    sender=("από",),
    recipient=("προς",),
    fields=("στάλθηκε", "εστάλη", "ημερομηνία", "θέμα", "κοινοποίηση"),
    original=("αρχικό μήνυμα",),
    forwarded=("προωθημένο μήνυμα",),
    sent_from=("στάλθηκε από", "εστάλη από"),
    closings=("με εκτίμηση", "φιλικά", "ευχαριστώ"),
    disclaimers=("αυτό το μήνυμα",),
)

JAPANESE = Words(
    language="ja",
    wrote=("のメール", "書きました"),
    opens=(),
    sender=("差出人", "送信者"),
    recipient=("宛先",),
    fields=("送信日時", "日時", "日付", "件名"),
    original=("元のメッセージ", "original message"),
    forwarded=("転送されたメッセージ", "転送メッセージ"),
    sent_from=("iphoneから送信", "ipadから送信", "outlook for"),
    closings=("よろしくお願いします", "よろしくお願いいたします", "敬具"),
    disclaimers=("このメールは",),
)

CHINESE = Words(
    language="zh",
    wrote=("写道", "寫道", "编写", "写到"),
    opens=("在",),
    sender=("发件人", "寄件者", "寄件人", "發件人"),
    recipient=("收件人", "收件者"),
    fields=(
        *("发送时间", "时间", "发送日期", "日期", "寄件日期", "發送時間"),
        *("主题", "主旨", "主題", "抄送", "副本"),
    ),
    original=("原始邮件", "原始郵件", "邮件原件"),
    forwarded=("转发的邮件", "转发邮件", "轉寄郵件", "已转发邮件"),
    sent_from=("发自我的", "發自我的", "发自我的iphone", "發自我的iphone"),
    closings=("此致", "祝好", "谢谢", "謝謝"),
    disclaimers=("本邮件",),
)

KOREAN = Words(
    language="ko",
    wrote=("작성", "님이 작성", "썼습니다"),
    opens=(),
    sender=("보낸 사람", "보낸사람"),
    recipient=("받는 사람", "받는사람"),
    fields=("보낸 날짜", "날짜", "제목", "참조"),
    original=("원본 메시지", "원본 메일"),
    forwarded=("전달된 메시지",),
    sent_from=("나의 iphone", "내 iphone", "나의 ipad", "iphone에서 보냄"),
    closings=("감사합니다", "드림"),
    disclaimers=("본 메일",),
)
