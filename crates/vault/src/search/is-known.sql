SELECT 1 FROM page_search WHERE page_search MATCH ?1 LIMIT 1;
