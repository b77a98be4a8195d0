-- Conversations about sessions of skills. SQLite changes no CHECK: the table is made anew, and with it those that point to
-- it, since dropping it would take their rows along.

CREATE TEMPORARY TABLE kept_conversations AS SELECT id, claim_id, loan_id, giving_id, taking_id, last_number, last_message_id, last_at, version FROM conversations;
CREATE TEMPORARY TABLE kept_messages AS SELECT id, conversation_id, number, version, organisation_id, author_id, text, created_at, withdrawn_at FROM messages;
CREATE TEMPORARY TABLE kept_conversation_marks AS SELECT user_id, conversation_id, organisation_id, read_number, unread, told_at FROM conversation_marks;
CREATE TEMPORARY TABLE kept_conversation_mails AS SELECT conversation_id, organisation_id, from_number, due_at FROM conversation_mails;

DROP TABLE conversation_mails;
DROP TABLE conversation_marks;
DROP TABLE messages;
DROP TABLE conversations;

CREATE TABLE conversations (
    id BLOB NOT NULL PRIMARY KEY,
    -- What it is about: one column for each kind of thing, one of them filled.
    claim_id BLOB REFERENCES claims (id),
    loan_id BLOB REFERENCES loans (id),
    skill_session_id BLOB REFERENCES skill_sessions (id),
    -- The side that gives, lends or helps, and the side that takes, borrows or is helped.
    giving_id BLOB NOT NULL REFERENCES organisations (id),
    taking_id BLOB NOT NULL REFERENCES organisations (id),
    last_number INTEGER NOT NULL,
    -- The newest message. No reference: each table would have to be first.
    last_message_id BLOB NOT NULL,
    last_at INTEGER NOT NULL,
    -- Grows with each message and each withdrawal.
    version INTEGER NOT NULL,
    CONSTRAINT conversations_claim UNIQUE (claim_id),
    CONSTRAINT conversations_loan UNIQUE (loan_id),
    CONSTRAINT conversations_skill_session UNIQUE (skill_session_id),
    CHECK (CASE WHEN claim_id IS NULL THEN 0 ELSE 1 END + CASE WHEN loan_id IS NULL THEN 0 ELSE 1 END + CASE WHEN skill_session_id IS NULL THEN 0 ELSE 1 END = 1),
    CHECK (giving_id <> taking_id)
) STRICT;

CREATE INDEX conversations_giving ON conversations (giving_id, last_at DESC, id DESC);
CREATE INDEX conversations_taking ON conversations (taking_id, last_at DESC, id DESC);

-- Append-only, but for the text of what its author has taken back.
CREATE TABLE messages (
    id BLOB NOT NULL PRIMARY KEY,
    conversation_id BLOB NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    -- 1, 2, 3 … within the conversation.
    number INTEGER NOT NULL CHECK (number >= 1),
    -- The conversation's version when it was written or withdrawn.
    version INTEGER NOT NULL,
    organisation_id BLOB NOT NULL REFERENCES organisations (id),
    author_id BLOB NOT NULL REFERENCES users (id),
    text TEXT,
    created_at INTEGER NOT NULL,
    withdrawn_at INTEGER,
    CONSTRAINT messages_number UNIQUE (conversation_id, number),
    CHECK ((text IS NULL) = (withdrawn_at IS NOT NULL))
) STRICT;

CREATE INDEX messages_version ON messages (conversation_id, version);

-- What each member of an organisation has read of what it was told. A row appears with the first message to a member, so
-- who joins later begins with nothing unread.
CREATE TABLE conversation_marks (
    user_id BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    conversation_id BLOB NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    -- As whose member.
    organisation_id BLOB NOT NULL REFERENCES organisations (id),
    -- Everything up to this message was read.
    read_number INTEGER NOT NULL,
    -- Messages of the other side after it.
    unread INTEGER NOT NULL CHECK (unread >= 0),
    -- When the newest message of the other side came.
    told_at INTEGER NOT NULL,
    CONSTRAINT conversation_marks_pkey PRIMARY KEY (user_id, conversation_id)
) STRICT;

CREATE INDEX conversation_marks_unread ON conversation_marks (user_id, told_at DESC, conversation_id DESC, organisation_id, unread) WHERE unread > 0;
CREATE INDEX conversation_marks_conversation ON conversation_marks (conversation_id);

-- Mails that will tell a side what was said to it since a message. They wait a little, so that several messages are one mail.
CREATE TABLE conversation_mails (
    conversation_id BLOB NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    -- To which side.
    organisation_id BLOB NOT NULL REFERENCES organisations (id),
    from_number INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    CONSTRAINT conversation_mails_pkey PRIMARY KEY (conversation_id, organisation_id)
) STRICT;

CREATE INDEX conversation_mails_due ON conversation_mails (due_at);

INSERT INTO conversations (id, claim_id, loan_id, giving_id, taking_id, last_number, last_message_id, last_at, version)
SELECT id, claim_id, loan_id, giving_id, taking_id, last_number, last_message_id, last_at, version FROM kept_conversations;
INSERT INTO messages (id, conversation_id, number, version, organisation_id, author_id, text, created_at, withdrawn_at)
SELECT id, conversation_id, number, version, organisation_id, author_id, text, created_at, withdrawn_at FROM kept_messages;
INSERT INTO conversation_marks (user_id, conversation_id, organisation_id, read_number, unread, told_at)
SELECT user_id, conversation_id, organisation_id, read_number, unread, told_at FROM kept_conversation_marks;
INSERT INTO conversation_mails (conversation_id, organisation_id, from_number, due_at)
SELECT conversation_id, organisation_id, from_number, due_at FROM kept_conversation_mails;

DROP TABLE kept_conversations;
DROP TABLE kept_messages;
DROP TABLE kept_conversation_marks;
DROP TABLE kept_conversation_mails;
