INSERT INTO readings (document, reading, doubts, reader, at) VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT (document) DO UPDATE SET
    reading = excluded.reading, doubts = excluded.doubts, reader = excluded.reader, at = excluded.at;
