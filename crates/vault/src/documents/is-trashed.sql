SELECT count(*) FROM documents WHERE id = ?1 AND trashed_at IS NOT NULL;
