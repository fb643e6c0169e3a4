"""How a statement is meant: asserted or denied, how surely, by whom, and whether it ends or refuses what it speaks of.

Starting at the word that states an event, every word that governs it is read in turn, from the inside
out: its negation, its mood, the verbs that report, allege, plan, end or demand it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from loaders.article import lexicon, syntax
from loaders.article.parse import Token

_RANK = {"actual": 0, "reported": 1, "alleged": 2, "planned": 3, "considered": 4, "undisclosed": 5}
_ADVERBS = {
    "reportedly": "reported", "apparently": "reported", "supposedly": "alleged", "allegedly": "alleged", "purportedly": "alleged",
    "possibly": "considered", "perhaps": "considered", "maybe": "considered", "likely": "considered", "probably": "considered", "potentially": "considered",
}  # fmt: skip
_MODALS = {
    "will": "planned",
    "shall": "planned",
    "ll": "planned",
    "’ll": "planned",
    "'ll": "planned",
    "may": "considered",
    "might": "considered",
    "could": "considered",
}
_OUGHT = frozenset("should must ought need can".split())
_NOUNS = {
    "plan": "plan", "intention": "plan", "decision": "plan", "announcement": "report", "promise": "pledge", "pledge": "pledge", "commitment": "pledge", "vow": "pledge",
    "refusal": "refuse", "policy": "pledge", "proposal": "consider", "talk": "consider", "discussion": "consider", "negotiation": "consider", "option": "consider",
    "allegation": "allege", "accusation": "allege", "claim": "allege", "report": "reports", "suggestion": "allege", "rumour": "allege", "rumor": "allege",
    "bid": "attempt", "attempt": "attempt", "effort": "attempt", "offer": "attempt", "denial": "deny", "evidence": "report", "call": "demand", "demand": "demand", "request": "demand",
    "bill": "demand", "right": "demand", "power": "demand", "idea": "hypothetical", "possibility": "consider", "prospect": "hypothetical", "possibility": "hypothetical", "ability": "allow", "permission": "allow",
    "question": "ask", "ban": "rule", "moratorium": "rule", "prohibition": "rule", "pause": "rule", "freeze": "rule", "halt": "rule", "restriction": "rule", "suspension": "rule", "limit": "rule", "rule": "rule", "law": "rule", "comment": "answer",
}  # fmt: skip
_UNLESS = frozenset("if unless provided assuming lest whether".split())
_INSTEAD = frozenset("without instead rather".split())
_VERB_CLASSES = (
    "end",
    "refuse",
    "deny",
    "allege",
    "pledge",
    "demand",
    "hypothetical",
    "plan",
    "consider",
    "attempt",
    "begin",
    "allow",
    "prevent",
    "report",
    "answer",
)


@dataclass(frozen=True, kw_only=True)
class Context:
    """What the words around an event make of it."""

    polarity: str = "asserted"
    factuality: str = "actual"
    speaker: str | None = None
    blocked: str | None = None
    """Why nothing is stated, where nothing is: a demand, a condition, a question."""
    ended: bool = False
    """It is said to stop, or to have stopped."""
    refused: bool = False
    """Somebody says that it will not be done, or promises so."""
    tried: bool = False
    """Somebody tries or offers to do it."""
    begun: bool = False
    ordered: Token | None = None
    """The verb by which somebody orders it."""
    verbs: tuple[Token, ...] = ()
    """The verbs passed on the way up: an announcement's date hangs on one of them."""
    reasons: tuple[str, ...] = ()

    def weaker(self, factuality: str) -> Context:
        """The same, no surer than `factuality`."""
        return replace(self, factuality=max(self.factuality, factuality, key=_RANK.__getitem__))

    def because(self, reason: str) -> Context:
        """The same with one more reason."""
        return replace(self, reasons=(*self.reasons, reason))

    def stop(self, why: str) -> Context:
        """The same, but it states nothing."""
        return replace(self, blocked=self.blocked or why)

    def flip(self, reason: str) -> Context:
        """The same, denied."""
        return replace(self, polarity="denied").because(reason)


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
        context = _own(context, start)
    for step in _climb(start):
        context = _govern(context, *step)
    return _sentence(context, trigger)


