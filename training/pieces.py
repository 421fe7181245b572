# SPDX-License-Identifier: Apache-2.0
"""A text as pieces of words, with their places in it: the twin in Python of src/read/pieces.h.

    pieces = Pieces(source)            # the base's own vocabulary
    pieces.cut("The pier is open")     # [(581, 0, 3), (134789, 3, 8), …]: id, and begin and end in characters

A piece never goes on across a blank, so words are cut one by one, and a word is cut once.
"""

WORD_MARK = "▁"
MOST_WORDS = 400_000  # remembered; then forgotten all at once
LONGEST_WORD = 200    # characters; a longer run is cut into such parts first, as the likeliest cut of it is not worth the time

# What the encoder is not shown, beside what its makers left out: the vowel signs and the stretching of Arabic and
# Hebrew, which most texts leave out, and characters that nobody sees.
UNSEEN = (*range(0x64B, 0x660), 0x670, 0x640, *(c for c in range(0x591, 0x5C8) if c != 0x5BE), 0xAD, 0x34F, 0x61C,
          0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF, *range(0xFE00, 0xFE10))


class Pieces:
    """`source` is tools/make_embedding.Source or anything with pieces, scores, becomes, begin, end, pad and unknown."""

    def __init__(self, source):
        self.begin, self.end, self.pad, self.unknown = source.begin, source.end, source.pad, source.unknown
        special = {self.begin, self.end, self.pad, self.unknown}
        self.scores = [float(score) for score in source.scores]
        self.number = {}
        for number, piece in enumerate(source.pieces):
            if piece and number not in special:
                self.number.setdefault(piece.decode("utf-8", "surrogateescape"), number)
        self.longest = max(map(len, self.number))
        self.unknown_score = source.unknown_score
        self.becomes = {character: tuple(map(chr, to)) for character, to in source.becomes.items()}
        self.cuts = {}

    def cut(self, text: str) -> list[tuple[int, int, int]]:
        letters, places = self.letters(text)
        out, at = [], 0
        while at < len(letters):
            end = at + 1
            while end < len(letters) and letters[end] != WORD_MARK and end - at < LONGEST_WORD:
                end += 1
            for number, length in self.word("".join(letters[at:end])):
                out.append((number, places[at][0], places[at + length - 1][1]))
                at += length
        return out

    def letters(self, text: str) -> tuple[list[str], list[tuple[int, int]]]:
        """What each character becomes, blanks as word marks, and where it stood."""
        letters, places = [], []
        for i, character in enumerate(text):
            for c in self.becomes.get(ord(character), (character,)):
                if c == " ":
                    if letters and letters[-1] == WORD_MARK:
                        places[-1] = (places[-1][0], i + 1)
                        continue
                    c = WORD_MARK
                elif not letters:
                    letters.append(WORD_MARK)
                    places.append((i, i))
                letters.append(c)
                places.append((i, i + 1))
        return (letters, places) if letters else ([WORD_MARK], [(0, 0)])

    def word(self, word: str) -> tuple[tuple[int, int], ...]:
        """(id, letters) of each piece of the likeliest cut, the first of equals."""
        known = self.cuts.get(word)
        if known is not None:
            return known
        best = [0.0] + [float("-inf")] * len(word)
        piece, origin = [0] * (len(word) + 1), [0] * (len(word) + 1)
        for i in range(len(word)):
            for j in range(i + 1, min(len(word), i + self.longest) + 1):
                number = self.number.get(word[i:j])
                if number is not None and best[i] + self.scores[number] > best[j]:
                    best[j], piece[j], origin[j] = best[i] + self.scores[number], number, i
            if best[i] + self.unknown_score > best[i + 1]:
                best[i + 1], piece[i + 1], origin[i + 1] = best[i] + self.unknown_score, self.unknown, i
        out, i = [], len(word)
        while i > 0:
            out.append((piece[i], i - origin[i]))
            i = origin[i]
        if len(self.cuts) >= MOST_WORDS:
            self.cuts.clear()
        self.cuts[word] = tuple(reversed(out))
        return self.cuts[word]
