SELECT original, page, search_row, width, height, source, words FROM page_text WHERE original = ?1 ORDER BY page;
