SELECT NOT EXISTS (SELECT 1 FROM documents WHERE original = ?1)
    AND NOT EXISTS (SELECT 1 FROM document_pages WHERE original = ?1);
