UPDATE documents SET read_said = ?2 WHERE id = ?1;
