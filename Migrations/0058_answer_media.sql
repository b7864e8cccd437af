-- Files and pictures that answer a question of a file. What is said of each stands in the answer, which names them in the same order.
CREATE TABLE answer_media (
    -- One thing is brought to one place.
    media      TEXT PRIMARY KEY REFERENCES media (id),
    submission TEXT NOT NULL REFERENCES submission (id),
    field      TEXT NOT NULL,
    -- In the order in which they are shown, from 0.
    position   BIGINT NOT NULL
);
CREATE INDEX answer_media_of_answer ON answer_media (submission, field, position);
