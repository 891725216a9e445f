DELETE FROM page_search WHERE rowid IN (SELECT search_row FROM page_text WHERE original = ?1);
