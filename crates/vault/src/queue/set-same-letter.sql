UPDATE import_queue SET same_letter = ?2 WHERE document = ?1 AND state <> 'known';
