SELECT id FROM case_records WHERE id GLOB ?1 LIMIT 2;
