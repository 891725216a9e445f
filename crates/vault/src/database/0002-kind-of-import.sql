-- The kind of letter that the person gave when filing: it waits with the file until that is filed.
ALTER TABLE import_queue ADD COLUMN kind TEXT;
