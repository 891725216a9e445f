SELECT text, changed_at FROM drafts WHERE name = ?1;
