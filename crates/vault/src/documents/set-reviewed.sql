UPDATE documents SET reviewed_at = ?2 WHERE id = ?1;
