SELECT value FROM keepsakes WHERE name = ?1;
