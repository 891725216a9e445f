INSERT INTO case_records (id, case_id, kind, body, made_at, changed_at) VALUES (?1, ?2, ?3, ?4, ?5, ?5);
