"""What the OPD do in public: rules that repeat, days that are held, feeds, pages and registrations."""
