DELETE FROM import_queue WHERE id = ?1 AND NOT state IN ('waiting', 'keeping', 'filed', 'reading');
