"""What people see: maps, popups, charts, pages, embeds, API bodies."""
