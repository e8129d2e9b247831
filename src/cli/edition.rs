//! Editions: which one is meant, where it goes, and all of them in one run.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::bounded::Asked;
use super::{Output, Run, Status, args, unchanged};
use crate::cache::{self, Cache};
use crate::diagnostic::{Findings, nearest};
use crate::plan::edition;
use crate::publish::{Published, publish};
use crate::session::{Outcome, SiteName, Timings};
use crate::source::Snapshot;

/// Where the main site goes unless somebody says otherwise.
const MAIN_FOLDER: &str = "public";
/// The same for editions: a folder for each of them.
const EDITIONS_FOLDER: &str = "public-editions";

impl Run {
    /// The edition of this id; the main site without one.
    pub(super) fn site(&self, id: Option<&str>, snapshot: &Snapshot) -> Result<SiteName, Status> {
        let Some(id) = id else { return Ok(SiteName::Main) };
        let known = edition::ids(snapshot);
        if known.contains(&id) {
            return Ok(SiteName::Edition(id.into()));
        }
        match nearest(id, known.iter().copied()) {
            Some(meant) => self.say("cli-no-edition", &[("id", &id), ("suggestion", &meant)]),
            None => {
                self.say("cli-no-edition-plain", &[("id", &id), ("known", &known.join(", "))]);
            }
        }
        Err(Status::Usage)
    }

    /// The folder that a site goes into. An absolute path stays what it is.
    pub(super) fn folder(&self, out: Option<&Path>, site: &SiteName) -> PathBuf {
        let folder = match (out, site) {
            (Some(out), _) => out.to_owned(),
            (None, SiteName::Main) => MAIN_FOLDER.into(),
            (None, SiteName::Edition(id)) => Path::new(EDITIONS_FOLDER).join(&**id),
        };
        self.root.join(folder)
    }

    /// What earlier runs made of a site.
    pub(super) fn cache(&self, site: &SiteName) -> Cache {
        let folder = self.root.join(cache::FOLDER);
        Cache::open(&match site {
            SiteName::Main => folder,
            SiteName::Edition(id) => folder.join("editions").join(&**id),
        })
    }

    /// All editions, each in its folder. Each is exchanged as a whole; that all of them are checked comes before.
    pub(super) fn build_editions(&self, arguments: &args::Build) -> Result<Status, Status> {
        let started = std::time::Instant::now();
        let telling = &arguments.telling;
        let mut timings = Timings::default();
        let options = self.options(&arguments.reading, !arguments.no_print)?;
        let trust = &arguments.trust;
        let mut session = self.single(trust);
        let out = arguments.out.as_deref().unwrap_or(Path::new(EDITIONS_FOLDER));
        // Each edition is exchanged in this folder.
        self.enter_confines(trust, Some(&self.root.join(out).join(MAIN_FOLDER)), None)?;
        let snapshot = timings.step("read", || self.snapshot_of(trust))?;
        let (reading, unfinished) = (&arguments.reading, Some("cli-nothing-written"));
        let asked = Asked { trust, reading, telling, unfinished };
        if let Some(ended) = self.within_bounds(&asked, Some(&snapshot))? {
            return Ok(ended);
        }
        let inputs = timings.step("cache", || self.inputs(&snapshot, &options))?;
        let output = |site: &SiteName| {
            let id = match site {
                SiteName::Main => MAIN_FOLDER,
                SiteName::Edition(id) => id,
            };
            Output { folder: self.root.join(out).join(id), telling, started }
        };
        let names: Vec<SiteName> = all(&snapshot).collect();
        if names.is_empty() {
            self.say("cli-no-editions", &[]);
            return Ok(Status::Fine);
        }
        let as_they_were: Option<Vec<Published>> = timings.step("verify", || {
            if trust.untrusted {
                return None;
            }
            let files =
                |name| unchanged(&self.cache(name), inputs, &output(name).folder, &snapshot);
            let known = |name| Some(Published { files: files(name)?, ..Published::default() });
            names.iter().map(known).collect()
        });
        if let Some(published) = as_they_were {
            self.report(Findings::new(), telling.format, &snapshot, None);
            for (name, published) in names.iter().zip(&published) {
                self.built(published, &output(name));
            }
            self.timings(telling.timings, &timings);
            return Ok(Status::Fine);
        }
        for name in &names {
            if !trust.untrusted {
                session.begin_with(name.clone(), self.cache(name));
            }
            session.compare_with(name.clone(), self.online(None, &output(name).folder)?);
        }
        let built = session.build_editions(&snapshot, &options, &mut timings);
        let silent = built.findings.iter().next().is_none();
        let failed = built.findings.has_errors();
        self.report(built.findings, telling.format, &snapshot, None);
        if failed {
            self.say("cli-nothing-written", &[]);
            self.timings(telling.timings, &timings);
            return Ok(Status::Findings);
        }
        let mut adrift = Vec::new();
        for outcome in built.sites {
            let Outcome { outputs, keep, site, base_url, work, .. } = outcome;
            let output = output(&site);
            let promises = session.promises(&site);
            let published = timings
                .step("publish", || publish(&outputs, promises.as_ref(), &output.folder, &keep))
                .map_err(|error| self.publish_error(&error))?;
            session.save(&site, silent.then_some((inputs, published.manifest)));
            if arguments.explain {
                self.explain_work(&work.made);
            }
            self.built(&published, &output);
            if let (SiteName::Edition(id), None) = (site, base_url) {
                adrift.push(id);
            }
        }
        self.without_address(&adrift.iter().collect::<Vec<_>>());
        self.timings(telling.timings, &timings);
        Ok(Status::Fine)
    }

    /// Says what editions lack that do not know where they will stand.
    pub(super) fn without_address(&self, ids: &[&Arc<str>]) {
        if !ids.is_empty() && !self.quiet {
            let ids: Vec<&str> = ids.iter().map(|id| &***id).collect();
            self.say("cli-without-address", &[("editions", &ids.join(", "))]);
        }
    }
}

/// All editions that a site has files of.
pub(super) fn all(snapshot: &Snapshot) -> impl Iterator<Item = SiteName> {
    edition::ids(snapshot).into_iter().map(|id| SiteName::Edition(id.into()))
}
