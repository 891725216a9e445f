DELETE FROM confirmations WHERE document = ?1;
