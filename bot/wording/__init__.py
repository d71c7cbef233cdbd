"""Interface texts: what the practice itself says (not the client, not the coach).

Each is marked for the catalogues (``N_``) and translated where it is said (``_``).
"""

from bot.wording.afterwards import *
from bot.wording.joining import *
from bot.wording.leaving import *
from bot.wording.own_data import *
from bot.wording.practice import *
from bot.wording.preferences import *
from bot.wording.scenes import *
from bot.wording.supervisors import *
from bot.wording.turns import *
