-- Of a document that was found without a record: the name, kind of file and case under which it came after all.
UPDATE documents SET
    title = iif(title = file_name, ?2, title), file_name = ?2, media = ?3, arrival = ?4,
    case_id = coalesce(case_id, ?5), parent = coalesce(parent, ?6)
WHERE id = ?1 AND arrival = 'found';
