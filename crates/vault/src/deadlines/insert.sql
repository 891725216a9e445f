INSERT INTO deadlines (
    id, case_id, document, origin, level, who, leading, clock_started, due, safe_day, question, deadline,
    made_at, changed_at
) VALUES (
    :id, :case_id, :document, :origin, :level, :who, :leading, :clock_started, :due, :safe_day, :question, :deadline,
    :now, :now
);