# -- the event's own words -------------------------------------------------------------------------


def _noun(context: Context, noun: Token) -> Context:
    for child in noun.children:
        if child.lower_ in ("no", "any") and child.dep_ == "det" and child.lower_ == "no":
            context = context.flip("“no”")
        elif child.lower_ in ("alleged", "reported", "planned", "proposed", "potential", "possible", "future", "suspected"):
            context = context.weaker(
                {"alleged": "alleged", "suspected": "alleged", "reported": "reported", "planned": "planned"}.get(child.lower_, "considered")
            )
        elif child.lower_ in ("former", "expired", "cancelled", "canceled", "terminated", "previous"):
            context = context.because(f"“{child.text}”")
    return context


def _carried(context: Context, noun: Token, support: Token) -> Context:
    """What the verb that carries a noun of action makes of it: "is considering the purchase", "denied the sale"."""
    if any(c.dep_ == "dobj" and c != noun and _NOUNS.get(syntax.lemma(c)) == "rule" for c in support.children):
        return context.stop(f"a rule on it: “{support.text}”")
    if noun.dep_ not in ("dobj", "nsubjpass", "pobj"):
        return context
    for kind in ("deny", "consider", "demand", "refuse"):
        if syntax.in_class(support, kind):
            return _apply(context, kind, support, negation(support) is not None)
    return context.weaker("planned") if syntax.lemma(support) in ("plan", "intend", "want", "expect", "hope", "seek") else context


def _end_of_support(context: Context, support: Token) -> Context:
    if syntax.in_class(support, "end") or syntax.lemma(support) in ("expire", "lapse", "sever", "cut", "revoke", "rescind"):
        return replace(context, ended=True).because(f"“{support.text}”")
    if syntax.lemma(support) == "let" and any(syntax.lemma(t) in ("lapse", "expire", "run") for t in support.subtree):
        return replace(context, ended=True).because(f"“{support.text}”")
    if syntax.lemma(support) in ("walk", "back", "pull", "withdraw", "opt", "run") and any(c.lower_ in ("away", "out") for c in support.children):
        return replace(context, ended=True).because(f"“{support.text}”")
    return context


def negation(verb: Token) -> Token | None:
    """The word that negates a verb itself."""
    for child in verb.children:
        if child.dep_ == "neg" or (
            child.lower_ in ("never", "neither", "nor", "hardly", "n't", "not") and child.dep_ in ("neg", "advmod", "preconj", "cc", "det") and child.i < verb.i
        ):
            if child.lower_ == "nor" and child.dep_ == "cc":
                continue
            return child  # type: ignore[no-any-return]
        if child.dep_ in ("nsubj", "nsubjpass") and (
            child.lower_ in ("none", "nobody", "nothing", "neither")
            or any(g.lower_ in ("no", "neither") and g.i <= child.i for g in (child.doc[child.left_edge.i], *child.children))
        ):
            return child  # type: ignore[no-any-return]
    if (
        verb.dep_ == "conj"
        and not any(c.dep_ in ("aux", "nsubj", "nsubjpass") for c in verb.children)
        and any(c.lower_ in ("or", "nor") for c in verb.head.children)
    ):
        return negation(verb.head)
    return None


def _auxiliaries(verb: Token) -> list[Token]:
    own = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    if not own and verb.dep_ == "conj" and verb.tag_ == "VB" and verb.head.pos_ == "VERB":
        return _auxiliaries(verb.head)
    return own


