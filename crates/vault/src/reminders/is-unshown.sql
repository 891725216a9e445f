SELECT shown_at IS NULL FROM deliveries WHERE name = ?1;
