DELETE FROM deadlines WHERE id = ?1;
