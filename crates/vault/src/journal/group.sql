SELECT seq, schema, changeset FROM journal
WHERE role = 'do' AND undone = ?3 AND (seq = ?1 OR change_group = ?2)
ORDER BY seq DESC;
