"""Korean: the plainest words only. A question asks the other person, so none may follow."""

from __future__ import annotations

from typing import Final

from bot.screening.stepping_out.words import Words

# "I want", not asked, nor told of others (싶어하다, 싶다고).
_WANT: Final = r" ?싶(?:어요|습니다|어(?! ?[요하해])|다(?![고면는]))(?! ?[?？])"

KOREAN: Final = Words(
    language="Korean",
    around=(r"제발|죄송해요|죄송합니다|미안해요|저|이제|여기서|네",),
    whole=(
        r"(?:저는 |나는 )?그만(?:하고| 하고) ?싶(?:어요?|습니다)|중단하고 싶(?:어요?|습니다)",
        r"(?:더 ?이상 )?(?:못 ?하겠어요?|못 ?하겠습니다)",
        r"도와주세요|도움이 필요(?:해요?|합니다)",
        r"(?:진짜 )?사람(?:과|이랑|하고) (?:이야기|얘기|대화)하고 싶(?:어요?|습니다)",
    ),
    unasked=(r"그만(?:해요?|해주세요|하세요|할게요)?|멈춰(?:요| ?주세요)?|중단(?:해 ?주세요)?",),
    anywhere=(
        rf"(?:죽고|죽어버리고|자살하고|자해하고){_WANT}",
        r"살고 ?싶지 ?않(?:아요|습니다|아(?!요)|다(?![고면는]))(?! ?[?？])",
        r"자살(?:할)? 생각(?:이 나요|을 해요|하고 있어요|이 들어요)(?! ?[?？])",
    ),
)
