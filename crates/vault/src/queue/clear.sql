DELETE FROM import_queue WHERE NOT id IN (SELECT id FROM open_imports) AND changed_at < ?1;
