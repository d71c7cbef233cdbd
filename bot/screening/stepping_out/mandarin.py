"""Mandarin, in simplified and traditional characters."""

from __future__ import annotations

from typing import Final

from bot.screening.stepping_out.words import Words

_EXERCISE: Final = r"(?:这个|這個|本次)?(?:练习|練習|角色扮演|模拟|模擬)"

MANDARIN: Final = Words(
    language="Mandarin",
    whole=(
        r"(?:请|請)?(?:停|停下|停下来|停下來|停止|停一下)(?:吧)?",
        r"我(?:想|要|需要)(?:停|停下|停下来|停下來|停止|退出|结束|結束)(?:了)?",
        r"(?:够了|夠了)|我(?:受不了|撑不住|撐不住|坚持不住|堅持不住)了",
    ),
    anywhere=(
        rf"(?<!你)(?:我想|我要|我需要|请|請)(?:停止|结束|結束|退出|停下){_EXERCISE}",
        r"(?<![说說问問])我(?:真的|真|好|只)?(?:想|要)(?:死(?![你他她您它我])|自杀|自殺|结束生命|結束生命)",
        r"我(?:真的)?不想活(?:了|下去)",
        r"(?:这|這)对?對?我(?:来说|來說)?太(?:多|难受|難受|沉重)了",
        rf"我(?:受不了|做不了)(?:这个|這個)?{_EXERCISE}",
    ),
)
