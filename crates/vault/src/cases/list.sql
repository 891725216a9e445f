SELECT id, name, plan_kind, state, plan, created_at, closed_at FROM cases ORDER BY created_at, id;
