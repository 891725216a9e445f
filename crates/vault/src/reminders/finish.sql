UPDATE deliveries SET shown_at = coalesce(shown_at, ?2) WHERE name = ?1;
