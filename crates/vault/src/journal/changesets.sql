SELECT seq, changeset FROM journal WHERE changeset IS NOT NULL;
