"""The page of a chat: what passes, what is dropped, what is there."""

import base64
import re
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest

from tests.screens.chat_page import Button, Item, chat_page
from tests.screens.markup import safe

AT = datetime(2026, 3, 3, 18, 2, tzinfo=UTC)
PNG = b"\x89PNG\r\n\x1a\n picture"


class Page(HTMLParser):
    """Tags with their attributes, and words by the class of the element they stand in."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[tuple[str, str]] = []
        self._kind = ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self._kind = dict(attrs).get("class") or tag

    def handle_data(self, data):
        if data.strip():
            self.words.append((self._kind, data.strip()))

    def of(self, kind: str) -> list[str]:
        return [words for k, words in self.words if k == kind]


def page_of(*items: Item) -> Page:
    return Page(chat_page(items))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("<b>bold</b> & <i>slant</i>", "<b>bold</b> &amp; <i>slant</i>"),
        ("a &lt;b&gt; c", "a &lt;b&gt; c"),
        ("x<script>alert(1)</script>y", "xy"),
        ("x<style>b{color:red}</style>y", "xy"),
        ("<img src=x onerror=alert(1)>words", "words"),
        ('<b onclick="x()" style="y" class="z">b</b>', "<b>b</b>"),
        ('<iframe src="http://x"></iframe><u>u</u>', "<u>u</u>"),
        ("<tg-spoiler>told</tg-spoiler>", "told"),
        ("<code>/end</code>", "<code>/end</code>"),
        ("<pre>a\nb</pre>", "<pre>a\nb</pre>"),
        ('<a href="https://a.org/?b&amp;c">a</a>', '<a href="https://a.org/?b&amp;c">a</a>'),
        ('<a href="javascript:x()">a</a>', "<a>a</a>"),
        ("<blockquote expandable>q</blockquote>", '<blockquote class="folded">q</blockquote>'),
        ("<b>never <i>closed", "<b>never <i>closed</i></b>"),
        ("<b>crossed <i>tags</b> here</i>", "<b>crossed <i>tags</i></b> here"),
        ("stray</blockquote> end", "stray end"),
        ("one\n<blockquote>two</blockquote>\nthree", "one<blockquote>two</blockquote>three"),
        ("see /again, and/or a.org.", 'see <span class="link">/again</span>, and/or '
         '<span class="link">a.org</span>.'),
    ],
)  # fmt: skip
def test_only_known_markup_passes(given: str, kept: str):
    assert safe(given) == kept


def test_the_page_holds_only_what_the_whitelist_let_through():
    page = page_of(
        Item("bot", AT, "<script>alert('bad')</script><img src=http://x/y><b>good</b>"),
        Item("person", AT, "<script>typed</script> & <b>typed too</b>"),
        Item("tap", AT, "<i>label</i>"),
    )
    tags = {tag for tag, _ in page.tags}
    assert not tags & {"script", "img", "i", "iframe", "link"}
    shown = " ".join(words for _, words in page.words)
    assert "alert" not in shown
    assert "<script>typed</script> & <b>typed too</b>" in shown
    assert "<i>label</i>" in shown


def test_every_text_and_button_is_there_in_order():
    page = page_of(
        Item("person", AT, "/start"),
        Item("bot", AT, "Welcome", ((Button("Yes"), Button("No")), (Button("What is this?"),))),
        Item("tap", AT, "Yes"),
        Item("person", AT.replace(minute=7), "Hello\nthere", edited=True),
        Item("bot", AT.replace(minute=8), "<b>Dee</b>\nHm.", ((Button("Again", True),),)),
    )
    assert page.of("text") == ["/start", "Welcome", "Hello\nthere"]
    assert page.of("key") == ["Yes", "No", "What is this?"]
    assert page.of("key tapped") == ["Again"]
    assert page.of("time") == ["18:02", "18:02", "edited 18:07", "18:08"]
    assert page.of("day") == ["3 March"]
    shown = [words for _, words in page.words]
    order = [shown.index(w) for w in ("/start", "Welcome", "You tapped:", "Hello\nthere", "Dee")]
    assert order == sorted(order)
    rows = [attrs for _, attrs in page.tags if attrs.get("class") == "row"]
    assert len(rows) == 3


def test_each_day_is_named_once():
    page = page_of(
        Item("person", AT, "one"),
        Item("person", AT, "two"),
        Item("person", AT.replace(day=10), "three"),
    )
    assert page.of("day") == ["3 March", "10 March"]


def test_pictures_and_files_are_in_the_page():
    page = page_of(
        Item("bot", AT, "How trust went", photo=PNG),
        Item("bot", AT, "", document=("my-data.json", 2048)),
    )
    (image,) = [attrs for tag, attrs in page.tags if tag == "img"]
    kind, _, content = str(image["src"]).partition(",")
    assert kind == "data:image/png;base64"
    assert base64.b64decode(content) == PNG
    assert page.of("what") == ["my-data.json"]
    assert page.of("much") == ["2.0 KB"]


def test_nothing_is_fetched():
    page = chat_page([Item("bot", AT, '<a href="https://a.org">a</a>', photo=PNG)])
    assert not re.search(r"@import|url\(|<link|<script|src=\"(?!data:)", page)


def test_light_and_dark_define_the_same_colours():
    style = chat_page([])
    blocks = re.findall(r":root \{(.*?)\}", style, re.DOTALL)
    light, dark = (set(re.findall(r"(--[\w-]+):", block)) for block in blocks)
    assert light
    assert light == dark
    assert set(re.findall(r"var\((--[\w-]+)\)", style)) <= light
    values = [re.findall(r"--wall: (#\w+)", block) for block in blocks]
    assert values[0] != values[1]
    assert "@media (prefers-color-scheme: dark)" in style
