"""What the screens show: problems at their place, cards of questions, the preview of a phone."""
