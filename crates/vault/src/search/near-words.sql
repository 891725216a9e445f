-- Words of all pages, as they stand (a stored word is an array whose first element is its text).
SELECT lower(trim(json_extract(word.value, '$[0]'), '.,;:!?()[]"''')) AS plain, count(*)
FROM page_text, json_each(page_text.words) AS word
WHERE length(json_extract(word.value, '$[0]')) BETWEEN ?1 AND ?2 + 2
GROUP BY plain HAVING length(plain) BETWEEN ?1 AND ?2;
