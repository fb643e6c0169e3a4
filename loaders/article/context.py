"""How a statement is meant: asserted or denied, how surely, by whom, and whether it ends or refuses what it speaks of.

Starting at the word that states an event, every word that governs it is read in turn, from the inside
out: its negation, its mood, the verbs that report, allege, plan, end or demand it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from loaders.article import lexicon, mood, operators, syntax
from loaders.article.parse import Token
from loaders.article.statement import Context

_UNLESS = frozenset("if unless provided assuming lest whether".split())
_INSTEAD = frozenset("without instead rather".split())


def read(trigger: Token, support: Token | None = None) -> Context:
    """The context of an event word; `support` is the verb that carries a noun of action."""
    context = Context()
    if trigger.pos_ not in ("VERB", "AUX"):
        context = _noun(context, trigger)
    start = trigger
    if support is not None:
        start = support
        context = _carried(_end_of_support(context, support), trigger, support)
    if start.pos_ in ("VERB", "AUX"):
        context = _own(context, start, trigger if support is not None else None)
    for step in _climb(start):
        context = _govern(context, *step)
    return _sentence(context, trigger)


# -- the event's own words -------------------------------------------------------------------------


def _noun(context: Context, noun: Token) -> Context:
    """What stands before a noun of action: "no contract", "the alleged sale"."""
    for child in noun.children:
        if child.lower_ == "no" and child.dep_ == "det":
            context = context.flip("“no”")
        elif child.lower_ in lexicon.table("hedging_adjectives"):
            context = context.weaker(lexicon.table("hedging_adjectives")[child.lower_]).because(f"“{child.text}”")
    return context


def _carried(context: Context, noun: Token, support: Token) -> Context:
    """What the verb that carries a noun of action makes of it: "is considering the purchase", "denied the sale"."""
    if any(c.dep_ == "dobj" and c != noun and lexicon.table("governing_nouns").get(syntax.lemma(c)) == "rule" for c in support.children):
        return context.stop(f"a rule on it: “{support.text}”")
    if noun.dep_ not in ("dobj", "nsubjpass", "pobj"):
        return context
    for kind in ("deny", "consider", "demand", "refuse"):
        if syntax.in_class(support, kind):
            return operators.apply(context, kind, support, mood.negation(support) is not None)
    return context.weaker("planned") if syntax.lemma(support) in ("plan", "intend", "want", "expect", "hope", "seek") else context


def _end_of_support(context: Context, support: Token) -> Context:
    if syntax.in_class(support, "end") or syntax.lemma(support) in ("expire", "lapse", "sever", "cut", "revoke", "rescind"):
        return replace(context, ended=True).because(f"“{support.text}”")
    if syntax.lemma(support) == "let" and any(syntax.lemma(t) in ("lapse", "expire", "run") for t in support.subtree):
        return replace(context, ended=True).because(f"“{support.text}”")
    if syntax.lemma(support) in ("walk", "back", "pull", "withdraw", "opt", "run") and any(c.lower_ in ("away", "out") for c in support.children):
        return replace(context, ended=True).because(f"“{support.text}”")
    return context


def _own(context: Context, verb: Token, carrying: Token | None = None) -> Context:
    """Negation, mood and adverbs of the event's own verb."""
    if mood.asks(verb):
        return context.stop("it is a question")
    negative, modals = mood.negation(verb) or (mood.nothing(verb) if carrying is None else None), {a.lower_ for a in mood.auxiliaries(verb)}
    longer = any(c.lower_ == "longer" for c in verb.children)
    hedges = lexicon.table("hedges")
    for adverb in (c for c in verb.children if c.dep_ in ("advmod", "npadvmod") and c.lower_ in hedges):
        context = context.weaker(hedges[adverb.lower_]).because(f"“{adverb.text}”")
    if modals & mood.OUGHT:
        return context.stop(f"“{verb.text}” is what somebody ought to or can do")
    if modals & {"may", "shall"} and (negative is not None or longer):
        return context.stop(f"“{verb.text}” is what somebody may not do")
    if negative is not None and mood.purposeful(verb):
        return context.stop("only one purpose is denied")
    if longer:
        return replace(context, ended=True, refused=True).because("“no longer”")
    if negative is not None and (modals & {"will", "wo", "would", "’ll", "'ll"}):
        return replace(context, refused=True).because(f"“{negative.text}” in the future")
    if negative is not None:
        context = context.flip(f"“{negative.text}”")
    return _mood(context, verb, modals)


