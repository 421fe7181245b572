# SPDX-License-Identifier: Apache-2.0
"""Hard negatives: posts of one wording about different facts, of which none copies another; and short greetings.

    Templates(rng, pool).series()  ->  [("place", "en", "Power cut in Saltford …"), ("place", "en", "Power cut in Oakmere …")]

A series is one wording in which one fact changes (place, number, time, day, name) or, in daily bulletins, most of them.
"""
from hashlib import blake2b
import re

from letters import pick
from texts import rows_of

WORDINGS, REPORTS = {}, {}
for _kind, _lang, _words in rows_of("templates.tsv"):
    WORDINGS.setdefault(_kind, []).append((_lang, _words.replace("\\n", "\n")))
for _event, _lang, _words in rows_of("reports.tsv"):
    REPORTS.setdefault((_event, _lang), []).append(_words)
PLACES = {"en": ("Salt Ferry Ash Oak Stone Mill Heron Amber Plum Fern Kettle Lark Otter Birch Cinder Dove Elm Frost".split(),
                 "ford bridge haven mere wick ton well cross bury gate field dale stead moor brook".split()),
          "ru": ("Соле Камено Верхне Ольхо Яблоне Тихо Бело Лисо Звоно Медо Журавле Песко Ветло Сосно".split(),
                 "горск речье поль дольск бор озёрск мостье град холмск лесье славль".split()),
          "ar": ("وادي تل عين كفر دير بئر حي رأس مرج برج".split(), "الزيزفون الملح الفانوس اللوز النورس الصفصاف الريحان القصب الحمام التين الجرس المرجان".split()),
          "fr": ("Val Mont Pont Bois Clos Puy".split(), "aubier-sur-Lisse ferrand rosel amande moulin brume".split()),
          "tr": ("Tuz Kavak Fener Çınar Ak Gül".split(), "köy dere hisar ova tepe kapı".split()),
          "fa": ("نمک فانوس بید انار گل سنگ".split(), "آباد شهر کوه رود دره".split())}
NAMES = {"en": ("Ada Benno Clara Doran Edith Finn Greta Hugo Ivy Jonas Lena Milo Nora Otis Petra Rufus".split(),
                "Brindle Carrow Dunmore Elsward Fallow Garrick Hobday Inglewick Joplin Kestrel Lorrimer Marlow Nettle Orchard".split()),
         "ru": ("Илья Пётр Савва Тихон Фёдор Глеб Захар Лука Марк Яков".split(), "Ветлугин Соловый Журавин Каменев-Луг Ольхин Пескарёв Яблонин Медов Звонцов Лисин".split()),
         "ar": ("سامر نبيل رامي فادي جمال وليد هاني كريم".split(), "الفانوسي المرجان الصفصاف النورسي اللوزي البحار الخزاف الحداد".split())}
