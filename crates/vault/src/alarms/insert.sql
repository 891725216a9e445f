INSERT INTO alarms (token, at, meaning) VALUES (?1, ?2, ?3);
