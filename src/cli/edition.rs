//! Editions: which one is meant, where it goes, and all of them in one run.

use std::path::Path;
use std::sync::Arc;

use super::bounded::Asked;
use super::{Output, Run, Status, args, unchanged};
use crate::cache::{self, Cache};
use crate::diagnostic::{Findings, nearest};
use crate::disk::TrustedFolder;
use crate::edition;
use crate::publish::{Published, Target, publish};
use crate::session::{Outcome, SiteName};
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
            Some(suggestion) => {
                self.say("cli-no-edition", &[("id", &id), ("suggestion", &suggestion)]);
            }
            None => {
                let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
                self.say("cli-no-edition-plain", &[("id", &id), ("known", &known)]);
            }
        }
        Err(Status::Usage)
    }

    /// The folder that a site goes into.
    pub(super) fn place(
        &self,
        out: Option<&Path>,
        site: &SiteName,
    ) -> Result<TrustedFolder, Status> {
        self.out(out, &usual_folder(site))
    }

    /// The folder that a site goes into unless somebody says otherwise.
    pub(super) fn usual_place(&self, site: &SiteName) -> TrustedFolder {
        TrustedFolder::below(&self.root, usual_folder(site))
    }

    /// What earlier runs made of a site.
    pub(super) fn cache(&self, site: &SiteName) -> Result<Cache, Status> {
        let folder = match site {
            SiteName::Main => cache::FOLDER.to_owned(),
            SiteName::Edition(id) => format!("{}/editions/{id}", cache::FOLDER),
        };
        Cache::open(TrustedFolder::below(&self.root, folder))
            .map_err(|error| self.unreadable(&error))
    }

    /// All editions, each in its folder. Each is exchanged as a whole; that all of them are checked comes before.
    pub(super) fn build_editions(&self, arguments: &args::Build) -> Result<Status, Status> {
        let started = std::time::Instant::now();
        let telling = &arguments.telling;
        let mut timings = self.stopwatch();
        let options = self.options(&arguments.reading, !arguments.no_print)?;
        let trust = &arguments.trust;
        let mut session = self.single(trust);
        let place = |site: &SiteName| match (arguments.out.as_deref(), site) {
            (Some(out), SiteName::Edition(id)) => TrustedFolder::below(&self.root.join(out), &**id),
            _ => self.usual_place(site),
        };
        // Each edition is exchanged in this folder.
        let out = arguments.out.as_deref().unwrap_or(Path::new(EDITIONS_FOLDER));
        let one = TrustedFolder::below(&self.root.join(out), MAIN_FOLDER);
        self.writable(one.clone())?;
        self.enter_confines(trust, Some(&one.path()), None)?;
        let snapshot = timings.step("read", || self.snapshot_of(trust))?;
        let (reading, unfinished) = (&arguments.reading, Some("cli-nothing-written"));
        let asked = Asked { trust, reading, telling, unfinished };
        if let Some(ended) = self.within_bounds(&asked, Some(&snapshot))? {
            return Ok(ended);
        }
        let inputs = timings.step("cache", || self.inputs(&snapshot, &options))?;
        let output = |site: &SiteName| Output { place: place(site), telling, started };
        let names: Vec<SiteName> = all(&snapshot).collect();
        for name in &names {
            self.writable(place(name))?;
        }
        if names.is_empty() {
            self.say("cli-no-editions", &[]);
            return Ok(Status::Fine);
        }
        let caches: Vec<Cache> =
            names.iter().map(|name| self.cache(name)).collect::<Result<_, Status>>()?;
        let as_they_were: Option<Vec<Published>> = timings.step("verify", || {
            if trust.untrusted {
                return None;
            }
            let known = |(name, cache)| {
                let files = unchanged(cache, inputs, &place(name), &snapshot)?;
                Some(Published { files, ..Published::default() })
            };
            names.iter().zip(&caches).map(known).collect()
        });
        if let Some(published) = as_they_were {
            self.report(Findings::new(), telling.format, &snapshot, None);
            for (name, published) in names.iter().zip(&published) {
                self.built(published, &output(name));
            }
            self.timings(telling.timings, &timings);
            return Ok(Status::Fine);
        }
        for (name, cache) in names.iter().zip(caches) {
            if !trust.untrusted {
                session.set_cache(name.clone(), cache);
            }
            session.compare_with(name.clone(), self.online(None, &place(name))?);
        }
        let built = session.build_editions(&snapshot, &options, &mut timings);
        let silent = built.findings.iter().next().is_none();
        let (status, _) = self.report(built.findings, telling.format, &snapshot, None);
        if status != Status::Fine {
            self.say("cli-nothing-written", &[]);
            self.timings(telling.timings, &timings);
            return Ok(status);
        }
        let mut without_base_url = Vec::new();
        for outcome in built.sites {
            let Outcome { outputs, keep, site, base_url, work, .. } = outcome;
            let output = output(&site);
            let on_wait = || self.waits(&output.place);
            let target = Target { place: &output.place, keep: &keep, on_wait: &on_wait };
            let permalinks = session.permalinks(&site);
            let published = timings
                .step("publish", || publish(&outputs, permalinks.as_ref(), target))
                .map_err(|error| self.publish_error(&error))?;
            session.save(&site, silent.then_some((inputs, published.manifest)));
            if arguments.explain {
                self.explain_work(&work.made);
            }
            self.built(&published, &output);
            if let (SiteName::Edition(id), None) = (site, base_url) {
                without_base_url.push(id);
            }
        }
        self.without_address(&without_base_url.iter().collect::<Vec<_>>());
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

/// The folder of a site below its root, unless somebody names another one.
fn usual_folder(site: &SiteName) -> String {
    match site {
        SiteName::Main => MAIN_FOLDER.to_owned(),
        SiteName::Edition(id) => format!("{EDITIONS_FOLDER}/{id}"),
    }
}

/// All editions that a site has files of.
pub(super) fn all(snapshot: &Snapshot) -> impl Iterator<Item = SiteName> {
    edition::ids(snapshot).into_iter().map(|id| SiteName::Edition(id.into()))
}
