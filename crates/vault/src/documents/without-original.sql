SELECT id FROM documents WHERE original NOT IN (SELECT id FROM originals)
UNION SELECT document FROM document_pages WHERE original NOT IN (SELECT id FROM originals);
