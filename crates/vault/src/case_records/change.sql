UPDATE case_records SET body = ?2, changed_at = ?3 WHERE id = ?1;
