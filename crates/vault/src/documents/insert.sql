INSERT INTO documents (
    id, case_id, original, parent, kind, title, file_name, media, arrival, added_at, received, read_state
) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, 'waiting');
