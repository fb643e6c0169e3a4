"""The graph: claims, ledger, who is who, facts, verdicts, stores, questions, the app."""
