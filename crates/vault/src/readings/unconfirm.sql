DELETE FROM confirmations WHERE document = ?1 AND field = ?2;
