DROP TABLE conversation_mails;
DROP TABLE conversation_marks;
DROP TABLE messages;
DROP TABLE conversations;
