"""Selectors that have no single place: what is told, and what each pasted hint then marks.

Each case: the article; the selector, or its quote alone; the code; parts of the message and hint;
what the text shows after each of the hint's alternatives was pasted.
"""

STRAIT = "Taiwan's strait. The strait is narrow. *The* strait is deep."
TEAMS = "Team Alpha won the final in May.\n\nTeam Beta won the final in May."

AMBIGUOUS = {
    "each place is listed with the prefix that picks it": (
        STRAIT,
        "strait",
        "a-002",
        ["stands in 3 places", "paragraph 1: Taiwan's [strait]. The"],
        [
            "Taiwan's ⟦strait⟧. The strait is narrow. The strait is deep.",
            "Taiwan's strait. The ⟦strait⟧ is narrow. The strait is deep.",
            "Taiwan's strait. The strait is narrow. The ⟦strait⟧ is deep.",
        ],
    ),
    "where the words before are the same, a number picks": (
        "a b c d e f g red. a b c d e f g red.",
        "red",
        "a-002",
        ["occurrence: 1", "occurrence: 2"],
        [
            "a b c d e f g ⟦red⟧. a b c d e f g red.",
            "a b c d e f g red. a b c d e f g ⟦red⟧.",
        ],
    ),
    "at the beginning of the text there is nothing before": (
        "Red it is. Red it was.",
        "Red it",
        "a-002",
        ["occurrence: 1", "prefix: is."],
        ["⟦Red it⟧ is. Red it was.", "Red it is. ⟦Red it⟧ was."],
    ),
    "a prefix that leaves several is made longer": (
        "I said the red. You said the red. The blue.",
        {"quote": "red", "prefix": "the"},
        "a-002",
        ["in place of the old one", "prefix: I said the", "prefix: You said the"],
        [
            "I said the ⟦red⟧. You said the red. The blue.",
            "I said the red. You said the ⟦red⟧. The blue.",
        ],
    ),
    "a suffix that leaves several stays": (
        "I red it. You red it. I red you.",
        {"quote": "red", "suffix": "it"},
        "a-002",
        ["stands in 2 places", "prefix: You"],
        ["I ⟦red⟧ it. You red it. I red you.", "I red it. You ⟦red⟧ it. I red you."],
    ),
    "in Chinese the prefix is characters": (
        "甲說好，乙說好。",
        "好",
        "a-002",
        ["prefix: 甲說", "prefix: 乙說"],
        ["甲說⟦好⟧，乙說好。", "甲說好，乙說⟦好⟧。"],
    ),
    "a prefix with signs of YAML is quoted": (
        'He: "go #1". She: "go #1".',
        "go",
        "a-002",
        ['prefix: "He: \\""', 'prefix: "She: \\""'],
        ['He: "⟦go⟧ #1". She: "go #1".', 'He: "go #1". She: "⟦go⟧ #1".'],
    ),
    "places in several blocks are told apart by their blocks": (
        "# Red\n\nRed\n\n- Red\n\n| Red |\n|---|\n\n```\nRed\n```",
        "Red",
        "a-002",
        ["a heading:", "paragraph 1:", "paragraph 2:", "a table:", "a code block:"],
        [
            "⟦Red⟧\nRed\nRed\nRed\nRed\n",
            "Red\n⟦Red⟧\nRed\nRed\nRed\n",
            "Red\nRed\n⟦Red⟧\nRed\nRed\n",
            "Red\nRed\nRed\n⟦Red⟧\nRed\n",
            "Red\nRed\nRed\nRed\n⟦Red⟧\n",
        ],
    ),
    "a look-alike in another paragraph": (
        TEAMS,
        "won the final",
        "a-002",
        ["prefix: Alpha", "prefix: Beta", "paragraph 2"],
        [
            "Team Alpha ⟦won the final⟧ in May.\nTeam Beta won the final in May.",
            "Team Alpha won the final in May.\nTeam Beta ⟦won the final⟧ in May.",
        ],
    ),
    "context that fits none of several is taken out": (
        STRAIT,
        {"quote": "strait", "prefix": "Japan's", "suffix": "is wide", "occurrence": 2},
        "a-006",
        ["in place of the prefix, suffix and occurrence", "this prefix and suffix"],
        [
            "Taiwan's ⟦strait⟧. The strait is narrow. The strait is deep.",
            "Taiwan's strait. The ⟦strait⟧ is narrow. The strait is deep.",
            "Taiwan's strait. The strait is narrow. The ⟦strait⟧ is deep.",
        ],
    ),
    "an occurrence beyond the last": (
        STRAIT,
        {"quote": "strait", "prefix": "The", "occurrence": 3},
        "a-005",
        ["there is no occurrence 3: the quote stands 2 times"],
        [
            "Taiwan's strait. The ⟦strait⟧ is narrow. The strait is deep.",
            "Taiwan's strait. The strait is narrow. The ⟦strait⟧ is deep.",
        ],
    ),
}

