SELECT number, body, held_from, held_until FROM case_record_versions WHERE record = ?1 ORDER BY number;
