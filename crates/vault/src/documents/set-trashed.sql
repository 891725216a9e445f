UPDATE documents SET trashed_at = ?2 WHERE id = ?1;
