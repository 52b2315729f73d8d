-- Version 1 of a dossier: one SQLite file that any tool can read.
-- Every noun stands in plain columns for people and queries; `body` is the whole noun as one line of JSON, from which it
-- is made again exactly. `as_read` is set where reconciling filled in more (dates, entities) than the document alone says.
-- Texts are UTF-8, days are ISO (a period is half-open: `_end` is the first day after it), offsets count code points.

CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

-- Every run of `build` or `add`. Times are kept here only, so that two builds of one folder export the same lines.
CREATE TABLE builds (
    id       INTEGER PRIMARY KEY,
    started  TEXT NOT NULL,
    finished TEXT,
    program  TEXT NOT NULL,
    report   TEXT NOT NULL DEFAULT '{}'
);

-- Files as they were when read: what did not change since is not read again.
CREATE TABLE sources (
    name     TEXT PRIMARY KEY,
    sha256   TEXT NOT NULL,
    size     INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    version  TEXT NOT NULL
);

CREATE TABLE skipped (
    name   TEXT PRIMARY KEY,
    reason TEXT NOT NULL,
    todo   TEXT NOT NULL DEFAULT ''
);

CREATE TABLE originals (
    sha256 TEXT PRIMARY KEY,
    size   INTEGER NOT NULL,
    packed BLOB NOT NULL  -- zlib
);

CREATE TABLE documents (
    id              TEXT PRIMARY KEY,
    name            TEXT NOT NULL UNIQUE,
    title           TEXT NOT NULL,
    lang            TEXT NOT NULL,
    kind            TEXT NOT NULL,
    publisher       TEXT,
    author          TEXT,
    grade           TEXT,
    published_start TEXT,
    published_end   TEXT,
    written_start   TEXT,
    written_end     TEXT,
    uri             TEXT,
    sha256          TEXT NOT NULL REFERENCES originals (sha256),
    reader          TEXT NOT NULL,
    chars           INTEGER NOT NULL,
    -- No foreign key: near-copies are derived anew after a document goes, and until then this may point at nothing.
    copy_of         TEXT,
    text            TEXT NOT NULL,
    body            TEXT NOT NULL,
    as_read         TEXT
);
CREATE INDEX documents_sha256 ON documents (sha256);

-- Every place where a record stands. `first` is 1 for the place that names the document.
CREATE TABLE copies (
    name      TEXT PRIMARY KEY,
    doc       TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    source    TEXT NOT NULL,
    first     INTEGER NOT NULL,
    publisher TEXT,
    published TEXT,
    uri       TEXT,
    body      TEXT NOT NULL
);
CREATE INDEX copies_doc ON copies (doc);
CREATE INDEX copies_source ON copies (source);

CREATE TABLE pages (
    doc   TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    page  INTEGER NOT NULL,
    start INTEGER NOT NULL,
    PRIMARY KEY (doc, page)
) WITHOUT ROWID;

-- Stretches of a document that belong together, such as the dated entries of a chronicle; `body` is free.
CREATE TABLE sections (
    doc   TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    label TEXT NOT NULL DEFAULT '',
    when_start TEXT,
    when_end   TEXT,
    body  TEXT NOT NULL,
    PRIMARY KEY (doc, start, "end", label)
) WITHOUT ROWID;

CREATE TABLE paragraphs (
    id    INTEGER PRIMARY KEY,
    doc   TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    text  TEXT NOT NULL
);
CREATE INDEX paragraphs_doc ON paragraphs (doc, start);

CREATE TABLE spans (
    id     INTEGER PRIMARY KEY,
    doc    TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    start  INTEGER NOT NULL,
    "end"  INTEGER NOT NULL,
    layer  TEXT NOT NULL,
    label  TEXT NOT NULL,
    value  TEXT,
    parent INTEGER
);
CREATE INDEX spans_doc ON spans (doc, layer, start);

-- The row of an entity is made of what every document (and the case, whose doc is '') says of it.
CREATE TABLE entities (
    id       TEXT PRIMARY KEY,
    schema   TEXT NOT NULL,
    name     TEXT NOT NULL,
    wikidata TEXT,
    body     TEXT NOT NULL
);
CREATE TABLE entity_sources (
    entity TEXT NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
    doc    TEXT NOT NULL,
    body   TEXT NOT NULL,
    PRIMARY KEY (entity, doc)
) WITHOUT ROWID;
CREATE INDEX entity_sources_doc ON entity_sources (doc);

