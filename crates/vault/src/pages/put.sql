INSERT INTO page_text (original, page, search_row, width, height, source, words)
VALUES (:original, :page, (SELECT coalesce(max(search_row), 0) + 1 FROM page_text), :width, :height, :source, :words)
ON CONFLICT (original, page) DO UPDATE SET
    width = excluded.width, height = excluded.height, source = excluded.source, words = excluded.words
RETURNING search_row;
