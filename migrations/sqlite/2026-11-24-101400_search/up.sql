-- Words that are known, what people call categories, and searches that people keep.

-- Each word of an indexed text. 'offers': what offers, categories and synonyms say; 'communes': names of communes.
CREATE TABLE search_words (
    realm TEXT NOT NULL,
    -- Lower case without accents.
    word TEXT NOT NULL,
    stem TEXT NOT NULL,
    -- As it was first written, in lower case.
    shown TEXT NOT NULL,
    PRIMARY KEY (realm, word)
) STRICT, WITHOUT ROWID;

CREATE INDEX search_words_stem ON search_words (realm, stem);

-- What a word's first letters become without one or two of them: misspelt words are looked up here.
CREATE TABLE search_remainders (
    realm TEXT NOT NULL,
    remainder TEXT NOT NULL,
    word TEXT NOT NULL,
    PRIMARY KEY (realm, remainder, word)
) STRICT, WITHOUT ROWID;

CREATE TABLE commune_words (
    word TEXT NOT NULL,
    insee_code TEXT NOT NULL REFERENCES communes (insee_code) ON DELETE CASCADE,
    PRIMARY KEY (word, insee_code)
) STRICT, WITHOUT ROWID;

CREATE INDEX commune_words_commune ON commune_words (insee_code);

-- Lists of synonyms, one a line, as they were shipped or as the administrator last wrote them.
CREATE TABLE category_synonyms (
    category_code TEXT NOT NULL PRIMARY KEY REFERENCES categories (code),
    fr TEXT NOT NULL,
    en TEXT NOT NULL,
    version INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;

-- The same as stems, for finding them in a searched text.
CREATE TABLE category_terms (
    term TEXT NOT NULL,
    category_code TEXT NOT NULL REFERENCES categories (code),
    PRIMARY KEY (term, category_code)
) STRICT, WITHOUT ROWID;

CREATE INDEX category_terms_category ON category_terms (category_code);

CREATE TABLE saved_searches (
    id BLOB NOT NULL PRIMARY KEY,
    user_id BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    -- As on the wire, JSON.
    filters TEXT NOT NULL,
    -- What the text asks of a document, JSON.
    text_query TEXT NOT NULL,
    alert TEXT NOT NULL CHECK (alert IN ('off', 'at_once', 'daily')),
    alert_hour INTEGER NOT NULL CHECK (alert_hour BETWEEN 0 AND 23),
    -- When the next daily mail is due; NULL where there is none.
    next_alert_at INTEGER,
    -- Stops the alert and can do nothing else, so it is kept as it stands in the mails.
    stop_token TEXT NOT NULL CONSTRAINT saved_searches_stop_token UNIQUE,
    looked_at INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL
) STRICT;

CREATE INDEX saved_searches_user ON saved_searches (user_id, name_key, id);
CREATE INDEX saved_searches_due ON saved_searches (next_alert_at) WHERE next_alert_at IS NOT NULL;

-- What an offer must have for the search to be worth asking: a token of its document, or nothing ('*').
CREATE TABLE saved_search_anchors (
    anchor TEXT NOT NULL,
    search_id BLOB NOT NULL REFERENCES saved_searches (id) ON DELETE CASCADE,
    PRIMARY KEY (anchor, search_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX saved_search_anchors_search ON saved_search_anchors (search_id);

-- What a search has found, each offer once.
CREATE TABLE saved_search_hits (
    search_id BLOB NOT NULL REFERENCES saved_searches (id) ON DELETE CASCADE,
    offer_id BLOB NOT NULL REFERENCES offers (id) ON DELETE CASCADE,
    matched_at INTEGER NOT NULL,
    PRIMARY KEY (search_id, offer_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX saved_search_hits_newest ON saved_search_hits (search_id, matched_at);
CREATE INDEX saved_search_hits_offer ON saved_search_hits (offer_id);
CREATE INDEX saved_search_hits_age ON saved_search_hits (matched_at);

-- Of which offers a person has had a mail, whichever search found them.
CREATE TABLE told_offers (
    user_id BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    offer_id BLOB NOT NULL REFERENCES offers (id) ON DELETE CASCADE,
    told_at INTEGER NOT NULL,
    PRIMARY KEY (user_id, offer_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX told_offers_offer ON told_offers (offer_id);

-- Offers that were published or edited and not yet held against the saved searches.
CREATE TABLE offers_to_match (
    offer_id BLOB NOT NULL PRIMARY KEY REFERENCES offers (id) ON DELETE CASCADE,
    queued_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX offers_to_match_queue ON offers_to_match (queued_at);
