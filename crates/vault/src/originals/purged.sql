SELECT id FROM purged_originals;
