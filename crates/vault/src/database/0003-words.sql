-- What was said of a paper that could not be read, or of a file that was not taken, beyond the words of its code.
ALTER TABLE documents ADD COLUMN read_said TEXT;
ALTER TABLE import_queue ADD COLUMN said TEXT;

-- The paper that a file was found to be once more, in another form.
ALTER TABLE import_queue ADD COLUMN same_letter TEXT;
