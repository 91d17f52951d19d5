"""Words that only hold a sentence together: articles, question words, politeness. They carry no search.

A query drops them unless nothing else is left; documents keep them.
"""

from functools import cache

from marlerweg.foundation.searching.folding import plain
from marlerweg.foundation.searching.scripts import base_language

FUNCTION_WORDS = {
    "de": """
        aber alle allem allen aller alles als also am an ander andere anderem anderen anderer anderes auch auf aus bei beim
        bekomme bekommen bekommt benötige benötigen benötigt bin bis bist bitte brauche brauchen braucht da dabei dadurch
        dafür daher damit danach daran darauf darf darfst dann das dass davon dazu dein deine deinem deinen deiner dem den
        denen denn der deren des dessen dich die dies diese diesem diesen dieser dieses dir doch dort du durch dürfen ein
        eine einem einen einer eines einige er erhalte erhalten erhält es etwas euch euer eure finde finden findet für
        gebe geben gegen genau gerne gibt hab habe haben hallo hat hatte hatten hätte hätten her hier hin hinter ich ihm
        ihn ihnen ihr ihre ihrem ihren ihrer im in ins irgendwo ist ja jede jedem jeden jeder jedes jemand jetzt kann
        kannst kein keine keinem keinen keiner kommen könnte können könnt lassen mach mache machen macht man mein meine
        meinem meinen meiner meines deines seines ihres mich mir mit möchte möchten muss musst müssen müsste nach nicht nichts noch nun nur ob oder
        ohne sehr sei seid sein seine seinem seinen seiner seit sich sie sind so soll sollen sollte sollten sonst sowie
        suche suchen such und uns unser unsere unserem unseren unserer unter viel viele vom von vor wann war waren warum
        was wegen weil welche welchem welchen welcher welches wem wen wende wenden wenn wer werde werden wessen wie wieder
        wieso wieviel will wir wird wo woher wohin wollen womit worauf würde würden wurde wurden zu zum zur zwischen
        über um möglich geht gehen stehen steht bieten bietet versteht verstehen heißt bedeutet wichtig beachten achten""",
    "en": """
        a about after all also am an and any are as at be been before being between both but by can could d did do does
        doing don down during each find for from further get give had has have having he hello her here hers him his how
        i if in into is it its just know like ll m many me more most much must my need no not now of off on once only or
        other our out over please re s same she should so some such t tell than thank thanks that the their them then
        there these they this those through to too under until up us ve very want was we were what when where which while
        who whom whose why will with would you your yours someone somewhere looking look available possible""",
    "tr": """
        acaba ama ancak bana bazı ben benim bir biri birkaç biz bize bizim böyle bu buna bunda bundan bunu bunun burada
        çok çünkü da daha de değil diye en fakat gibi hangi hangisi hem hep her hiç için içinde ile ilgili ise istiyorum
        isterim kadar ki kim kime kimin lazım gerek gerekiyor lütfen mi mı mu mü nasıl ne neden nerede nereden nereye
        niçin niye o olan olarak olur on ona onlar onu onun oradan sen senin siz size sizin şey şu ve veya ya yani var
        yok bulabilirim bulurum alabilirim yapabilirim arıyorum bulmak almak merhaba""",
    "ar": """
        في من الى إلى على عن مع هذا هذه ذلك تلك التي الذي الذين ان أن إن كان كانت يكون هل ما ماذا متى أين اين كيف لماذا
        كم اي أي أو او ثم لا لم لن قد كل بعض غير بين عند عندي لي لك له لها لهم نحن انا أنا انت أنت هو هي هم يمكن يمكنني
        اريد أريد ابحث أبحث احتاج أحتاج الحصول احصل أحصل يوجد هناك هنا بعد قبل حتى اذا إذا لو من فضلك مرحبا اجد أجد
        عليه عليها فيه فيها منه منها به بها و ب ل ك يجب يتم حول خلال""",
    "uk": """
        а або але б без би був була були було в вам вас ваш від він вона вони воно все всі всіх де для до є ж за з зі із
        і й його її їх як яка яке який які якщо коли котрий куди хто чи чому що щоб це цей ця ці у та так також там те
        ти ми мене мені мій моя моє мої на над нам нас наш не немає ні по при про під собі свій своя свою треба потрібно
        потрібна потрібен потрібні можна можу може хочу шукаю знайти отримати де я скільки чого чим будь ласка допоможіть
        привіт мати маю""",
    "ru": """
        а без бы был была были было быть в вам вас ваш весь вот все всего всех вы где да для до его ее её если есть еще
        ещё ж же за и из или им их к как какая какие какой каков когда кого кто куда ли либо мне мой моя моё мои мы на
        над надо нам нас наш не него нее нет ни них но ну о об он она они оно от по под почему при про с сам свой свою
        себе себя со так такой там те тебе то того тоже только тот ты у уже чего чем что чтобы эта эти это этот я нужно
        нужен нужна нужны можно могу может хочу ищу найти получить сколько пожалуйста помогите здравствуйте привет""",
    "ro": """
        a acest această aceste acești acolo ai aici al ale am ar are as aș așa asta au avea aveți avem ca că când care
        câte cât cât ce cea cei cel cele celor cine cu cum da dacă dar de deci despre din după ea ei el ele este ești eu
        eu fi fie fără iar îi îl în într între îmi își la le lor lui mai mă mea mele meu mi mie mult multe ne nu nostru
        o ori pe pentru poate pot prin sa să sale sau său se și sunt sunteți suntem te tu un una unde unei unui unor va
        vă voi vor vreau caut găsesc găsi obține obțin trebuie nevoie rog bună salut îmi pot face""",
    "bg": """
        а ако ала без беше би бих бъде в вас ваш ви във все всеки всички вие г ги го да дали до докато е един една едно
        за защо и из или им има имам искам й как каква какво какви какъв като кога кой коя което които къде към ли ме
        между ми много мога може можем мой моя моето моите му на над най нас наш не него нещо ни ние но о от по под при
        с са само се си сме със съм сте съответно там така тази те тези ти то това този той трябва тук тя у че ще я
        търся намеря намери получа получи нужно нуждая колко моля здравейте здравей""",
    "pl": """
        a aby ale albo bardzo będzie był była było były być by ci co czy czym dla do dlaczego gdy gdzie go i ich ile im
        inne iż ja jak jaka jaki jakie jakiej jako je jego jej jest jestem jeśli jeszcze już każdy kiedy kim kto kogo
        która które który których ku lub ma mam mi mieć mnie mogę może możemy mój moja moje mu my na nad nam nas nasz
        nie nic nich niej niż no o od on ona one oni ono oraz po pod ponieważ potrzebuję potrzebne proszę przed przez
        przy są się sobie swój szukam ta tak także tam te tego tej ten to tu ty tylko tym u w we więc wy z za ze że
        znaleźć znajdę dostać otrzymać chcę można trzeba dzień dobry cześć""",
    "fa": """
        از است این آن آنها با باید بر برای بود بودن به بی تا تر ترین چه چرا چطور چگونه چند چی خود خودم در دارد دارم دارند
        را شد شده شود شما کجا کجاست کدام کرد کردن کند کنم کنید که کی ما من مرا می میخواهم می‌خواهم میتوانم می‌توانم نمی نه
        نیاز نیست و ولی وی ها های هایی هر هست هستم هم همه یا یک پیدا دنبال بگیرم کجا لطفا سلام او تو اما اگر پس بعد قبل
        خواهم توانم چیست دریافت هستند دیگر""",
    "fr": """
        a ai as au aux avec avoir avez ayant c ce ces cet cette ceux comment d dans de des du elle elles en est et eu
        être faire fait faut il ils j je l la le les leur leurs lui m ma mais me mes moi mon n ne nos notre nous on ont
        ou où par pas peut peuvent peux plus pour pourquoi puis qu quand que quel quelle quelles quels qui quoi s sa sans
        se sera ses si son sont sur t ta te tes ton tous tout toute trouver tu un une vos votre vous y besoin cherche
        obtenir puis dois doit combien lequel bonjour""",
}


