"""The parts of the page that shows a service: one function a part, each (document, language) -> blocks."""
