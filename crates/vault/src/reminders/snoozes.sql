SELECT id, deadline, until, made_at, ended_at FROM snoozes WHERE ended_at IS NULL ORDER BY until, id;