-- What an entity is called; kind is name, alias, key (of the case) or wikidata. `folded` is for comparing.
CREATE TABLE names (
    entity TEXT NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
    name   TEXT NOT NULL,
    kind   TEXT NOT NULL,
    folded TEXT NOT NULL,
    PRIMARY KEY (entity, name, kind)
) WITHOUT ROWID;
CREATE INDEX names_folded ON names (folded);

CREATE TABLE statements (
    id            TEXT PRIMARY KEY,
    number        INTEGER NOT NULL UNIQUE,  -- for `search`; has no meaning
    doc           TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    doc_name      TEXT NOT NULL,
    page          INTEGER,
    start         INTEGER NOT NULL,
    "end"         INTEGER NOT NULL,
    quote         TEXT NOT NULL,
    kind          TEXT NOT NULL,
    speaker       TEXT REFERENCES entities (id) DEFERRABLE INITIALLY DEFERRED,
    speaker_name  TEXT,  -- null is the document's own voice
    subject       TEXT REFERENCES entities (id) DEFERRABLE INITIALLY DEFERRED,
    subject_name  TEXT,
    predicate     TEXT NOT NULL,
    object        TEXT REFERENCES entities (id) DEFERRABLE INITIALLY DEFERRED,
    object_name   TEXT,
    place         TEXT REFERENCES entities (id) DEFERRABLE INITIALLY DEFERRED,
    place_name    TEXT,
    value_low     REAL,
    value_high    REAL,
    value_unit    TEXT,
    value_literal TEXT,
    measure       TEXT,
    when_start    TEXT,
    when_end      TEXT,
    said_start    TEXT,
    said_end      TEXT,
    due_start     TEXT,
    due_end       TEXT,
    stance        TEXT NOT NULL,
    negated       INTEGER NOT NULL,
    hedge         TEXT,
    firmness      INTEGER,
    scope         TEXT NOT NULL,
    series        TEXT,
    made_by       TEXT NOT NULL,
    score         REAL NOT NULL,
    layer         TEXT NOT NULL,  -- proposed, or accepted by a person; counts before the one in body
    body          TEXT NOT NULL,
    as_read       TEXT
);
CREATE INDEX statements_order ON statements (doc_name, start, "end", kind, id);
CREATE INDEX statements_doc ON statements (doc, start);
CREATE INDEX statements_kind ON statements (kind);
CREATE INDEX statements_speaker ON statements (speaker);
CREATE INDEX statements_speaker_name ON statements (speaker_name);
CREATE INDEX statements_subject ON statements (subject);
CREATE INDEX statements_object ON statements (object);
CREATE INDEX statements_place ON statements (place);
CREATE INDEX statements_stance ON statements (stance);
CREATE INDEX statements_series ON statements (series);
CREATE INDEX statements_when ON statements (when_start, when_end);

