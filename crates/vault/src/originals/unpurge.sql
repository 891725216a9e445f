DELETE FROM purged_originals WHERE id = ?1;
