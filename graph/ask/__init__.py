"""A question in plain English -> a saved query with its parameters -> an answer with its evidence.

It answers what a saved query answers, and says so; to anything else it says an honest no, with the
nearest saved questions. It never guesses.
"""

from graph.ask.answer import Reply, ask

__all__ = ["Reply", "ask"]
