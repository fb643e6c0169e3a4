"""What one governing word does to a statement: a verb that reports, denies, plans, ends or demands it."""

from __future__ import annotations

from dataclasses import replace

from loaders.article import mood, syntax
from loaders.article.parse import Token
from loaders.article.statement import Context

#: The classes of `words.yml` in the order in which they are tried.
_CLASSES = tuple("end refuse deny allege pledge demand hypothetical plan consider attempt begin allow prevent report answer".split())


def kind_of(low: Token, high: Token) -> str | None:
    """The class of a governing verb, as far as it matters for what it governs."""
    if high.pos_ == "VERB" and (
        syntax.lemma(high) == "order" or (syntax.lemma(high) in ("tell", "instruct", "direct", "command", "require") and low.dep_ == "xcomp")
    ):
        return "order"
    kind = next((name for name in _CLASSES if syntax.in_class(high, name) and _may_be(name, low, high)), None)
    told = low.dep_ == "ccomp" and syntax.in_class(high, "report")
    return "report" if told and (kind == "plan" or (kind == "pledge" and _is_past(low))) else kind


def _is_past(verb: Token) -> bool:
    """Reads "announced that it has selected": what is told has happened, and is no promise."""
    return bool(verb.tag_ == "VBD" or (verb.tag_ == "VBN" and any(c.dep_ == "aux" and syntax.lemma(c) == "have" for c in verb.children)))


def _may_be(name: str, low: Token, high: Token) -> bool:
    """Whether a verb of the class can govern a word in that part: one begins to do, but does not begin that."""
    if name == "begin":
        return low.dep_ in ("xcomp", "ccomp", "pcomp", "advcl")
    if name == "end":
        return bool(low.dep_ != "ccomp")
    if name == "hypothetical" and syntax.lemma(high) == "consider":
        return bool(high.tag_ == "VB" and syntax.subject(high) is None)
    if name == "demand":
        return not (low.dep_ == "ccomp" and syntax.in_class(high, "allege"))
    return name != "prevent" or low.dep_ in ("prep", "xcomp", "ccomp")


def apply(context: Context, kind: str | None, word: Token, negative: bool) -> Context:
    """What one governing word of a class does to the statement."""
    why = f"“{word.text}”"
    if kind == "end":
        return context if negative else replace(context, ended=True).because(why)
    if kind in ("demand", "hypothetical", "allow", "prevent") or (negative and kind in ("refuse", "order", "pledge", "allege", "reports")):
        return context.stop(f"{why} does not say that it happened")
    if kind == "refuse":
        return replace(context, refused=True).because(why)
    if kind == "deny":
        return context.weaker("alleged").because(f"not {why}") if negative else context.flip(why)
    if kind == "order":
        return replace(context, ordered=word).because(why)
    if kind == "attempt":
        return replace(context, tried=True).because(why) if not negative else context.flip(f"not {why}")
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
        return context.weaker("considered").because(why) if not negative else context.weaker("planned").flip(f"not {why}")
    if kind == "allege":
        return context.weaker("alleged").because(why)
    if kind == "reports":
        return context.weaker("reported").because(why)
    if kind in ("report", "answer"):
        return _said(context, word, negative)
    return context.stop(f"{why} is negated") if negative and kind is None and word.pos_ == "VERB" else context


def _said(context: Context, verb: Token, negative: bool) -> Context:
    if negative and syntax.lemma(verb) in ("say", "know", "confirm", "disclose", "reveal", "announce"):
        return context.stop(f"“{verb.text}” is negated")
    speaker = syntax.subject(verb)
    if speaker is None:
        return context
    context = replace(context, speaker=context.speaker or words_of(speaker))
    if syntax.in_class(speaker, "alleging_sources"):
        context = context.weaker("alleged").because(f"“{speaker.text}”")
    if speaker.pos_ == "NOUN" and syntax.lemma(speaker) in ("source", "people", "person", "insider"):
        context = context.weaker("reported").because(f"“{speaker.text}”")
    if syntax.lemma(speaker) in ("report", "media", "rumour") and syntax.lemma(verb) != "confirm":
        context = context.weaker("reported").because(f"“{speaker.text}”")
    return context


def words_of(token: Token) -> str:
    """The phrase of a speaker, without what is told about it."""
    end = max([token.i, *(g.i for c in token.children if c.dep_ in ("prep", "acl") and c.i == token.i + 1 for g in c.subtree if g.i - token.i < 8)])
    return str(token.doc[token.left_edge.i : end + 1].text)


def with_mood(context: Context, low: Token, high: Token, kind: str | None) -> Context:
    """Mood of the governing verb: "may start to", "should stop"."""
    modals = {a.lower_ for a in mood.auxiliaries(high)}
    if kind in ("report", "answer", "allege", "deny"):
        return context
    if modals & mood.OUGHT:
        return context.stop(f"“{high.text}” is what somebody ought to or can do")
    longer = any(c.lower_ == "longer" for c in high.children)
    if "would" in modals and not (high.dep_ == "ccomp" and (syntax.in_class(high.head, "report") or syntax.in_class(high.head, "pledge"))):
        return context.stop("“would” makes it a supposition")
    for modal in sorted(modals & {"may", "might", "could"}):
        context = context.weaker("considered").because(f"“{modal}”")
    if modals & {"will", "would"} and not (context.ended or context.refused) and not longer:
        context = context.weaker("planned")
    return context


def whether(context: Context, high: Token, negative: bool) -> Context:
    """Reads "Whether" it is so: undisclosed where an answer was refused, else nothing is stated."""
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
        t.lemma_ in ("decline", "refuse") or (t.lemma_ in ("respond", "answer", "comment", "reply") and mood.negation(t) is not None) for t in verb.sent
    )


def presupposed(context: Context, high: Token, negative: bool) -> Context:
    """A noun of action under a verb that says something else of it: "did not address its sale of X to Y"."""
    if negative or syntax.in_class(high, "refuse"):
        return context.weaker("alleged").because(f"“not {high.text}” takes it for granted")
    return context.because(f"“{high.text}” takes it for granted")