def _mood(context: Context, verb: Token, modals: set[str]) -> Context:
    if "would" in modals and mood.mark(verb) == "whether":
        return context.weaker("planned")
    if "would" in modals:
        reported = verb.dep_ == "ccomp" and (
            syntax.in_class(verb.head, "report") or syntax.in_class(verb.head, "answer") or syntax.in_class(verb.head, "pledge")
        )
        return context.weaker("planned") if reported else context.stop("“would” makes it a supposition")
    for modal in sorted(modals & set(mood.MODALS)):
        context = context.weaker(mood.MODALS[modal]).because(f"“{modal}”")
    return context


# -- the words above it ----------------------------------------------------------------------------


def _climb(token: Token) -> Iterator[tuple[Token, Token]]:
    """Pairs of a governed word and its governor, up to where a clause stands on its own."""
    seen = 0
    while token.head != token and seen < 12:
        if token.dep_ == "relcl" or any(t.text == ";" for t in token.doc[min(token.i, token.head.i) : max(token.i, token.head.i)]):
            return
        yield token, token.head
        if token.dep_ == "advcl" and mood.mark(token):
            return
        token, seen = token.head, seen + 1


def _govern(context: Context, low: Token, high: Token) -> Context:
    """One step up."""
    mark = mood.mark(low) if low.pos_ in ("VERB", "AUX") else None
    if mark == "whether" and low.dep_ == "pcomp" and (verb := syntax.governor(low)) is not None:
        return operators.whether(context, verb, mood.negation(verb) is not None)
    if mark == "if" and syntax.lemma(high) in ("ask", "wonder", "know", "say"):
        return operators.whether(context, high, mood.negation(high) is not None)
    if low.dep_ == "advcl" and mark in _UNLESS:
        return context.stop(f"it is a condition: “{mark}”")
    if low.dep_ == "advcl" and low.tag_ == "VBN" and any(c.lower_ == "had" and c.i == low.sent.start for c in low.children):
        return context.stop("it is a condition: “had”")
    if high.pos_ == "ADP" or high.dep_ in ("prep", "agent"):
        against = high.lower_ == "against" and syntax.lemma(high.head) in ("decide", "vote", "opt", "choose", "rule")
        return context.flip(f"“{high.text}”") if (high.lower_ in _INSTEAD or against) and low.dep_ in ("pcomp", "pobj") else context
    if high.pos_ == "NOUN" and low.dep_ in ("acl", "prep", "ccomp", "relcl", "appos"):
        return _under_noun(context, low, high)
    if high.pos_ in ("VERB", "AUX", "ADJ"):
        return _under_verb(context, low, high, mark)
    return context


def _under_noun(context: Context, low: Token, high: Token) -> Context:
    kind = lexicon.table("governing_nouns").get(syntax.lemma(high)) or ("allege" if low.dep_ == "ccomp" and syntax.in_class(high, "allege") else None)
    if kind is None or (low.dep_ == "prep" and low.lower_ not in ("of", "to", "about", "on", "for", "against")):
        return context
    none = any(c.lower_ == "no" for c in high.children)
    if kind == "plan" and none:
        return replace(context, polarity="denied").weaker("planned").because(f"“no {high.text}”")
    if kind in ("plan", "pledge") and low.dep_ == "prep" and high.lower_ == "policy":
        return context
    if kind == "rule":
        return context.stop(f"{high.text} of it")
    if kind == "ask":
        return context.weaker("alleged").because(f"“{high.text}”")
    return operators.apply(context, kind, high, none)


