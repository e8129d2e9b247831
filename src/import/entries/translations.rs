//! From the cells of other languages to translations: where they come, and what they begin with.
//!
//! Entry point: [`EntryWriter::translation`]. Invariant: what a translation says of a field stands for all of it. So a field of which a row says a part
//! has the other parts from the original, unless the translation has them already.

use std::collections::BTreeMap;

use super::{
    ChangedFact, EntryWriter, Filled, ImportedRow, KnownRow, Original, Progress, RowDone, Said,
    fields,
};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::problem::RowProblem;
use crate::edit::{NewValue, Source, Step};
use crate::import::columns::path_of;
use crate::location::SitePath;
use crate::model::{EntryKey, begun, own_file, translation_of};

impl EntryWriter<'_> {
    /// Writes what a row says in another language; `Err` says why it cannot be written.
    pub(super) fn translation(
        &self,
        row: &KnownRow<'_>,
        (original, language): (&Original, &str),
        said: Said<'_, '_>,
        progress: &mut Progress,
    ) -> Result<(), Box<Diagnostic>> {
        if said.is_nothing() && original.facts.is_empty() {
            return Ok(());
        }
        let key = EntryKey::new(self.content_type.id.clone(), row.id);
        let Some((file, is_there)) = self.translated_at(&key, original, language, progress) else {
            let problem = RowProblem::InTheWay { path: &original.file, field: None };
            return Err(Box::new(row.refused(problem)));
        };
        // Of how far it is, nothing comes by itself.
        let has_words =
            said.body.is_some() || said.filled.iter().any(|(target, _)| !target.is_status());
        if !is_there && !has_words {
            return Ok(());
        }
        if is_there && !self.is_update {
            let (id, path) = (&row.id, &file);
            let problem = RowProblem::Translated { id, language: &language, path };
            return Err(Box::new(row.refused(problem)));
        }
        let begun = self.begun(row.id, original, &said.filled, progress);
        let in_the_way = |why| row.in_the_way(&file, why);
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
            for fact in &original.facts {
                let steps = &fact.steps;
                let there = |depth: usize| source.value(&[&*base, &steps[..depth]].concat());
                // It is the same here as it was there, in a field that is translated.
                let is_same = matches!(there(1), Ok(Some(_)))
                    && there(steps.len()).is_ok_and(|there| there == fact.was);
                if is_same {
                    let set = self.set(&mut source, &base, steps, fact.new.clone());
                    set.map_err(|why| in_the_way((path_of(steps), why)))?;
                }
            }
            let is_said = !said.is_nothing();
            self.update(&mut source, (&file, row.id), &said.filled, said.body)
                .map_err(in_the_way)?;
            let is_changed = source != written.1;
            if !is_said && !is_changed {
                return Ok(());
            }
            done = if is_changed { RowDone::Changed } else { RowDone::Same };
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

    /// What a row changes of what is the same in all languages, for the translations that are there.
    pub(super) fn facts(
        &self,
        source: &Source,
        (file, id): (&SitePath, &str),
        filled: &[Filled<'_, '_>],
    ) -> Vec<ChangedFact> {
        let key = EntryKey::new(self.content_type.id.clone(), id);
        let mut others = self.settings.languages.iter().skip(1);
        if !others.any(|language| self.catalog.get_in(&key, language).is_some()) {
            return Vec::new();
        }
        let base = self.base(file, id);
        let facts = filled.iter().filter(|(target, _)| !target.is_translated(self.content_type));
        facts
            .filter_map(|(target, new)| {
                let steps = target.steps.clone();
                let was = source.value(&[&*base, &steps].concat()).ok()?;
                Some(ChangedFact { steps, was, new: new.clone() })
            })
            .collect()
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
