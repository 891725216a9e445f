SELECT listed.document, listed.number AS page, page_text.original,
    snippet(page_search, 0, char(1), char(2), '…', 16) AS snippet
FROM page_search
JOIN page_text ON page_text.search_row = page_search.rowid
JOIN document_pages AS listed ON listed.original = page_text.original AND listed.page = page_text.page
JOIN documents ON documents.id = listed.document
WHERE page_search MATCH :query AND documents.trashed_at IS NULL
    AND (:case_id IS NULL OR documents.case_id = :case_id)
    AND (:document IS NULL OR documents.id = :document)
ORDER BY bm25(page_search, 1.0, 3.0), documents.added_at DESC, listed.number
LIMIT :most;
