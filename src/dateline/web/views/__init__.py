"""What a question finds goes in; out come its views as frozen values, and charts of them, with nothing read or drawn.

A page reads the record and hands what it found to a view; the view gives the value that the page shows, and a `Chart`
of it: a Vega-Lite specification with its data, a description in words, and the same as a table. `drawing` alone draws.
"""
