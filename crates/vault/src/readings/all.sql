SELECT document, reading, doubts, reader, at FROM readings
JOIN documents ON documents.id = readings.document
WHERE documents.trashed_at IS NULL ORDER BY documents.added_at;
