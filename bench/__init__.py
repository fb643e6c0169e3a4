"""Measurements: `make bench`. Figures are ratios and rates of one run on one machine; no test depends on them."""
