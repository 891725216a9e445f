SELECT id, case_id, original, parent, kind, title, file_name, media, arrival, added_at, received, letter_date,
    read_state, read_error, read_said, reviewed_at, trashed_at, note,
    (SELECT count(*) FROM document_pages WHERE document = documents.id) AS page_count
FROM documents
WHERE original = ?1 OR id IN (SELECT document FROM document_pages WHERE original = ?1)
ORDER BY added_at, id;
