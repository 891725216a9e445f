SELECT id, batch, file_name, path, arrival, case_id, state, document, progress, error, said, same_letter, kind, added_at, changed_at
FROM open_imports ORDER BY id;
