SELECT id, read_error FROM documents WHERE read_state = 'failed' AND trashed_at IS NULL ORDER BY id;
