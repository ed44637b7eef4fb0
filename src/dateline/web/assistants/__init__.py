"""A record goes in; out comes a server of the Model Context Protocol, by which assistants ask it and change nothing.

`answers` says what an answer holds, `server` what can be asked; only `server` knows the SDK.
"""
