"""The words of the site: the notation they are written in, and every entry of data/terms.yml, there and back."""

import itertools
import re

import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts import campaign, notation, terms, yaml_source
from scripts.campaign import Locale
from scripts.rules import View
from scripts.source_page import read
from scripts.word_index import WordIndex

TERMS, FINDINGS = terms.load(ROOT)
LOCALES = {
    "ar": Locale("ar", "العربية", "x", "rtl", default=True),
    "fr": Locale("fr", "Français", "x", "ltr", default=False),
}
ENTRIES = [(code, entry) for code, entries in TERMS.entries.items() for entry in entries]
KINDS = {entry.kind for _, entry in ENTRIES} - {"self-harm"}


def view(locale, text, *, path="now/index.md"):
    page = read(f"---\ntitle: x\ndescription: x\n---\n{text}\n")
    return View(LOCALES[locale], path, page, None)


def hits(locale, text, kinds=KINDS, **where):
    one = view(locale, text, **where)
    return [hit for kind in sorted(kinds) for hit in TERMS.hits(one, kind)]


def samples(written):
    """Yield texts that a form stands for: every spelling of each of its words once, the others as they come first."""
    slots = [["3"] if slot == "#" else list(notation.spellings(slot)) for slot in written.split() if slot != "…"]
    for index, words in enumerate(slots):
        for word in words:
            yield " ".join([*(one[0] for one in slots[:index]), word, *(one[0] for one in slots[index + 1 :])])


def test_the_file_has_no_findings():
    assert FINDINGS == []
    assert len(ENTRIES) > 120


@pytest.mark.parametrize(("locale", "entry"), ENTRIES, ids=lambda one: getattr(one, "id", one))
def test_every_form_to_avoid_is_found(locale, entry):
    asked = [(written, text) for written in entry.avoid for text in samples(written)]
    page = view(locale, "\n\n".join(text for _, text in asked)).page
    spotted = TERMS.spotted(page, locale)[entry.kind]
    found = {
        (form.written, block.text)
        for block, form in spotted
        if any(place.start == 0 for place in form.places(block.text))
    }
    assert [one for one in asked if one not in found] == []


@pytest.mark.parametrize(("locale", "entry"), ENTRIES, ids=lambda one: getattr(one, "id", one))
def test_what_to_write_is_not_itself_to_be_avoided(locale, entry):
    assert [hit.text for hit in hits(locale, entry.prefer)] == []


@pytest.mark.parametrize(("locale", "entry"), ENTRIES, ids=lambda one: getattr(one, "id", one))
def test_where_a_form_is_right_it_passes(locale, entry):
    path = entry.where[0].replace("*", "x") if entry.where else "now/x.md"
    right = [text for written in entry.accept if not written.startswith("@") for text in samples(written)]
    found = hits(locale, "\n\n".join(right), {entry.kind}, path=path)
    assert [hit.text for hit in found if hit.entry is entry] == []


def test_the_names_of_services_are_written_as_in_the_data():
    data = yaml_source.read(ROOT / "data" / "platforms.yml").data
    data += yaml_source.read(ROOT / "data" / "channels" / "int.yml").data
    for channel in data:
        for locale, name in channel["name"].items():
            assert [hit.text for hit in hits(locale, name)] == []


def test_the_repair_of_a_name_is_final():
    found = []
    for locale, entry in ENTRIES:
        found += [(locale, text) for written in entry.avoid for text in samples(written) if entry.kind == terms.NAMES]
    found += [(locale, name.swapcase()) for locale in LOCALES for name in TERMS.names]
    assert len(found) > 60
    for locale, text in found:
        line = f"قبل {text} بعد"
        (hit,) = hits(locale, line, {terms.NAMES})
        fixed = line[: hit.at.col - 1] + hit.fix.text + line[hit.at.col - 1 + hit.fix.length :]
        assert fixed == f"قبل {hit.prefer.removeprefix('ال') if locale == 'ar' else hit.prefer} بعد"
        assert hits(locale, fixed, {terms.NAMES}) == []


