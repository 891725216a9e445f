INSERT INTO snoozes (id, deadline, until, made_at) VALUES (?1, ?2, ?3, ?4);
