INSERT INTO journal (
    seq, at, operation, description, author, role, change_group, target, schema, touched, changeset
)
SELECT coalesce(max(seq), 0) + 1,
    :at, :operation, :description, :author, :role, :change_group, :target, :schema, :touched, :changeset
FROM journal
RETURNING seq;
