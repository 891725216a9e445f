INSERT INTO page_search (rowid, words, codes) VALUES (?1, ?2, ?3);
