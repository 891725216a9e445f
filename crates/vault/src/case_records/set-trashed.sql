UPDATE case_records SET trashed_at = ?2 WHERE id = ?1;
