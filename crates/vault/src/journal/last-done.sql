SELECT seq FROM journal
WHERE role = 'do' AND author = 'person' AND undone = 0 AND changeset IS NOT NULL
ORDER BY seq DESC LIMIT 1;
