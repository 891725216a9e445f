SELECT id, case_id, document, origin, deadline, question, made_at, changed_at, done_at, note FROM deadlines
WHERE (:case_id IS NULL OR case_id = :case_id) AND (:document IS NULL OR document = :document)
    AND (:until IS NULL OR due <= :until) AND (:with_done OR done_at IS NULL)
    AND (NOT :only_member OR who = 'member')
    AND NOT EXISTS (SELECT 1 FROM documents WHERE documents.id = document AND trashed_at IS NOT NULL)
ORDER BY due IS NULL, due, leading DESC, id;
