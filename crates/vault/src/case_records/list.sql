SELECT id, case_id, kind, body, made_at, changed_at, trashed_at FROM case_records WHERE case_id = ?1 AND kind = ?2 AND trashed_at IS NULL ORDER BY id;
