DELETE FROM deadlines WHERE document = ?1;
