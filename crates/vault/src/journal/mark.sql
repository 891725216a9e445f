UPDATE journal SET undone = ?2 WHERE seq = ?1;