def _own(context: Context, verb: Token) -> Context:
    """Negation, mood and adverbs of the event's own verb."""
    negative, modals = negation(verb), {a.lower_ for a in _auxiliaries(verb)}
    longer = any(c.lower_ == "longer" for c in verb.children)
    for adverb in (c for c in verb.children if c.dep_ in ("advmod", "npadvmod") and c.lower_ in _ADVERBS):
        context = context.weaker(_ADVERBS[adverb.lower_]).because(f"“{adverb.text}”")
    if modals & _OUGHT:
        return context.stop(f"“{verb.text}” is what somebody ought to or can do")
    if negative is not None and _purposeful(verb):
        return context.stop("only one purpose is denied")
    if longer:
        return replace(context, ended=True, refused=True).because("“no longer”")
    if negative is not None and (modals & {"will", "wo", "would", "’ll", "'ll"}):
        return replace(context, refused=True).because(f"“{negative.text}” in the future")
    if negative is not None:
        context = context.flip(f"“{negative.text}”")
    return _mood(context, verb, modals)


def _purposeful(verb: Token) -> bool:
    """Whether a use is only denied for a purpose: "does not use it as part of background checks", "on live video"."""
    if syntax.lemma(verb) not in ("use", "deploy", "employ", "operate", "run"):
        return False
    words = [verb, *(c for c in verb.children if c.dep_ == "dobj")]
    preps = (c for w in words for c in w.children if c.dep_ == "prep" and c.i > verb.i)
    return any(p.lower_ in ("as", "for", "on", "against", "during") and not any(g.ent_type_ == "DATE" for g in p.subtree) for p in preps) or any(
        c.dep_ in ("advcl", "xcomp") and c.tag_ == "VB" and c.i > verb.i for w in words for c in w.children
    )


def _mood(context: Context, verb: Token, modals: set[str]) -> Context:
    if "would" in modals and _mark(verb) == "whether":
        return context.weaker("planned")
    if "would" in modals:
        reported = verb.dep_ == "ccomp" and (
            syntax.in_class(verb.head, "report") or syntax.in_class(verb.head, "answer") or syntax.in_class(verb.head, "pledge")
        )
        return context.weaker("planned") if reported else context.stop("“would” makes it a supposition")
    for modal in sorted(modals & set(_MODALS)):
        context = context.weaker(_MODALS[modal]).because(f"“{modal}”")
    return context


# -- the words above it ----------------------------------------------------------------------------


def _climb(token: Token) -> Iterator[tuple[Token, Token]]:
    """Pairs of a governed word and its governor, up to where a clause stands on its own."""
    seen = 0
    while token.head != token and seen < 12:
        if token.dep_ == "relcl":
            return
        yield token, token.head
        if token.dep_ == "advcl" and _mark(token):
            return
        token, seen = token.head, seen + 1


def _mark(verb: Token) -> str | None:
    return next((c.lower_ for c in verb.children if c.dep_ in ("mark", "advmod") and c.i < verb.i and (c.dep_ == "mark" or c.tag_ == "WRB")), None)


def _govern(context: Context, low: Token, high: Token) -> Context:
    """One step up."""
    mark = _mark(low) if low.pos_ in ("VERB", "AUX") else None
    if mark == "whether" and low.dep_ == "pcomp" and (verb := syntax.governor(low)) is not None:
        return _whether(context, verb, negation(verb) is not None)
    if mark == "if" and syntax.lemma(high) in ("ask", "wonder", "know", "say"):
        return _whether(context, high, negation(high) is not None)
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
    kind = _NOUNS.get(syntax.lemma(high)) or ("allege" if low.dep_ == "ccomp" and syntax.in_class(high, "allege") else None)
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
    return _apply(context, kind, high, none)


def _under_verb(context: Context, low: Token, high: Token, mark: str | None) -> Context:
    if low.dep_ == "conj":
        return _coordinated(context, low, high)
    if low.dep_ in ("nsubj", "nsubjpass", "aux", "advmod", "attr", "npadvmod") and low.pos_ in ("NOUN", "PROPN", "PRON"):
        return context
    context = replace(context, verbs=(*context.verbs, high))
    kind = _verb_class(low, high)
    negative = negation(high) is not None
    if mark == "whether" or (mark == "if" and low.dep_ == "ccomp"):
        return _whether(context, high, negative)
    if low.dep_ in ("dobj", "pobj") and kind not in ("consider", "plan", "end", "deny", "demand", "attempt", "begin", "refuse"):
        return _presupposed(context, high, negative)
    if low.dep_ in ("ccomp", "xcomp", "dobj", "prep", "pcomp", "pobj", "advcl", "acl", "acomp", "oprd", "parataxis"):
        return _moody(_apply(context, kind, high, negative), low, high, kind)
    return context


