UPDATE import_queue SET said = ?2 WHERE id = ?1;
