"""« Cadre de l’urgence sociale »: read by those who meet dangers, written by those who prepare it (R24)."""