def _coordinated(context: Context, low: Token, high: Token) -> Context:
    """The second of two coordinated verbs shares the mood of the first where it has none of its own."""
    shared = not any(c.dep_ in ("aux", "auxpass", "nsubj", "nsubjpass") for c in low.children) and low.tag_ == high.tag_
    if shared and {a.lower_ for a in _auxiliaries(high)} & _OUGHT:
        return context.stop("it is what somebody ought to do")
    return context


def _verb_class(low: Token, high: Token) -> str | None:
    if high.pos_ == "VERB" and (
        syntax.lemma(high) == "order" or (syntax.lemma(high) in ("tell", "instruct", "direct", "command", "require") and low.dep_ == "xcomp")
    ):
        return "order"
    clause = low.dep_ in ("xcomp", "ccomp", "pcomp", "advcl")
    for name in _VERB_CLASSES:
        if syntax.in_class(high, name) and not (name == "begin" and not clause) and not (name == "end" and low.dep_ == "ccomp"):
            if name == "demand" and low.dep_ == "ccomp" and syntax.in_class(high, "allege"):
                continue
            if name == "prevent" and low.dep_ not in ("prep", "xcomp"):
                continue
            if name == "plan" and low.dep_ == "ccomp" and syntax.in_class(high, "report"):
                return "report"
            return name
    return None


def _apply(context: Context, kind: str | None, word: Token, negative: bool) -> Context:
    """What one governing word of a class does to the statement."""
    why = f"“{word.text}”"
    if kind == "end":
        return context if negative else replace(context, ended=True).because(why)
    if kind == "refuse":
        return context if negative else replace(context, refused=True).because(why)
    if kind == "deny":
        return context if negative else context.flip(why)
    if kind in ("demand", "hypothetical", "allow", "prevent"):
        return context.stop(f"{why} does not say that it happened")
    if kind == "order":
        return replace(context, ordered=word).because(why)
    if kind == "attempt":
        return replace(context, tried=True).because(why)
    if kind == "begin":
        return replace(context, begun=True) if not negative else context.flip(why)
    return _claimed(context, kind, word, negative)


def _claimed(context: Context, kind: str | None, word: Token, negative: bool) -> Context:
    why = f"“{word.text}”"
    if kind in ("pledge", "plan") and context.polarity == "denied" and not negative:
        return replace(context, refused=True).weaker("planned").because(why)
    if kind == "pledge":
        return context.because(why) if context.refused or context.ended else context.weaker("planned").because(why)
    if kind == "plan":
        context = context if context.refused or context.ended else context.weaker("planned").because(why)
        return replace(context, polarity="denied") if negative else context
    if kind == "consider":
        return context.weaker("considered").because(why)
    if kind == "allege":
        return context.weaker("alleged").because(why)
    if kind == "reports":
        return context.weaker("reported").because(why)
    if kind in ("report", "answer"):
        return _said(context, word, negative)
    return context.stop(f"{why} is negated") if negative and kind is None and word.pos_ == "VERB" and word.dep_ != "ROOT" else context


def _said(context: Context, verb: Token, negative: bool) -> Context:
    if negative and syntax.lemma(verb) in ("say", "know", "confirm", "disclose", "reveal", "announce"):
        return context.stop(f"“{verb.text}” is negated")
    speaker = syntax.subject(verb)
    if speaker is None:
        return context
    context = replace(context, speaker=context.speaker or _words(speaker))
    if syntax.in_class(speaker, "alleging_sources"):
        context = context.weaker("alleged").because(f"“{speaker.text}”")
    if syntax.lemma(speaker) in ("report", "media", "rumour") and syntax.lemma(verb) != "confirm":
        context = context.weaker("reported").because(f"“{speaker.text}”")
    return context


