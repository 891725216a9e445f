INSERT INTO deliveries (name, deadline, kind, about, begun_at) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING;
