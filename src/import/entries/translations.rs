//! From the cells of other languages to translations: where they come, and what they begin with.
//!
//! Entry point: [`EntryWriter::translation`]. Invariant: what a translation says of a field stands for all of it. So a field of which a row says a part
//! has the other parts from the original, unless the translation has them already.

use std::collections::BTreeMap;

use super::{
    EntryWriter, Filled, ImportedRow, KnownRow, Original, Progress, RowDone, Said, fields,
};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::problem::RowProblem;
use crate::edit::{NewValue, Refused, Step};
use crate::location::SitePath;
use crate::model::{EntryKey, begun, own_file, translation_of};
use crate::schema::common;

impl EntryWriter<'_> {
    /// Writes what a row says in another language; `Err` says why it cannot be written.
    pub(super) fn translation(
        &self,
        row: &KnownRow<'_>,
        original: &Original,
        said: Said<'_, '_>,
        progress: &mut Progress,
    ) -> Result<(), Box<Diagnostic>> {
        let Some(language) = said.language else { return Ok(()) };
        let key = EntryKey::new(self.content_type.id.clone(), row.id);
        let Some((file, is_there)) = self.translated_at(&key, original, language, progress) else {
            let problem = RowProblem::InTheWay { path: &original.file, field: None };
            return Err(Box::new(row.refused(problem)));
        };
        // Of how far it is, nothing comes by itself.
        let has_words = said.body.is_some() || said.filled.iter().any(|filled| !is_status(filled));
        if !is_there && !has_words {
            return Ok(());
        }
        if is_there && !self.is_update {
            let (id, path) = (&row.id, &file);
            let problem = RowProblem::Translated { id, language: &language, path };
            return Err(Box::new(row.refused(problem)));
        }
        let begun = self.begun(row.id, original, &said.filled, progress);
        let in_the_way = |(field, _): (String, Refused)| {
            let field = Some(field).filter(|field| !field.is_empty());
            Box::new(row.refused(RowProblem::InTheWay { path: &file, field: field.as_deref() }))
        };
        let written = progress.texts.entry(file.clone()).or_insert_with(|| self.text_of(&file));
        let mut done = RowDone::Created;
        if is_there {
            let mut source = written.1.clone();
            let base = self.base(&file, row.id);
            for (name, value) in begun {
                let steps = [Step::from(name.as_str())];
                let there = source.value(&[&*base, &steps].concat());
                if matches!(there, Ok(None | Some(NewValue::Nothing))) {
                    let set = self.set(&mut source, &base, &steps, value);
                    set.map_err(|why| in_the_way((name, why)))?;
                }
            }
            let changed = self.update(&mut source, (&file, row.id), &said.filled, said.body);
            done = if changed.map_err(in_the_way)? { RowDone::Changed } else { RowDone::Same };
            written.1 = source;
        } else if self.is_shared(&file) {
            let value = NewValue::Map(fields(said.filled, &begun));
            let added = progress.added.entry(file.clone()).or_default();
            added.push((row.number, row.id.to_owned(), value));
        } else {
            let mut source = written.1.clone();
            let fields = fields(said.filled, &begun);
            Self::create(&mut source, &fields, said.body).map_err(in_the_way)?;
            written.1 = source;
        }
        progress.rows.push(ImportedRow {
            row: row.number,
            key,
            language: Some(language.into()),
            file,
            done,
        });
        Ok(())
    }

    /// The file of a translation, and whether it has something there already, perhaps not to be read.
    fn translated_at(
        &self,
        key: &EntryKey,
        original: &Original,
        language: &str,
        progress: &mut Progress,
    ) -> Option<(SitePath, bool)> {
        if let Some(entry) = self.catalog.get_in(key, language) {
            return Some((entry.file.clone(), true));
        }
        let file = translation_of(&original.file, language)?;
        if self.is_shared(&file) {
            let listed = progress.listed.entry(file.clone()).or_insert_with(|| {
                let pairs = match self.text_of(&file).1.value(&[]) {
                    Ok(Some(NewValue::Map(pairs))) => pairs,
                    _ => Vec::new(),
                };
                pairs.into_iter().map(|(id, _)| id).collect()
            });
            let is_there = listed.contains(&*key.id);
            return Some((file, is_there));
        }
        let named = format!("{}.{language}", key.id);
        let taken = self.snapshot.get(&file).map(|_| file.clone());
        let taken = taken.or_else(|| own_file(self.snapshot, self.content_type, &named));
        let is_there = taken.is_some();
        Some((taken.unwrap_or(file), is_there))
    }

    /// The fields of which a row says a part, as the original has them.
    fn begun(
        &self,
        id: &str,
        original: &Original,
        filled: &[Filled<'_, '_>],
        progress: &Progress,
    ) -> BTreeMap<String, NewValue> {
        let parts = filled.iter().filter_map(|(target, _)| match target.steps.as_slice() {
            [Step::Key(name), _, ..] => Some(name),
            _ => None,
        });
        let of = |name: &String| match &original.fields {
            Some(fields) => fields.iter().find(|(known, _)| known == name)?.1.clone().into(),
            None => {
                let source = &progress.texts.get(&original.file)?.1;
                let path = [self.base(&original.file, id), vec![Step::from(name.as_str())]];
                source.value(&path.concat()).ok()?
            }
        };
        let begin = |name: &String| Some(begun(of(name)?, self.content_type.field(name)?));
        parts.filter_map(|name| Some((name.clone(), begin(name)?))).collect()
    }
}

/// Whether a cell says how far something is.
fn is_status((target, _): &Filled<'_, '_>) -> bool {
    target.steps.first() == Some(&Step::from(common::STATUS))
}
