-- What a case stands on beside its papers: trials of treatment, scores, claims, provisions, calls. Each is one record
-- of a named kind, its body JSON as `holdfast-case` writes it. What stood before a change is kept, never overwritten.
CREATE TABLE case_records (
    id TEXT NOT NULL PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES cases (id),
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    made_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    trashed_at TEXT
) STRICT;
CREATE INDEX case_records_by_case ON case_records (case_id, kind, id);

CREATE TABLE case_record_versions (
    record TEXT NOT NULL REFERENCES case_records (id),
    number INTEGER NOT NULL,
    body TEXT NOT NULL,
    held_from TEXT NOT NULL,
    held_until TEXT NOT NULL,
    PRIMARY KEY (record, number)
) STRICT;
