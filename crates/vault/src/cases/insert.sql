INSERT INTO cases (id, name, plan_kind, state, created_at) VALUES (?1, ?2, ?3, ?4, ?5);
