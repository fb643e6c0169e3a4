"""The app, for `streamlit run app.py`; `despite serve` is the usual way."""

from graph.ui.main import main

main()
