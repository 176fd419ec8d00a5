"""What an utterance does: the vocabulary of moves, and the taggers that find them."""

from ridealong.language.model import Said, Tagger, Tagging
from ridealong.language.moves import Move, moves, moves_of
from ridealong.language.sentences import sentences

__all__ = ["Move", "Said", "Tagger", "Tagging", "moves", "moves_of", "sentences"]
