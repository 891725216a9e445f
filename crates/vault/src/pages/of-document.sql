SELECT page_text.original, listed.number AS page, search_row, width, height, source, words
FROM document_pages AS listed
JOIN page_text ON page_text.original = listed.original AND page_text.page = listed.page
WHERE listed.document = ?1 ORDER BY listed.number;
