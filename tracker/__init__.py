"""The Django project: settings, the root of the addresses, the entry points for servers."""
