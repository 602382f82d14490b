"""The roadmap of digital government: what is planned, what it costs, what the law asks for."""
