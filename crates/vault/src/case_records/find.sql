SELECT id, case_id, kind, body, made_at, changed_at, trashed_at FROM case_records WHERE id = ?1;
