UPDATE cases SET plan_kind = ?2, state = ?3 WHERE id = ?1;
