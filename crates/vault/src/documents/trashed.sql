SELECT id FROM documents WHERE trashed_at IS NOT NULL ORDER BY trashed_at;
