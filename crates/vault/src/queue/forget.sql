DELETE FROM import_queue WHERE id = ?1 AND NOT id IN (SELECT id FROM open_imports WHERE state <> 'needs-password');
