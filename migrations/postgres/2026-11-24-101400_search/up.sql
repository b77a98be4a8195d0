-- Words that are known, what people call categories, and searches that people keep.

-- Each word of an indexed text. 'offers': what offers, categories and synonyms say; 'communes': names of communes.
CREATE TABLE search_words (
    realm TEXT COLLATE "C" NOT NULL,
    -- Lower case without accents.
    word TEXT COLLATE "C" NOT NULL,
    stem TEXT COLLATE "C" NOT NULL,
    -- As it was first written, in lower case.
    shown TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (realm, word)
);

CREATE INDEX search_words_stem ON search_words (realm, stem);

-- What a word's first letters become without one or two of them: misspelt words are looked up here.
CREATE TABLE search_remainders (
    realm TEXT COLLATE "C" NOT NULL,
    remainder TEXT COLLATE "C" NOT NULL,
    word TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (realm, remainder, word)
);

CREATE TABLE commune_words (
    word TEXT COLLATE "C" NOT NULL,
    insee_code TEXT COLLATE "C" NOT NULL REFERENCES communes (insee_code) ON DELETE CASCADE,
    PRIMARY KEY (word, insee_code)
);

CREATE INDEX commune_words_commune ON commune_words (insee_code);

-- Lists of synonyms, one a line, as they were shipped or as the administrator last wrote them.
CREATE TABLE category_synonyms (
    category_code TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES categories (code),
    fr TEXT COLLATE "C" NOT NULL,
    en TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);

-- The same as stems, for finding them in a searched text.
CREATE TABLE category_terms (
    term TEXT COLLATE "C" NOT NULL,
    category_code TEXT COLLATE "C" NOT NULL REFERENCES categories (code),
    PRIMARY KEY (term, category_code)
);

CREATE INDEX category_terms_category ON category_terms (category_code);

CREATE TABLE saved_searches (
    id BYTEA NOT NULL PRIMARY KEY,
    user_id BYTEA NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    name TEXT COLLATE "C" NOT NULL,
    name_key TEXT COLLATE "C" NOT NULL,
    -- As on the wire, JSON.
    filters TEXT COLLATE "C" NOT NULL,
    -- What the text asks of a document, JSON.
    text_query TEXT COLLATE "C" NOT NULL,
    alert TEXT COLLATE "C" NOT NULL CHECK (alert IN ('off', 'at_once', 'daily')),
    alert_hour BIGINT NOT NULL CHECK (alert_hour BETWEEN 0 AND 23),
    -- When the next daily mail is due; NULL where there is none.
    next_alert_at BIGINT,
    -- Stops the alert and can do nothing else, so it is kept as it stands in the mails.
    stop_token TEXT COLLATE "C" NOT NULL CONSTRAINT saved_searches_stop_token UNIQUE,
    looked_at BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);

CREATE INDEX saved_searches_user ON saved_searches (user_id, name_key, id);
CREATE INDEX saved_searches_due ON saved_searches (next_alert_at) WHERE next_alert_at IS NOT NULL;

-- What an offer must have for the search to be worth asking: a token of its document, or nothing ('*').
CREATE TABLE saved_search_anchors (
    anchor TEXT COLLATE "C" NOT NULL,
    search_id BYTEA NOT NULL REFERENCES saved_searches (id) ON DELETE CASCADE,
    PRIMARY KEY (anchor, search_id)
);

CREATE INDEX saved_search_anchors_search ON saved_search_anchors (search_id);

-- What a search has found, each offer once.
CREATE TABLE saved_search_hits (
    search_id BYTEA NOT NULL REFERENCES saved_searches (id) ON DELETE CASCADE,
    offer_id BYTEA NOT NULL REFERENCES offers (id) ON DELETE CASCADE,
    matched_at BIGINT NOT NULL,
    PRIMARY KEY (search_id, offer_id)
);

CREATE INDEX saved_search_hits_newest ON saved_search_hits (search_id, matched_at);
CREATE INDEX saved_search_hits_offer ON saved_search_hits (offer_id);
CREATE INDEX saved_search_hits_age ON saved_search_hits (matched_at);

-- Of which offers a person has had a mail, whichever search found them.
CREATE TABLE told_offers (
    user_id BYTEA NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    offer_id BYTEA NOT NULL REFERENCES offers (id) ON DELETE CASCADE,
    told_at BIGINT NOT NULL,
    PRIMARY KEY (user_id, offer_id)
);

CREATE INDEX told_offers_offer ON told_offers (offer_id);

-- Offers that were published or edited and not yet held against the saved searches.
CREATE TABLE offers_to_match (
    offer_id BYTEA NOT NULL PRIMARY KEY REFERENCES offers (id) ON DELETE CASCADE,
    queued_at BIGINT NOT NULL
);

CREATE INDEX offers_to_match_queue ON offers_to_match (queued_at);
