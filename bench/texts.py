"""What is said to each bot, in turn and over again. Fifteen texts each.

Fifteen divides 195, so message 5 and message 200 of a conversation are the same text.
"""

from __future__ import annotations

# Of the kinds the starter bot was made for: its own examples and close to them.
STARTER = (
    "hello there",
    "I am feeling very good",
    "are you a bot?",
    "hi",
    "I'm sad",
    "yes",
    "good afternoon",
    "not good",
    "no",
    "hey",
    "so sad today",
    "of course",
    "am I talking to a human?",
    "everything is perfect",
    "see you later",
)

# Of the length and kinds that trainees write: warm ones, clumsy ones, one to four sentences.
OURS = (
    "Hi, I'm Sam, I'm new on the van. Is it alright if I sit with you for a bit?",
    "That sounds frightening. What happened after he locked the door?",
    "You should really report this to the police, otherwise he'll do it to someone else.",
    "Sorry, that came out as an order. You know best what works for you.",
    "So you kept your head and got yourself out. That took a lot of quick thinking.",
    "Do you have somewhere warm to sleep tonight?",
    "I can get you socks and a hot coffee. Would you like condoms as well, or are you all right?",
    "Why do you keep going back there if it's so dangerous? I'd have stopped years ago.",
    "It sounds like you're tired and angry, and also a bit worried about the others out there.",
    "mm, I'm listening",
    "What do you like doing when you're not working? You said something about music before.",
    "Don't worry, everything will be fine! Things always look better in the morning.",
    "Would it be useful if I told you what other people have done with the bad-date sheet, "
    "or shall we just sit here a while? Either is fine, and nobody's name goes on it.",
    "How is your hand now? I could look for a plaster if you want one.",
    "Is there anything you'd want from us tonight, or next week?",
)
