INSERT INTO document_pages (document, number, original, page, turn, crop) VALUES (?1, ?2, ?3, ?4, ?5, ?6);