INSIDE = {
    "the whole word is offered, or the part": (
        "On deterrence.",
        "deter",
        "a-009",
        ["only inside longer words, in 'deterrence'"],
        ["On ⟦deterrence⟧.", "On ⟦deter⟧rence."],
    ),
    "words at both ends are made whole": (
        "On the deterrence of wars.",
        "terrence of war",
        "a-009",
        ["'deterrence of wars'"],
        ["On the ⟦deterrence of wars⟧.", "On the de⟦terrence of war⟧s."],
    ),
    "a number is made whole": (
        "It costs 10.5 now.",
        "costs 10",
        "a-009",
        ["costs 10.5"],
        ["It ⟦costs 10.5⟧ now.", "It ⟦costs 10⟧.5 now."],
    ),
    "where the whole word stands twice too, its place is said": (
        "On drones. With drones.",
        "drone",
        "a-009",
        ["prefix: On"],
        ["On ⟦drones⟧. With drones.", "On ⟦drone⟧s. With drones."],
    ),
    "the prefix says which of them": (
        "On drones. With drones.",
        {"quote": "drone", "prefix": "With"},
        "a-009",
        ["quote whole words"],
        ["On drones. With ⟦drones⟧.", "On drones. With ⟦drone⟧s."],
    ),
    "a prefix that is part of the word is taken out": (
        "On deterrence.",
        {"quote": "rence", "prefix": "deter"},
        "a-009",
        ["in place of the quote and prefix"],
        ["On ⟦deterrence⟧.", "On deter⟦rence⟧."],
    ),
}

MOVED = {
    "the prefix has changed": (
        "Now the Taiwan Strait is narrow.",
        {"quote": "Taiwan Strait", "prefix": "Then the"},
        ["the prefix no longer stands beside the quote", "[Taiwan Strait]"],
        "Now the ⟦Taiwan Strait⟧ is narrow.",
    ),
    "the suffix has changed": (
        "Now the Taiwan Strait is narrow.",
        {"quote": "Taiwan Strait", "suffix": "was"},
        ["the suffix no longer stands"],
        "Now the ⟦Taiwan Strait⟧ is narrow.",
    ),
    "both have changed": (
        "Now the Taiwan Strait is narrow.",
        {"quote": "Taiwan Strait", "prefix": "Then the", "suffix": "was"},
        ["the prefix and suffix no longer stand beside the quote"],
        "Now the ⟦Taiwan Strait⟧ is narrow.",
    ),
    "the passage stands elsewhere now": (
        "Blue.\n\nIt is red.",
        {"quote": "red", "prefix": "Blue. It was"},
        ["paragraph 2"],
        "Blue.\nIt is ⟦red⟧.",
    ),
}

LOST = {
    "nothing is like it": ("A red line.", "green tomatoes grow", "nothing in the article"),
    "one short word": ("A red line.", "sea", "nothing in the article"),
    "a name that stands nowhere": ("Team Beta won.", "Team Gamma scored", "nothing in the article"),
    "words of an image's description": (
        "See ![a boat](b.png).",
        "a boat",
        "an image's description",
    ),
    "a reading": ("於{薩摩|さつま}登陸。", "さつま", "a ruby reading"),
    "too long a passage": ("A red line.", "word " * 401, "through"),
    "no word at all": ("A red line.", "§ †", "nothing in the article"),
}
