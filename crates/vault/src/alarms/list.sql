SELECT token, at, meaning FROM alarms ORDER BY at, token;
