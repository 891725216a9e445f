INSERT INTO confirmations (document, field, state, value, at) VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT (document, field) DO UPDATE SET state = excluded.state, value = excluded.value, at = excluded.at;
