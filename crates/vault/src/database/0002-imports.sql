-- The kind of letter that the person gave when filing: it waits with the file until that is filed.
ALTER TABLE import_queue ADD COLUMN kind TEXT;

-- What is not finished.
CREATE VIEW open_imports AS SELECT * FROM import_queue
WHERE state IN ('waiting', 'keeping', 'filed', 'reading', 'needs-password');
