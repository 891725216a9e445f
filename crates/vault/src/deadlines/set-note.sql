UPDATE deadlines SET note = ?2 WHERE id = ?1;
