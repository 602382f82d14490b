"""Let people complain, ask and suggest: the entrance, and the line to SP4N-LAPOR!."""
