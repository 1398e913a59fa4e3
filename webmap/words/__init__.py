"""Every word that readers see, Chinese and English: one module per page, key by key."""
