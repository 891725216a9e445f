DELETE FROM document_pages WHERE document = ?1;
