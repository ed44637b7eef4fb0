"""A record goes in; out comes a server of the Model Context Protocol, by which assistants ask it and change nothing.

`answers` says what an answer holds, `tools` what can be asked; only `tools` knows the SDK.
"""
