INSERT INTO drafts (name, text, changed_at) VALUES (?1, ?2, ?3)
ON CONFLICT (name) DO UPDATE SET text = excluded.text, changed_at = excluded.changed_at;
