DELETE FROM import_queue WHERE NOT state IN ('waiting', 'keeping', 'filed', 'reading', 'needs-password') AND changed_at < ?1;
