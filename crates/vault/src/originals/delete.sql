DELETE FROM originals WHERE id = ?1;
