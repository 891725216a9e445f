INSERT INTO import_queue (
    id, batch, file_name, path, arrival, case_id, state, document, kind, added_at, changed_at
) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?10);
