UPDATE documents SET read_state = ?2, read_error = ?3 WHERE id = ?1;
