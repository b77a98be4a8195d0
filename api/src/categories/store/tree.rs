//! The tree.

use crate::categories::tree;
use crate::db::schema::categories;
use crate::http::{Cx, Error};
use crate::on_backend;
use diesel::prelude::*;
use shared::categories::{Category, DateKind};
use shared::units::{TemperatureClass, Unit};

#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = categories, treat_none_as_null = true)]
struct CategoryRow {
    code: String,
    parent_code: Option<String>,
    label_fr: String,
    label_en: String,
    temperature_class: TemperatureClass,
    unit: Unit,
    date_kind: DateKind,
    position: i64,
}

/// Brings the categories in the database up to date with this binary's tree; changes nothing when they are.
///
/// A category that has left the tree stays in the database: old offers still refer to it.
///
/// # Errors
/// When the database fails.
pub(super) fn seed(cx: &mut Cx<'_>) -> Result<(), Error> {
    let known: Vec<CategoryRow> = categories::table.select(CategoryRow::as_select()).load(cx.conn)?;
    for row in rows().filter(|row| !known.contains(row)) {
        // Not "update, else insert": copies of the server that start together would run into each other.
        on_backend!(cx.conn, conn => diesel::insert_into(categories::table)
            .values(&row)
            .on_conflict(categories::code)
            .do_update()
            .set(&row)
            .execute(conn))?;
    }
    Ok(())
}

fn rows() -> impl Iterator<Item = CategoryRow> {
    (1..).zip(tree().all()).map(|(position, category)| CategoryRow::new(category, position))
}

impl CategoryRow {
    fn new(category: &Category, position: i64) -> Self {
        Self {
            code: category.code.clone(),
            parent_code: category.parent.clone(),
            label_fr: category.label_fr.clone(),
            label_en: category.label_en.clone(),
            temperature_class: category.temperature_class,
            unit: category.unit,
            date_kind: category.date_kind,
            position,
        }
    }
}
