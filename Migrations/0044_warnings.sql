-- Letters that warn somebody of what was done with their second factors, written before such letters were named as what nobody cancels.
-- Those that have not left yet are named so.
UPDATE message SET about = 'warning:' || person
WHERE about IS NULL AND person IS NOT NULL AND edition IS NULL AND is_private = 0 AND state IN ('waiting', 'failed') AND subject IN (
    'Un second facteur a été ajouté', 'Un second facteur a été retiré', 'Vos codes de secours sont nouveaux',
    'Un code de secours a servi', 'Des codes faux ont été saisis', 'Votre second facteur a été retiré par l’agence',
    'A second factor was added', 'A second factor was taken away', 'Your recovery codes are new', 'A recovery code was used',
    'Wrong codes were typed', 'Your second factor was reset'
);
