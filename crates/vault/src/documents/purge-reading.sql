DELETE FROM readings WHERE document = ?1;
