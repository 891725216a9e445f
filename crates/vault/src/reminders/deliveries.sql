SELECT name, deadline, kind, about, begun_at, shown_at FROM deliveries ORDER BY begun_at, name;
