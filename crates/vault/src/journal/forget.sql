UPDATE journal SET changeset = NULL, description = '' WHERE seq = ?1;