DAYS = {"en": ("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(), "January February March April May June July August September".split()),
        "ru": ("в понедельник,во вторник,в среду,в четверг,в пятницу,в субботу,в воскресенье".split(","), "января февраля марта апреля мая июня июля августа".split()),
        "ar": ("الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد".split(), "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس".split()),
        "fr": ("lundi mardi mercredi jeudi vendredi samedi dimanche".split(), "janvier février mars avril mai juin".split()),
        "tr": ("Pazartesi Salı Çarşamba Perşembe Cuma Cumartesi".split(), "Ocak Şubat Mart Nisan Mayıs Haziran".split()),
        "fa": ("شنبه یکشنبه دوشنبه سه‌شنبه چهارشنبه پنجشنبه".split(), "فروردین اردیبهشت خرداد تیر مرداد".split())}
THINGS = {"en": "a brown umbrella with a duck's head,a bunch of five keys on a blue ribbon,a grey kitten with one white paw,a violin case without the violin,a child's red boot,a book about mosses,a silver thimble,a parrot that says good evening".split(","),
          "ru": "коричневый зонт с ручкой в виде утки,связка ключей на синей ленте,серый котёнок с белой лапой,футляр от скрипки,красный детский сапог,книга о мхах".split(","),
          "ar": "مظلة بنية بمقبض على شكل بطة,خمسة مفاتيح على شريط أزرق,قطة رمادية بكف بيضاء,علبة كمان فارغة,كتاب عن الطحالب".split(",")}
WHO = {"en": "sailors bakers Clara Hugo dear class neighbours Petra team gardeners choir Otis".split(), "ru": "соседи Глеб Марк ребята коллеги моряки хор Лука пекари".split(),
       "ar": "جيران كريم أصدقاء سامر بحارة رامي أحباب نبيل".split()}
CHANGES = {"place": ("place", "place2"), "number": ("n", "n2"), "time": ("time", "time2"), "day": ("day",), "name": ("name",)}


NUMBER = re.compile(r"(?<![\w#.,:/-])\d{1,4}(?![\w#.,:/-])")


class Templates:
    def __init__(self, rng, pool):
        self.rng, self.pool, self.used, self.told = rng, pool, set(), set()

    def number(self, low, high):
        return str(low + int(self.rng.random() * (high - low)))

    def value(self, slot, lang):
        rng, kind = self.rng, slot.rstrip("234")
        if kind in ("place", "name"):
            table = PLACES if kind == "place" else NAMES
            first, second = table.get(lang, table["en"])
            return pick(rng, first) + ("" if kind == "place" and lang not in ("ar",) else " ") + pick(rng, second)
        if kind == "day":
            days, months = DAYS[lang]
            date = self.number(1, 29) + " " + pick(rng, months)
            return (date if rng.random() < .6 or lang == "fr" else pick(rng, days) + " " + date)
        if kind == "time":
            first, last = {"time": (5, 11), "time2": (12, 16), "time3": (17, 19)}.get(slot, (20, 23))
            return f"{self.number(first, last + 1)}:{int(rng.random() * 12) * 5:02}"
        if kind == "price":
            return f"{20 + rng.random() * 80:.2f}"
        if kind in ("thing", "who"):
            return pick(rng, (THINGS if kind == "thing" else WHO)[lang])
        low, high = {"temp": (-9, 36), "g": (0, 6), "m": (2, 90)}.get(kind, (1000, 99999) if slot == "n3" else (3, 95))
        return self.number(low, high)

    def fill(self, wording, values, lang):
        for slot in ("place", "place2", "name", "name2", "day", "time", "time2", "time3", "time4", "n", "n2", "n3", "temp", "temp2", "price", "price2",
                     "g", "g2", "m", "m2", "thing", "who"):
            if "{" + slot + "}" in wording:
                if slot not in values:
                    values[slot] = self.value(slot, lang)
                wording = wording.replace("{" + slot + "}", values[slot])
        return wording

    def fresh(self, text):
        """Whether this text was not given before."""
        key = blake2b(text.encode(), digest_size=8).digest()
        if key in self.used:
            return False
        self.used.add(key)
        return True

    def series(self):
        """(fine kind, language, text) of two to six posts of one wording."""
        rng, roll, many = self.rng, self.rng.random(), 2 + int(self.rng.random() * 5)
        if roll < .5:
            lang, wording = pick(rng, WORDINGS["notice"])
            kinds = [k for k, slots in CHANGES.items() if any("{" + s + "}" in wording for s in slots)]
            return self.vary(pick(rng, kinds), lang, wording, many)
        if roll < .8:
            kind = pick(rng, ("weather", "rates", "schedule", "prayer", "power", "lost", "match"))
            lang, wording = pick(rng, WORDINGS[kind])
            return self.vary(kind, lang, wording, many)
        if roll < .9:
            kind = pick(rng, ("frame", "quote"))
            lang, wording = pick(rng, WORDINGS[kind])
            return [(kind, lang, t) for t in (self.with_body(lang, wording) for _ in range(many)) if self.fresh(t)]
        lang, wording = pick(rng, WORDINGS["near"])
        return [("greeting_near", lang, t) for t in (self.fill(wording, {}, lang) for _ in range(3)) if self.fresh(t)]

    def vary(self, kind, lang, wording, many):
        base, out = {}, []
        self.fill(wording, base, lang)
        kept = {k: v for k, v in base.items() if k not in CHANGES[kind]} if kind in CHANGES else {"place": base["place"]}
        facts = set()
        for _ in range(many):
            values = dict(kept)
            text = self.fill(wording, values, lang)
            fact = values["day"].split()[-2:] if kind == "day" else values["place"] if kind == "place" and "place" in values else text
            if str(fact) not in facts and self.fresh(text):    # "12 July" and "Monday 12 July" are one day
                facts.add(str(fact))
                out.append((kind, lang, text))
        return out

    def with_body(self, lang, wording):
        """The larger part is a body of its own."""
        body = self.pool.composed(lang)
        while len(body) < 1.8 * (len(wording) - 6):
            body += " " + self.pool.composed(lang)
        return self.fill(wording, {}, lang).replace("{body}", body)

    def reports(self):
        """One event in the words of several agencies; told again of another event, the same words are a template (report_again)."""
        event, lang = pick(self.rng, list(REPORTS))
        values = {}
        texts = [self.fill(w, values, lang) for w in REPORTS[event, lang]]
        kind = "report" if (event, lang) not in self.told else "report_again"
        self.told.add((event, lang))
        return [(kind, lang, t) for t in texts if self.fresh(t)]

    def other_numbers(self, text):
        """A short real post with every number in it changed, when it has two or more."""
        if len(text) > 160 or len(NUMBER.findall(text)) < 2:
            return None
        text = NUMBER.sub(lambda m: str(int(m[0]) + 1 + int(self.rng.random() * max(4, int(m[0])))), text)
        return text if self.fresh(text) else None

    def greeting(self):
        lang, words = pick(self.rng, WORDINGS["greeting"])
        return "greeting", lang, words
