SELECT id, case_id, document, origin, deadline, question, made_at, changed_at, done_at, note FROM deadlines WHERE id = ?1;
