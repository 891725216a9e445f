UPDATE deadlines SET
    level = :level, who = :who, leading = :leading, clock_started = :clock_started, due = :due, safe_day = :safe_day,
    question = :question, deadline = :deadline, changed_at = :changed_at
WHERE id = :id;
