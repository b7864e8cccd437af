-- A list that was pasted has no file: each reader is told so in their own language, not in that of whoever pasted it.
UPDATE import_run SET file = '' WHERE file IN ('liste collée', 'pasted list');
