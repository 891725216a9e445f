DELETE FROM alarms WHERE token = ?1;