# Of these, the ones that say what somebody wants to do with a thing. They carry no search alone, but "Wohnung finden"
# is more than "Wohnung".
ASKING_WORDS = {
    "de": """bekomme bekommen bekommt benötige benötigen brauche brauchen braucht erhalte erhalten finde finden findet gebe
        geben gehen geht gibt kommen lassen mache machen macht suche suchen such wende wenden ohne viel""",
    "en": "find get help looking look tell give need",
    "tr": "istiyorum isterim lazım gerek gerekiyor bulabilirim bulurum alabilirim yapabilirim arıyorum bulmak almak",
    "ar": "اريد أريد ابحث أبحث احتاج أحتاج الحصول احصل أحصل اجد أجد",
    "uk": "треба потрібно потрібна потрібен потрібні хочу шукаю знайти отримати допоможіть",
    "ru": "нужно нужен нужна нужны хочу ищу найти получить помогите",
    "ro": "vreau caut găsesc găsi obține obțin nevoie fără",
    "bg": "искам търся намеря намери получа получи нужно нуждая без",
    "pl": "potrzebuję potrzebne szukam znaleźć znajdę dostać otrzymać chcę bez",
    "fa": "نیاز پیدا دنبال بگیرم خواهم میخواهم می‌خواهم دریافت",
    "fr": "besoin cherche obtenir trouver",
}


@cache
def function_words(language: str) -> frozenset[str]:
    """Plain forms; empty for a language that is not listed."""
    return _plain_words(FUNCTION_WORDS, language)


@cache
def asking_words(language: str) -> frozenset[str]:
    """Function words that may still belong to a phrase."""
    return _plain_words(ASKING_WORDS, language)


@cache
def grammar_words(language: str) -> frozenset[str]:
    """Function words that never belong to a phrase."""
    return function_words(language) - asking_words(language)


def _plain_words(listed: dict[str, str], language: str) -> frozenset[str]:
    listing = listed.get(base_language(language), "").split()
    return frozenset(part for word in listing for part in plain(word, language).split())
