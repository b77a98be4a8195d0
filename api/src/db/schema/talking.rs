//! The tables of what organisations write to each other.

use super::{claims, loans, organisations, users};

diesel::table! {
    conversations (id) {
        id -> Binary,
        claim_id -> Nullable<Binary>,
        loan_id -> Nullable<Binary>,
        giving_id -> Binary,
        taking_id -> Binary,
        last_number -> BigInt,
        last_message_id -> Binary,
        last_at -> BigInt,
        version -> BigInt,
    }
}

diesel::table! {
    messages (id) {
        id -> Binary,
        conversation_id -> Binary,
        number -> BigInt,
        version -> BigInt,
        organisation_id -> Binary,
        author_id -> Binary,
        text -> Nullable<Text>,
        created_at -> BigInt,
        withdrawn_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    conversation_marks (user_id, conversation_id) {
        user_id -> Binary,
        conversation_id -> Binary,
        organisation_id -> Binary,
        read_number -> BigInt,
        unread -> BigInt,
        told_at -> BigInt,
    }
}

diesel::table! {
    conversation_mails (conversation_id, organisation_id) {
        conversation_id -> Binary,
        organisation_id -> Binary,
        from_number -> BigInt,
        due_at -> BigInt,
    }
}

diesel::joinable!(conversations -> claims (claim_id));
diesel::joinable!(conversations -> loans (loan_id));
diesel::joinable!(messages -> conversations (conversation_id));
diesel::joinable!(messages -> organisations (organisation_id));
diesel::joinable!(messages -> users (author_id));
diesel::joinable!(conversation_marks -> conversations (conversation_id));
diesel::joinable!(conversation_marks -> users (user_id));
diesel::joinable!(conversation_mails -> conversations (conversation_id));
