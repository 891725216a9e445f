SELECT id, size, sha256, sealed_at FROM originals WHERE id = ?1;