def test_particles_stay_before_a_name_that_is_repaired():
    for wrong, right in (("بالانترنت", "بالإنترنت"), ("وللانترنت", "وللإنترنت"), ("والواتس آب", "والواتساب")):
        (hit,) = hits("ar", wrong, {terms.NAMES})
        assert (hit.fix.length, hit.fix.text) == (len(wrong), right)


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("piégé(e)(s)", "Elles sont PIEGEES."),
        ("fait/faites piéger", "vous vous êtes faites\n  **piéger**"),
        ("n’aurait … dû", "il n'aurait vraiment jamais dû"),
        ("garde … image(s)", "garde bien l’image"),
        ("cœur", "coeur"),
        ("100 %", "à 100\u00a0%"),
        ("# suicides", "12 suicides"),
        ("فضيحة~", "وبفضيحتها"),
        ("العار", "وللعار"),
        ("ذئب بشري", "الذِّئب\nالبشريّ"),
        ("الإنترنت", "بالانترنت"),
        ("سرية تامة", "بسـرّيةٍ تامّه"),
    ],
)
def test_what_a_form_stands_for(written, text):
    assert notation.contains(written, view("fr", text).page.prose[-1].text)


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("piégé(e)(s)", "piège"),
        ("loup(s)", "loupe"),
        ("n’aurait … dû", "Il n’aurait rien dit. Elle a dû partir."),
        ("العار", "شعار"),
        ("فخ", "فخامة"),
        ("خطؤه", "خطوة"),
        ("garde l’image", "garde mon image"),
    ],
)
def test_what_a_form_does_not_stand_for(written, text):
    assert not notation.contains(written, text)


@pytest.mark.parametrize("written", ["… mot", "mot …", "mo(t", "mot)", "a/", "/", "…", "#", "(e)"])
def test_what_is_no_form(written):
    with pytest.raises(notation.NotationError):
        notation.keys(written)


VOWELS = "\u064b\u064c\u064e\u064f\u0650\u0651\u0652ـ"


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(VOWELS, max_size=2), min_size=9, max_size=9), st.text("ا بـ.", max_size=20))
def test_vowels_change_neither_what_is_found_nor_where(vowels, before):
    word = "".join(itertools.chain.from_iterable(zip("الفضيحة "[:7], vowels, strict=False)))
    text = f"{before} {word}"
    place = list(notation.find("فضيحة~", text))[-1]
    assert (text[place.start : place.start + 1], place.start) == ("ا", len(before) + 1)
    assert re.sub(f"[{VOWELS}]", "", text[place.start : place.end]) == "الفضيحة"


@settings(max_examples=100, deadline=None)
@given(st.text())
def test_any_text_can_be_read(text):
    for locale in LOCALES:
        page = view(locale, "x").page
        page.masked[:] = list(enumerate(text.split("\n"), 5))
        one = View(LOCALES[locale], "now/index.md", page, None)
        for kind in KINDS:
            for hit in TERMS.hits(one, kind):
                assert hit.at.line >= 1
                assert hit.text


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("fr", "Ce n’est pas votre faute, ni votre erreur."),
        ("fr", "Rien n’est garanti. Personne ne peut vous garantir la suite."),
        ("fr", "La feuille est toujours à jour. C’est toujours sa faute à lui."),
        ("fr", "Un code arrivé « par erreur » : signalez l’erreur."),
        ("fr", "À éviter :\n\n- « Pourquoi as-tu envoyé cette photo ? »"),
        ("fr", "## Ce qu’il ne faut pas faire {#no}\n\n- Garantir le secret."),
        ("fr", "## « Vous auriez dû faire attention » {#attention .myth}"),
        ("fr", "Ne gardez pas l’image et ne la transférez pas. Une personne demande d’envoyer une image."),
        ("fr", "Certains diront « tu as été imprudente » : ce n’est pas vrai."),
        ("fr", "Ce numéro a été retiré : il ne fallait pas le publier."),
        ("fr", "Personne ne saurait dire quand l’image disparaîtra. Rien ne garantit que vous serez remboursé."),
        ("fr", "Une erreur de saisie, un message d’erreur : ce n’est pas une erreur d’avoir fait confiance."),
        ("fr", "Les parents écoutent d’abord. La fiche est rendue à l’élève."),
        ("fr", "Le personnel ne regarde jamais l’image. Un adulte qui garde une telle image peut être puni."),
        ("fr", "WhatsApp, e-Blagh, E-Blagh, StopNCII.org et @tiktok"),
        ("ar", "الذنب ليس ذنبك. لا أحد يمكنه ضمان ذلك، ولا تضمن هذه الخدمات النتيجة."),
        ("ar", "وصل الأداء (إيصال الدفع). شكاية (شكوى رسمية). المعطيات الشخصية (البيانات الشخصية)."),
        ("ar", "عدم نسخ الصورة. حفظ الأدلة دون الصورة. إذا أرسل طفل صورة تحت الضغط."),
        ("ar", "«نتيجة مضمونة»، «حذف إلى الأبد»."),
        ("ar", "لا تبقى الصورة إلى الأبد، ولا تُمسح نهائيًا من الإنترنت. الوصول إلى الصفحة سهل."),
        ("ar", "ظهرت رسالة خطأ عند إرسال الطلب. دون جملة من نوع «هذه غلطتك»."),
        ("ar", "قبل إخبار الوالدين، نسأل إن كان البيت آمنًا."),
        ("ar", "لا يمكن مشاهدتها ولا نسخها: الصورة الحميمة لطفل لا تُنقل. نطبع الملصق مع صورة الشعار."),
        ("ar", "خطوة خطوة. يتضمّن الملف شعار الموقع، ومكتب التحقيقات الفيدرالي."),
    ],
)
def test_ordinary_sentences_pass(locale, text):
    assert [hit.text for hit in hits(locale, text)] == []


