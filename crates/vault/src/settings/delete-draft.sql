DELETE FROM drafts WHERE name = ?1;
