-- The change that the last undo still standing took back, unless the person did something else since.
SELECT taken.target FROM journal AS taken
JOIN journal AS done ON done.seq = taken.target
WHERE taken.role = 'undo' AND done.undone = 1
    AND NOT EXISTS (
        SELECT 1 FROM journal AS later
        WHERE later.seq > taken.seq AND later.role = 'do' AND later.author = 'person'
            AND later.changeset IS NOT NULL
    )
ORDER BY taken.seq DESC LIMIT 1;
