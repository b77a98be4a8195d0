//! The tables of what organisations write to each other.

use super::{claims, loans, organisations, photos, skill_sessions, users};

diesel::table! {
    conversations (id) {
        id -> Binary,
        claim_id -> Nullable<Binary>,
        loan_id -> Nullable<Binary>,
        skill_session_id -> Nullable<Binary>,
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

diesel::table! {
    message_uploads (about_id, user_id, photo_id) {
        about_id -> Binary,
        user_id -> Binary,
        photo_id -> Binary,
        uploaded_at -> BigInt,
    }
}

diesel::table! {
    message_photos (message_id, position) {
        message_id -> Binary,
        position -> BigInt,
        photo_id -> Binary,
        alt -> Nullable<Text>,
    }
}

diesel::joinable!(message_uploads -> photos (photo_id));
diesel::joinable!(message_uploads -> users (user_id));
diesel::joinable!(message_photos -> photos (photo_id));
diesel::joinable!(message_photos -> messages (message_id));
diesel::joinable!(conversations -> claims (claim_id));
diesel::joinable!(conversations -> loans (loan_id));
diesel::joinable!(conversations -> skill_sessions (skill_session_id));
diesel::joinable!(messages -> conversations (conversation_id));
diesel::joinable!(messages -> organisations (organisation_id));
diesel::joinable!(messages -> users (author_id));
diesel::joinable!(conversation_marks -> conversations (conversation_id));
diesel::joinable!(conversation_marks -> users (user_id));
diesel::joinable!(conversation_mails -> conversations (conversation_id));
