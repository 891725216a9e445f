SELECT id, case_id, original, parent, kind, title, file_name, media, arrival, added_at, received, letter_date,
    read_state, read_error, read_said, reviewed_at, trashed_at, note,
    (SELECT count(*) FROM document_pages WHERE document = documents.id) AS page_count
FROM documents
WHERE (?1 IS NULL OR case_id = ?1) AND (?2 IS NULL OR kind = ?2) AND (trashed_at IS NOT NULL) = ?3
    AND (?4 = 0 OR (reviewed_at IS NULL AND read_state IN ('read', 'partly')))
ORDER BY added_at DESC, id DESC;
