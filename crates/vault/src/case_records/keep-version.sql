INSERT INTO case_record_versions (record, number, body, held_from, held_until)
SELECT id, (SELECT count(*) + 1 FROM case_record_versions WHERE record = ?1), body, changed_at, ?2
FROM case_records WHERE id = ?1;
