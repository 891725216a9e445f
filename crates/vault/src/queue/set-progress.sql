UPDATE import_queue SET progress = ?2 WHERE id = ?1;
