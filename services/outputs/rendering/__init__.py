"""Make documents from templates: content from a request, a typeset PDF in a process of its own, a number at the end."""
