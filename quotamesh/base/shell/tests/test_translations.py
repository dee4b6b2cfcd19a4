import gettext
import io
import re

import polib
from django.utils import translation

from quotamesh.base.shell import translations
from quotamesh.base.shell.catalog import Message, mo_bytes, read_po, write_po

HARD = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

msgid "a \\"quoted\\" text\\n"
"of two lines\\twith a tab and a \\\\"
msgstr "一个“文本”\\n"

msgctxt "month"
msgid "May"
msgstr "五月"

msgid "%(count)s row"
msgid_plural "%(count)s rows"
msgstr[0] "%(count)s 行"
"""


def test_nothing_lacks_a_translation():
    assert write_po(dict.fromkeys(translations.missing(translations.load()), ())) == ""


def test_no_translation_is_left_over():
    assert translations.stale(translations.load()) == []


def test_the_catalogue_is_in_order():
    text = translations.PO.read_text(encoding="utf-8")
    assert text == write_po(read_po(text))


def test_placeholders_survive_translation():
    holder = re.compile(r"%\(\w+\)[sd]|%%|\{\w*\}")
    for message, texts in translations.load().items():
        for text in texts if message.msgid else ():
            assert set(holder.findall(text)) == set(holder.findall(message.plural or message.msgid)), message


def test_po_is_read_as_polib_reads_it():
    theirs = {
        (e.msgid, e.msgctxt or "", e.msgid_plural): e.msgstr or e.msgstr_plural[0] for e in polib.pofile(HARD)
    }
    ours = {(m.msgid, m.context, m.plural): texts[0] for m, texts in read_po(HARD).items() if m.msgid}
    assert ours == theirs
    assert read_po(write_po(read_po(HARD))) == read_po(HARD)


def test_mo_is_read_by_gettext():
    catalog = gettext.GNUTranslations(io.BytesIO(mo_bytes(read_po(HARD))))
    assert catalog.gettext('a "quoted" text\nof two lines\twith a tab and a \\') == "一个“文本”\n"
    assert catalog.pgettext("month", "May") == "五月"
    assert catalog.ngettext("%(count)s row", "%(count)s rows", 7) == "%(count)s 行"
    assert catalog.gettext("May") == "May"


def test_messages_of_a_source():
    source = """
from django.utils import translation
from django.utils.translation import gettext as _, ngettext, pgettext_lazy as p
_("one" " text")
p("month", "May")
ngettext("a row", "rows", n)
translation.gettext_lazy("lazy")
_(variable)
other("not this")
"""
    assert set(translations.from_source(source)) == {
        Message("one text"),
        Message("May", "month"),
        Message("a row", plural="rows"),
        Message("lazy"),
    }


def test_messages_of_a_template():
    template = """{% load i18n %}{% translate "It's (so) plain" %}{{ name|default:_("nobody") }}
{% blocktranslate trimmed with n=x|default:"y" %}
  {{ n }} (of) many, 100 %
{% endblocktranslate %}{% translate "May" context "month" %}
{% blocktranslate count n=rows|length %}{{ n }} row{% plural %}{{ n }} rows{% endblocktranslate %}"""
    assert set(translations.from_template(template)) == {
        Message("It's (so) plain"),
        Message("nobody"),
        Message("%(n)s (of) many, 100 %%"),
        Message("May", "month"),
        Message("%(n)s row", plural="%(n)s rows"),
    }


def test_the_compiled_catalogue_serves(tmp_path):
    with translation.override("zh-hans"):
        assert translation.gettext("behind") == "落后"
        assert translation.gettext("Skip to the content") == "跳到正文"
