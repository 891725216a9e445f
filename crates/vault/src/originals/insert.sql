INSERT INTO originals (id, size, sha256, sealed_at) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING;
