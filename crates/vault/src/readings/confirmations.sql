SELECT document, field, state, value, at FROM confirmations WHERE document = ?1 ORDER BY field;
