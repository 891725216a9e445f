-- Ids are UUIDv7 as text; moments RFC 3339 in UTC; days YYYY-MM-DD; content ids 64 hex digits; JSON as text.
-- The first group is watched by the journal (each table has a primary key that is never null). The second isn't:
-- what is on the disk, what can be made again, and what was told to the person cannot be undone.

CREATE TABLE cases (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    plan_kind TEXT,
    state TEXT,
    plan TEXT NOT NULL DEFAULT '{}',
    created_at TEXT NOT NULL,
    closed_at TEXT
) STRICT;

CREATE TABLE documents (
    id TEXT NOT NULL PRIMARY KEY,
    case_id TEXT REFERENCES cases (id),
    original TEXT NOT NULL,
    parent TEXT,
    kind TEXT,
    title TEXT NOT NULL,
    file_name TEXT NOT NULL,
    media TEXT NOT NULL,
    arrival TEXT NOT NULL,
    added_at TEXT NOT NULL,
    received TEXT,
    letter_date TEXT,
    read_state TEXT NOT NULL,
    read_error TEXT,
    reviewed_at TEXT,
    trashed_at TEXT,
    note TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX documents_by_original ON documents (original);
CREATE INDEX documents_by_case ON documents (case_id, added_at);

CREATE TABLE document_pages (
    document TEXT NOT NULL REFERENCES documents (id),
    number INTEGER NOT NULL,
    original TEXT NOT NULL,
    page INTEGER NOT NULL,
    turn INTEGER NOT NULL DEFAULT 0,
    crop TEXT,
    PRIMARY KEY (document, number)
) STRICT;
CREATE INDEX document_pages_by_original ON document_pages (original, page);

CREATE TABLE readings (
    document TEXT NOT NULL PRIMARY KEY REFERENCES documents (id),
    reading TEXT NOT NULL,
    doubts TEXT NOT NULL DEFAULT '[]',
    reader TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;

CREATE TABLE confirmations (
    document TEXT NOT NULL REFERENCES documents (id),
    field TEXT NOT NULL,
    state TEXT NOT NULL,
    value TEXT,
    at TEXT NOT NULL,
    PRIMARY KEY (document, field)
) STRICT;

CREATE TABLE deadlines (
    id TEXT NOT NULL PRIMARY KEY,
    case_id TEXT REFERENCES cases (id),
    document TEXT REFERENCES documents (id),
    origin TEXT NOT NULL,
    level TEXT NOT NULL,
    who TEXT NOT NULL,
    leading INTEGER NOT NULL,
    clock_started INTEGER NOT NULL,
    due TEXT,
    safe_day TEXT,
    question TEXT,
    deadline TEXT NOT NULL,
    made_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    done_at TEXT,
    note TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX deadlines_by_document ON deadlines (document);
CREATE INDEX deadlines_by_due ON deadlines (due);

CREATE TABLE settings (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

CREATE TABLE drafts (
    name TEXT NOT NULL PRIMARY KEY,
    text TEXT NOT NULL,
    changed_at TEXT NOT NULL
) STRICT;

-- Not watched by the journal.

CREATE TABLE originals (
    id TEXT NOT NULL PRIMARY KEY,
    size INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    sealed_at TEXT NOT NULL
) STRICT;

CREATE TABLE purged_originals (
    id TEXT NOT NULL PRIMARY KEY
) STRICT;

CREATE TABLE page_text (
    original TEXT NOT NULL REFERENCES originals (id),
    page INTEGER NOT NULL,
    search_row INTEGER NOT NULL UNIQUE,
    width REAL NOT NULL,
    height REAL NOT NULL,
    source TEXT NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (original, page)
) STRICT;

CREATE VIRTUAL TABLE page_search USING fts5 (
    words, codes,
    tokenize = 'porter unicode61 remove_diacritics 2', prefix = '2 3'
);

CREATE TABLE import_queue (
    id TEXT NOT NULL PRIMARY KEY,
    batch TEXT NOT NULL,
    file_name TEXT NOT NULL,
    path TEXT,
    arrival TEXT NOT NULL,
    case_id TEXT,
    state TEXT NOT NULL,
    document TEXT,
    progress REAL NOT NULL DEFAULT 0,
    error TEXT,
    added_at TEXT NOT NULL,
    changed_at TEXT NOT NULL
) STRICT;
CREATE INDEX import_queue_by_state ON import_queue (state, id);

CREATE TABLE deliveries (
    name TEXT NOT NULL PRIMARY KEY,
    deadline TEXT,
    kind TEXT NOT NULL,
    about TEXT NOT NULL,
    begun_at TEXT NOT NULL,
    shown_at TEXT
) STRICT;

CREATE TABLE snoozes (
    id TEXT NOT NULL PRIMARY KEY,
    deadline TEXT,
    until TEXT NOT NULL,
    made_at TEXT NOT NULL,
    ended_at TEXT
) STRICT;

CREATE TABLE alarms (
    token TEXT NOT NULL PRIMARY KEY,
    at TEXT NOT NULL,
    meaning TEXT NOT NULL
) STRICT;

CREATE TABLE keepsakes (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

CREATE TABLE journal (
    seq INTEGER NOT NULL PRIMARY KEY,
    at TEXT NOT NULL,
    operation TEXT NOT NULL,
    description TEXT NOT NULL,
    author TEXT NOT NULL,
    role TEXT NOT NULL,
    change_group TEXT,
    target INTEGER,
    undone INTEGER NOT NULL DEFAULT 0,
    schema INTEGER NOT NULL,
    touched TEXT NOT NULL,
    changeset BLOB
) STRICT;
CREATE INDEX journal_by_group ON journal (change_group);
