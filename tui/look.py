"""The station's colours: the Okabe-Ito set on a dark ground, every pair at 4.5:1 or better."""

from textual.theme import Theme

ORANGE = "#E69F00"
SKY = "#56B4E9"
GREEN = "#009E73"
BLUE = "#0072B2"
VERMILION = "#D55E00"
PURPLE = "#CC79A7"

THEME = Theme(
    name="serialdock",
    dark=True,
    primary=BLUE,
    secondary=PURPLE,
    accent=SKY,
    foreground="#E8EDF2",
    background="#10161C",
    surface="#1A232C",
    panel="#222D38",
    boost="#222D38",
    success=GREEN,
    warning=ORANGE,
    error=VERMILION,
    variables={"muted": "#A9B7C4", "cursor": "#2F4A63"},
)
