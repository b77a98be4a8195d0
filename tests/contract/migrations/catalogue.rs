//! What a database says of itself.

use api::db::Conn;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};
use std::collections::{BTreeMap, BTreeSet};

/// Tables, columns, keys and indexes of a database.
#[derive(Debug, PartialEq)]
pub struct Catalogue {
    /// Names of all tables.
    pub tables: BTreeSet<String>,
    /// Table, column, the database's type, whether it may be null.
    pub columns: BTreeSet<(String, String, String, bool)>,
    /// Table and columns of each primary or unique key.
    pub unique_keys: BTreeSet<(String, Vec<String>)>,
    /// Table, column, other table, other column, what happens at deletion.
    pub references: BTreeSet<(String, String, String, String, String)>,
    /// Table, name and columns of each index that belongs to no key.
    pub indexes: BTreeSet<(String, String, Vec<String>)>,
}

/// Whether this table is of the migrations: diesel keeps its own.
pub fn is_ours(table: &str) -> bool {
    !table.starts_with("__diesel")
}

#[derive(QueryableByName)]
struct ColumnRow {
    #[diesel(sql_type = Text)]
    table_name: String,
    #[diesel(sql_type = Text)]
    column_name: String,
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = Bool)]
    nullable: bool,
}

#[derive(QueryableByName)]
struct KeyRow {
    #[diesel(sql_type = Text)]
    table_name: String,
    #[diesel(sql_type = Text)]
    key_name: String,
    #[diesel(sql_type = Text)]
    column_name: String,
}

#[derive(QueryableByName)]
struct ReferenceRow {
    #[diesel(sql_type = Text)]
    table_name: String,
    #[diesel(sql_type = Text)]
    column_name: String,
    #[diesel(sql_type = Text)]
    other_table: String,
    #[diesel(sql_type = Text)]
    other_column: String,
    #[diesel(sql_type = Text)]
    at_deletion: String,
}

/// The same four questions to both databases. Columns of keys come in the key's order; what an index counts from columns
/// has no name in either.
struct Questions {
    columns: &'static str,
    unique_keys: &'static str,
    references: &'static str,
    indexes: &'static str,
}

const SQLITE: Questions = Questions {
    columns: "SELECT t.name AS table_name, c.name AS column_name, c.type AS kind, NOT c.\"notnull\" AS nullable \
        FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table'",
    unique_keys: "SELECT t.name AS table_name, i.name AS key_name, c.name AS column_name \
        FROM sqlite_schema t, pragma_index_list(t.name) i, pragma_index_info(i.name) c \
        WHERE t.type = 'table' AND i.\"unique\" ORDER BY t.name, i.name, c.seqno",
    references: "SELECT t.name AS table_name, f.\"from\" AS column_name, f.\"table\" AS other_table, \
        f.\"to\" AS other_column, f.on_delete AS at_deletion \
        FROM sqlite_schema t, pragma_foreign_key_list(t.name) f WHERE t.type = 'table'",
    indexes: "SELECT t.name AS table_name, i.name AS key_name, COALESCE(c.name, '(expression)') AS column_name \
        FROM sqlite_schema t, pragma_index_list(t.name) i, pragma_index_info(i.name) c \
        WHERE t.type = 'table' AND i.origin = 'c' ORDER BY t.name, i.name, c.seqno",
};

const POSTGRES: Questions = Questions {
    columns: "SELECT table_name::text, column_name::text, data_type::text AS kind, is_nullable = 'YES' AS nullable \
        FROM information_schema.columns WHERE table_schema = 'public'",
    unique_keys: "SELECT t.relname::text AS table_name, i.relname::text AS key_name, a.attname::text AS column_name \
        FROM pg_index x JOIN pg_class t ON t.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid \
        CROSS JOIN unnest(x.indkey) WITH ORDINALITY AS k (number, place) \
        JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.number \
        WHERE t.relnamespace = 'public'::regnamespace AND x.indisunique ORDER BY t.relname, i.relname, k.place",
    references: "SELECT t.relname::text AS table_name, a.attname::text AS column_name, o.relname::text AS other_table, \
        b.attname::text AS other_column, \
        CASE c.confdeltype WHEN 'c' THEN 'CASCADE' WHEN 'a' THEN 'NO ACTION' WHEN 'n' THEN 'SET NULL' \
        ELSE c.confdeltype::text END AS at_deletion \
        FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid JOIN pg_class o ON o.oid = c.confrelid \
        CROSS JOIN unnest(c.conkey, c.confkey) AS k (own, other) \
        JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.own \
        JOIN pg_attribute b ON b.attrelid = o.oid AND b.attnum = k.other \
        WHERE c.contype = 'f' AND t.relnamespace = 'public'::regnamespace",
    indexes: "SELECT t.relname::text AS table_name, i.relname::text AS key_name, COALESCE(a.attname::text, '(expression)') AS column_name \
        FROM pg_index x JOIN pg_class t ON t.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid \
        CROSS JOIN unnest(x.indkey) WITH ORDINALITY AS k (number, place) \
        LEFT JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.number \
        WHERE t.relnamespace = 'public'::regnamespace \
        AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = x.indexrelid AND c.contype IN ('p', 'u')) \
        ORDER BY t.relname, i.relname, k.place",
};

impl Catalogue {
    /// Reads it.
    pub fn read(conn: &mut Conn) -> Self {
        let questions = match conn {
            Conn::Sqlite(_) => &SQLITE,
            Conn::Postgres(_) => &POSTGRES,
        };
        let columns: Vec<ColumnRow> = diesel::sql_query(questions.columns).load(conn).expect("columns");
        let references: Vec<ReferenceRow> = diesel::sql_query(questions.references).load(conn).expect("foreign keys");
        Self {
            tables: columns.iter().map(|row| row.table_name.clone()).collect(),
            columns: columns
                .into_iter()
                .filter(|row| is_ours(&row.table_name))
                .map(|row| (row.table_name, row.column_name, row.kind, row.nullable))
                .collect(),
            unique_keys: keys(conn, questions.unique_keys)
                .into_iter()
                .map(|((table, _), columns)| (table, columns))
                .collect(),
            references: references
                .into_iter()
                .filter(|row| is_ours(&row.table_name))
                .map(|row| (row.table_name, row.column_name, row.other_table, row.other_column, row.at_deletion))
                .collect(),
            indexes: keys(conn, questions.indexes)
                .into_iter()
                .map(|((table, name), columns)| (table, name, columns))
                .collect(),
        }
    }
}

fn keys(conn: &mut Conn, question: &str) -> BTreeMap<(String, String), Vec<String>> {
    let rows: Vec<KeyRow> = diesel::sql_query(question).load(conn).expect("keys");
    let mut keys: BTreeMap<_, Vec<String>> = BTreeMap::new();
    for row in rows.into_iter().filter(|row| is_ours(&row.table_name)) {
        keys.entry((row.table_name, row.key_name)).or_default().push(row.column_name);
    }
    keys
}
