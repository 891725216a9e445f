DELETE FROM page_search;