CREATE TABLE statement_roles (
    statement TEXT NOT NULL REFERENCES statements (id) ON DELETE CASCADE,
    position  INTEGER NOT NULL,
    name      TEXT NOT NULL,
    start     INTEGER NOT NULL,
    "end"     INTEGER NOT NULL,
    text      TEXT NOT NULL,
    entity    TEXT REFERENCES entities (id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (statement, position)
) WITHOUT ROWID;
CREATE INDEX statement_roles_entity ON statement_roles (entity);

CREATE TABLE statement_topics (
    statement TEXT NOT NULL REFERENCES statements (id) ON DELETE CASCADE,
    topic     TEXT NOT NULL,
    PRIMARY KEY (statement, topic)
) WITHOUT ROWID;
CREATE INDEX statement_topics_topic ON statement_topics (topic);

CREATE TABLE statement_parts (
    statement TEXT NOT NULL REFERENCES statements (id) ON DELETE CASCADE,
    part      TEXT NOT NULL,
    PRIMARY KEY (statement, part)
) WITHOUT ROWID;
CREATE INDEX statement_parts_part ON statement_parts (part);

CREATE TABLE statement_about (
    statement TEXT NOT NULL REFERENCES statements (id) ON DELETE CASCADE,
    entity    TEXT NOT NULL REFERENCES entities (id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (statement, entity)
) WITHOUT ROWID;
CREATE INDEX statement_about_entity ON statement_about (entity);

-- The groups that checks have looked at. A group whose fingerprint did not change is left alone.
CREATE TABLE groups (
    "check"     TEXT NOT NULL,
    key         TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    PRIMARY KEY ("check", key)
) WITHOUT ROWID;

CREATE TABLE findings (
    id         TEXT PRIMARY KEY,
    relation   TEXT NOT NULL,
    difference TEXT NOT NULL,
    "check"    TEXT NOT NULL,
    key        TEXT NOT NULL,
    severity   TEXT NOT NULL,
    reason     TEXT NOT NULL,
    about      TEXT NOT NULL,  -- ids of entities, a JSON list
    coverage   TEXT,
    layer      TEXT NOT NULL,
    group_key  TEXT NOT NULL,
    body       TEXT NOT NULL,
    FOREIGN KEY ("check", group_key) REFERENCES groups ("check", key) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX findings_group ON findings ("check", group_key);
CREATE INDEX findings_relation ON findings (relation, difference);

CREATE TABLE finding_statements (
    finding   TEXT NOT NULL REFERENCES findings (id) ON DELETE CASCADE,
    position  INTEGER NOT NULL,
    statement TEXT NOT NULL REFERENCES statements (id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (finding, position)
) WITHOUT ROWID;
CREATE INDEX finding_statements_statement ON finding_statements (statement);

-- Append-only. `attached` is what the target is called now (null: an orphan), `how` it was found again, `was` the
-- noun as it stood when decided.
CREATE TABLE decisions (
    id       TEXT PRIMARY KEY,
    verdict  TEXT NOT NULL,
    noun     TEXT NOT NULL,
    attached TEXT,
    how      TEXT NOT NULL DEFAULT '',
    undone   INTEGER NOT NULL DEFAULT 0,
    author   TEXT NOT NULL,
    at       TEXT NOT NULL,
    note     TEXT NOT NULL,
    body     TEXT NOT NULL,
    was      TEXT
);
CREATE INDEX decisions_attached ON decisions (attached);

-- Full text. The words stay in `statements` and `paragraphs`; only the index is here, kept in step by triggers.
CREATE VIRTUAL TABLE search USING fts5(quote, content="statements", content_rowid="number",
    tokenize="unicode61 remove_diacritics 2");
CREATE TRIGGER statements_put AFTER INSERT ON statements BEGIN
    INSERT INTO search (rowid, quote) VALUES (new.number, new.quote);
END;
CREATE TRIGGER statements_drop AFTER DELETE ON statements BEGIN
    INSERT INTO search (search, rowid, quote) VALUES ('delete', old.number, old.quote);
END;

CREATE VIRTUAL TABLE search_paragraphs USING fts5(text, content="paragraphs", content_rowid="id",
    tokenize="unicode61 remove_diacritics 2");
CREATE TRIGGER paragraphs_put AFTER INSERT ON paragraphs BEGIN
    INSERT INTO search_paragraphs (rowid, text) VALUES (new.id, new.text);
END;
CREATE TRIGGER paragraphs_drop AFTER DELETE ON paragraphs BEGIN
    INSERT INTO search_paragraphs (search_paragraphs, rowid, text) VALUES ('delete', old.id, old.text);
END;

-- Who says what, when and where: one row a statement.
CREATE VIEW ledger AS
SELECT s.id AS statement, s.kind, coalesce(s.speaker_name, '(the document)') AS speaker, s.stance, s.negated,
       s.subject_name AS subject, s.predicate, s.object_name AS object, s.value_literal AS value, s.series,
       s.when_start, s.when_end, coalesce(s.said_start, d.published_start) AS said, s.due_end AS due,
       s.quote, s.doc_name, s.page, s.start, s."end", d.title, d.publisher, d.copy_of, s.layer
FROM statements s JOIN documents d ON d.id = s.doc;

-- Findings that set speakers against each other, with the first two statements of each.
CREATE VIEW conflicts AS
SELECT f.id AS finding, f.relation, f.difference, f.severity, f."check", f.key, f.reason,
       a.speaker_name AS speaker, a.quote, a.doc_name, a.id AS statement,
       b.speaker_name AS other_speaker, b.quote AS other_quote, b.doc_name AS other_doc_name, b.id AS other_statement,
       f.layer
FROM findings f
LEFT JOIN finding_statements x ON x.finding = f.id AND x.position = 0
LEFT JOIN statements a ON a.id = x.statement
LEFT JOIN finding_statements y ON y.finding = f.id AND y.position = 1
LEFT JOIN statements b ON b.id = y.statement
WHERE f.relation IN ('contradicts', 'disputes', 'in_tension');
