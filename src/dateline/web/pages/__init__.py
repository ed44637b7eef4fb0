"""The pages: one module each with a `router`, found by being here; its value is drawn by the template of its name."""
