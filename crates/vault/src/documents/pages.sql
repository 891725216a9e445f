SELECT original, page, turn, crop FROM document_pages WHERE document = ?1 ORDER BY number;
