SELECT id, name, plan_kind, state, plan, created_at, closed_at FROM cases WHERE id = ?1;