def _words(token: Token) -> str:
    """The phrase of a speaker, without what is told about it."""
    end = max([token.i, *(g.i for c in token.children if c.dep_ in ("prep", "acl") and c.i == token.i + 1 for g in c.subtree if g.i - token.i < 8)])
    return str(token.doc[token.left_edge.i : end + 1].text)


def _moody(context: Context, low: Token, high: Token, kind: str | None) -> Context:
    """Mood of the governing verb: "may start to", "should stop"."""
    modals = {a.lower_ for a in _auxiliaries(high)}
    if kind in ("report", "answer", "allege", "deny"):
        return context
    if modals & _OUGHT:
        return context.stop(f"“{high.text}” is what somebody ought to or can do")
    longer = any(c.lower_ == "longer" for c in high.children)
    if "would" in modals and not (high.dep_ == "ccomp" and (syntax.in_class(high.head, "report") or syntax.in_class(high.head, "pledge"))):
        return context.stop("“would” makes it a supposition")
    for modal in sorted(modals & {"may", "might", "could"}):
        context = context.weaker("considered").because(f"“{modal}”")
    if modals & {"will", "would"} and not (context.ended or context.refused) and not longer:
        context = context.weaker("planned")
    return context


def _whether(context: Context, high: Token, negative: bool) -> Context:
    """ "Whether" it is so: undisclosed where an answer was refused, else nothing is stated."""
    if _unanswered(high, negative):
        return replace(context, polarity="asserted", refused=False, ended=False, factuality="undisclosed", blocked=None).because("an answer was refused")
    if syntax.in_class(high, "consider") or syntax.lemma(high) in ("decide", "determine", "vote", "report"):
        return context.weaker("considered").because(f"“{high.text} whether”")
    return context.stop("it is a question: “whether”")


def _unanswered(verb: Token, negative: bool) -> bool:
    if negative and (syntax.in_class(verb, "answer") or syntax.lemma(verb) in ("know", "clear")):
        return True
    above = [verb, *verb.ancestors]
    if any(syntax.in_class(a, "refuse") for a in above) and (syntax.in_class(verb, "answer") or syntax.lemma(verb) == "ask"):
        return True
    asked = syntax.lemma(verb) == "ask"
    return asked and any(
        t.lemma_ in ("decline", "refuse") or (t.lemma_ in ("respond", "answer", "comment", "reply") and negation(t) is not None) for t in verb.sent
    )


def _presupposed(context: Context, high: Token, negative: bool) -> Context:
    """A noun of action under a verb that says something else of it: "did not address its sale of X to Y"."""
    if negative or syntax.in_class(high, "refuse"):
        return context.weaker("alleged").because(f"“not {high.text}” takes it for granted")
    return context.because(f"“{high.text}” takes it for granted")


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
        context = replace(context, speaker=context.speaker or _words(source))
        if syntax.in_class(source, "alleging_sources"):
            context = context.weaker("alleged").because(f"“according to {source.text}”")
        elif syntax.lemma(source) in ("report", "people", "source", "person", "medium", "newspaper"):
            context = context.weaker("reported").because(f"“according to {source.text}”")
    return context


def _both(sentence: Token) -> bool:
    """ "Would neither confirm nor deny"."""
    lemmas = {t.lemma_ for t in sentence}
    return (
        {"confirm", "deny"} <= lemmas
        and bool({"neither", "nor", "not", "or"} & lemmas)
        and any(t.lower_ in ("neither", "nor", "not", "n't", "declined", "refused") for t in sentence)
    )


def _according(sentence: Token, governors: set[Token]) -> Token | None:
    """Whose word the statement is by "according to", where that hangs on the statement and not on a neighbour."""
    for token in sentence:
        if token.lower_ in ("according", "per") and (token.head in governors or any(a in governors and a.dep_ != "conj" for a in (token.head.head,))):
            inner = [t for t in token.subtree if t.dep_ == "pobj"]
            if inner:
                return inner[0]
    return None


__all__ = ["Context", "lexicon", "negation", "read"]
