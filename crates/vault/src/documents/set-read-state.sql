UPDATE documents SET read_state = ?2, read_error = ?3, read_said = NULL WHERE id = ?1;
