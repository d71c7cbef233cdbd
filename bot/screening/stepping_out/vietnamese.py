"""Vietnamese. Only ``tôi`` and ``tui``: the other words for "I" are also words for "you"."""

from __future__ import annotations

from typing import Final

from bot.screening.stepping_out.words import Words

_I: Final = r"\bt(?:ôi|ui)"

VIETNAMESE: Final = Words(
    language="Vietnamese",
    whole=(
        r"t(?:ôi|ui) cần (?:giúp đỡ|được giúp|nghỉ|nghỉ một chút)",
        r"t(?:ôi|ui) (?:cần|muốn) nói chuyện với (?:(?:một )?người thật|ai đó)",
        r"t(?:ôi|ui) không (?:muốn|thể) tiếp tục(?: nữa)?",
        r"t(?:ôi|ui) (?:muốn|cần) (?:dừng|ngừng)(?: lại)?(?: ở đây)?",
        r"t(?:ôi|ui) (?:chịu hết nổi|không chịu nổi(?: nữa)?)(?: rồi)?",
    ),
    unasked=(r"(?:xin |làm ơn |hãy )?(?:dừng lại|ngừng lại|dừng|ngừng)(?: đi| lại đi)?",),
    anywhere=(
        rf"{_I} (?:đang |hay )?nghĩ (?:đến|về|tới) (?:chuyện |việc )?(?:tự tử|tự sát)",
        rf"{_I} muốn (?:tự )?(?:làm hại|làm đau) (?:bản thân|chính mình)",
        rf"{_I} (?:muốn|cần) (?:dừng|ngừng)(?: lại)? bài (?:tập|thực hành)",
        rf"{_I} (?:chỉ |thật sự |rất )?muốn (?:chết\b(?! (?:cười|đói|vì))|tự tử|tự sát)",
        rf"{_I} không muốn sống nữa\b(?! (?:với|ở|cùng))",
    ),
)
