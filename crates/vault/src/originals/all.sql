SELECT id, size, sha256, sealed_at FROM originals ORDER BY sealed_at, id;
