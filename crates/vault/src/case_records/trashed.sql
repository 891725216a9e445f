SELECT id, case_id, kind, body, made_at, changed_at, trashed_at FROM case_records WHERE trashed_at IS NOT NULL ORDER BY trashed_at DESC, id DESC;