@pytest.mark.parametrize(
    ("locale", "text", "kind"),
    [
        ("fr", "Votre fille a eu le tort d’accepter.", "blame"),
        ("fr", "Il ne fallait surtout pas accepter l’appel.", "blame"),
        ("fr", "Phrase à dire : « Tu as fait une erreur, mais je t’aiderai. »", "blame"),
        ("fr", "Vous récupérerez votre compte en une heure.", "promise"),
        ("fr", "Votre photo disparaîtra d’Internet.", "promise"),
        ("fr", "Commencez par en parler à tes parents.", "first"),
        ("fr", "La direction garde une copie de l’image.", "minors"),
        ("fr", "Si un élève parle d’une image intime, vous pouvez la regarder.", "minors"),
        ("ar", "حتى إذا أخطأ الطفل في إرسال صورة.", "blame"),
        ("ar", "يعيد البنك المبلغ دائمًا.", "promise"),
        ("ar", "ستُحذف الصورة من الإنترنت.", "promise"),
        ("ar", "لا بد من مصارحة الأهل.", "first"),
        ("ar", "تحتفظ إدارة المدرسة بنسخة من الصورة الحميمة للتلميذة.", "minors"),
        ("ar", "يمكن الاطلاع على صورة التلميذة للتأكد.", "minors"),
    ],
)
def test_other_wordings_of_the_same_mistakes_are_found(locale, text, kind):
    assert kind in {hit.entry.kind for hit in hits(locale, text)}


def test_a_word_of_a_file_is_told_apart_from_its_neighbours():
    index = WordIndex([("one", [frozenset({"image"}), frozenset({"garde"})]), ("two", [frozenset({"فضيحه"})])])
    assert index.spotted("garde l’image !") == ["one"]
    assert index.spotted("garde-la") == []
    assert index.spotted("وبالفضيحه «و»") == ["two"]
    assert index.spotted("") == []
    long = "x" * 100
    assert index.spotted(f"{long}-image garde") == ["one"]
    assert all(len(piece) < 100 for piece in index)


def test_a_project_without_the_file_has_no_terms(tmp_path):
    found, findings = terms.load(tmp_path)
    assert (found.entries, findings) == ({}, [])


def test_a_file_that_has_changed_is_read_again(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir()
    text = "terms: []\nsets: {}\nnames: [WhatsApp]\n"
    (folder / "terms.yml").write_text(text, encoding="utf-8")
    assert terms.load(tmp_path)[0].names == ("WhatsApp",)
    (folder / "terms.yml").write_text(text.replace("WhatsApp", "e-Blagh, DGSN"), encoding="utf-8")
    assert terms.load(tmp_path)[0].names == ("e-Blagh", "DGSN")


def test_our_own_pages_have_a_locale_for_every_list():
    assert {locale.code for locale in campaign.load(ROOT).locales} == set(TERMS.entries)
    assert all(set(one) == set(TERMS.entries) for one in TERMS.sets.values())
