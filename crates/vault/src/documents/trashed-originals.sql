-- Originals which no document outside the trash shows.
SELECT id, size FROM originals
WHERE NOT EXISTS (SELECT 1 FROM documents WHERE original = originals.id AND trashed_at IS NULL)
    AND NOT EXISTS (
        SELECT 1 FROM document_pages JOIN documents ON documents.id = document_pages.document
        WHERE document_pages.original = originals.id AND documents.trashed_at IS NULL
    )
ORDER BY sealed_at;
