DELETE FROM page_search WHERE rowid = ?1;
