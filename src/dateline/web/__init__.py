"""A record goes in; out come its pages for people and programs, on this machine alone or behind a login.

`app.create` makes the application, `serving.serve` runs it. Each page is one module of `pages`, found by being there,
and one template of the same name: the module shapes a frozen value out of the record, which is the template's only
input and, at the same address, the JSON answer.
"""
