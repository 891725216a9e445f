DELETE FROM page_text WHERE original = ?1;
