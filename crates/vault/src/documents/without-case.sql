SELECT id FROM documents WHERE case_id IS NULL ORDER BY id;
