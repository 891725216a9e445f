DELETE FROM import_queue WHERE document = ?1;
