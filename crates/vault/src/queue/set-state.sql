UPDATE import_queue SET state = ?2, document = coalesce(?3, document), error = ?4, said = NULL, changed_at = ?5 WHERE id = ?1;
