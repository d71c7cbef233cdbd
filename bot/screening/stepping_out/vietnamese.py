"""Vietnamese. Only ``tôi`` and ``tui``: the other words for "I" are also words for "you"."""

from __future__ import annotations

from typing import Final

from bot.screening.stepping_out.words import Words

_I: Final = r"\bt(?:ôi|ui)"

VIETNAMESE: Final = Words(
    language="Vietnamese",
    whole=(
        r"(?:xin |làm ơn |hãy )?(?:dừng lại|ngừng lại|dừng|ngừng)(?: đi| lại đi)?",
        r"t(?:ôi|ui) (?:muốn|cần) (?:dừng|ngừng)(?: lại)?(?: ở đây)?",
        r"t(?:ôi|ui) (?:chịu hết nổi|không chịu nổi(?: nữa)?)(?: rồi)?",
    ),
    anywhere=(
        rf"{_I} (?:muốn|cần) (?:dừng|ngừng)(?: lại)? bài (?:tập|thực hành)",
        rf"{_I} (?:chỉ |thật sự |rất )?muốn (?:chết\b(?! (?:cười|đói|vì))|tự tử|tự sát)",
        rf"{_I} không muốn sống nữa\b(?! (?:với|ở|cùng))",
    ),
)