def _under_verb(context: Context, low: Token, high: Token, mark: str | None) -> Context:
    if low.dep_ == "conj":
        return _coordinated(context, low, high)
    if low.dep_ in ("nsubj", "nsubjpass", "aux", "advmod", "attr", "npadvmod") and low.pos_ in ("NOUN", "PROPN", "PRON"):
        return context
    context = replace(context, verbs=(*context.verbs, high))
    kind = operators.kind_of(low, high)
    negative = mood.negation(high) is not None and low.dep_ != "advcl"
    if kind == "end" and not negative and lexicon.table("governing_nouns").get(syntax.lemma(low)) in ("plan", "consider", "attempt"):
        return replace(context, polarity="denied").weaker("planned").because(f"“{high.text} {low.text}”")
    if mark == "whether" or (mark == "if" and low.dep_ == "ccomp"):
        return operators.whether(context, high, negative)
    if low.dep_ in ("dobj", "pobj") and kind not in ("consider", "plan", "end", "deny", "demand", "attempt", "begin", "refuse"):
        return operators.presupposed(context, high, negative)
    if low.dep_ in ("ccomp", "xcomp", "dobj", "prep", "pcomp", "pobj", "advcl", "acl", "acomp", "oprd", "parataxis"):
        context = operators.with_mood(operators.apply(context, kind, high, negative), low, high, kind)
        return context.weaker("planned") if mood.destined(low, high) else context
    return context


def _coordinated(context: Context, low: Token, high: Token) -> Context:
    """The second of two coordinated verbs shares the mood of the first where it has none of its own."""
    shared = not any(c.dep_ in ("aux", "auxpass", "nsubj", "nsubjpass") for c in low.children) and low.tag_ == high.tag_
    if shared and {a.lower_ for a in mood.auxiliaries(high)} & mood.OUGHT:
        return context.stop("it is what somebody ought to do")
    return context


# -- the sentence ----------------------------------------------------------------------------------


def _sentence(context: Context, trigger: Token) -> Context:
    sentence = trigger.sent
    if trigger.tag_ == "VBG" and trigger.i and trigger.nbor(-1).lower_ == "from" and any(syntax.in_class(t, "prevent") for t in sentence if t.i < trigger.i):
        return context.stop("it is what somebody is kept from")
    if context.factuality != "undisclosed" and _both(sentence):
        return replace(context, polarity="asserted", factuality="undisclosed", refused=False, blocked=None).because("neither confirmed nor denied")
    if sentence.text.rstrip("\"”’' ").endswith("?"):
        return context.stop("it is a question")
    source = _according(sentence, {trigger, *trigger.ancestors})
    if source is not None:
        context = replace(context, speaker=context.speaker or operators.words_of(source))
        if syntax.in_class(source, "alleging_sources"):
            context = context.weaker("alleged").because(f"“according to {source.text}”")
        elif syntax.lemma(source) in ("report", "people", "source", "person", "medium", "newspaper"):
            context = context.weaker("reported").because(f"“according to {source.text}”")
    return context


def _both(sentence: Token) -> bool:
    """Whether somebody would neither confirm nor deny."""
    lemmas = {t.lemma_ for t in sentence}
    return (
        {"confirm", "deny"} <= lemmas
        and bool({"neither", "nor", "not", "or"} & lemmas)
        and any(t.lower_ in ("neither", "nor", "not", "n't", "declined", "refused") for t in sentence)
    )


def _according(sentence: Token, governors: set[Token]) -> Token | None:
    """Whose word the statement is by "according to", where that hangs on the statement and not on a neighbour."""
    for token in sentence:
        if token.lower_ in ("according", "per") and (token.head in governors or (token.head.head in governors and token.head.head.dep_ != "conj")):
            inner = [t for t in token.subtree if t.dep_ == "pobj"]
            if inner:
                return inner[0]
    return None
