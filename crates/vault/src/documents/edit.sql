UPDATE documents SET
    title = coalesce(:title, title),
    kind = coalesce(:kind, kind),
    case_id = coalesce(:case_id, case_id),
    received = iif(:set_received, :received, received),
    letter_date = iif(:set_letter_date, :letter_date, letter_date),
    note = coalesce(:note, note)
WHERE id = :id;
