SELECT seq, at, operation, description, author, role, change_group, target, undone, schema, touched,
    changeset IS NOT NULL AS reversible
FROM journal WHERE seq = ?1;
