//! The language server: an editor asks about the files of a site while they are being written (Language Server Protocol 3.17).
//!
//! Entry point: [`serve`]. Invariant: the same session as for everything else, with what is open laid over the files; nothing is written by the server,
//! the editor does that; whatever is asked about a file outside the site, or a place outside its text, has an empty answer.
//!
//! `places` and `cursor` know nothing of the site; `workspace` is the site; `completion`, `navigation`, `renaming` and `remarks` answer from it.

mod completion;
mod cursor;
mod navigation;
mod places;
mod remarks;
mod renaming;
mod workspace;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use lsp_server::{Connection, ErrorCode, Message, Notification, Request, RequestId, Response};
use lsp_types::notification::{
    DidChangeTextDocument, DidChangeWatchedFiles, DidCloseTextDocument, DidOpenTextDocument,
    DidSaveTextDocument, Notification as _, PublishDiagnostics,
};
use lsp_types::request::{
    CodeActionRequest, Completion, DocumentLinkRequest, DocumentSymbolRequest, GotoDefinition,
    HoverRequest, PrepareRenameRequest, References, RegisterCapability, Rename, Request as _,
    WorkspaceSymbolRequest,
};
use lsp_types::{
    CodeActionKind, CodeActionOptions, CodeActionProviderCapability, CompletionOptions,
    DidChangeWatchedFilesRegistrationOptions, DocumentLinkOptions, FileSystemWatcher, GlobPattern,
    HoverProviderCapability, InitializeParams, InitializeResult, OneOf, PositionEncodingKind,
    PublishDiagnosticsParams, Registration, RegistrationParams, RenameOptions, SaveOptions,
    ServerCapabilities, ServerInfo, TextDocumentSyncCapability, TextDocumentSyncKind,
    TextDocumentSyncOptions, TextDocumentSyncSaveOptions,
};
use serde::de::DeserializeOwned;
use serde_json::{Value as Json, json};

use crate::config::SETTINGS_FILE;
use crate::diagnostic::Language;
use crate::diagnostic::texts::Texts;
use crate::disk::{DiskError, PathKind, kind_named};
use crate::location::SitePath;
use crate::session::Options;
use workspace::Workspace;

/// What a server is to know.
pub(crate) struct Setup<'a> {
    /// The folder that somebody has named; else it is the one that the editor has open.
    pub(crate) root: Option<PathBuf>,
    /// Where the server was started.
    pub(crate) here: PathBuf,
    /// The words, when somebody has asked for a language; else they are in that of the editor.
    pub(crate) texts: Option<Arc<Texts>>,
    /// How the site is read, for the day that it is now.
    pub(crate) options: &'a dyn Fn() -> Options,
}

/// Why a server ended before it was told to.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ServerError {
    /// The editor spoke another language, or went away.
    #[error("{0}")]
    Protocol(#[from] lsp_server::ProtocolError),
    /// The site cannot be read.
    #[error(transparent)]
    Disk(#[from] DiskError),
}

/// Answers an editor until it says that it is done.
///
/// # Errors
/// When the site cannot be read, or the editor goes away without a word.
pub(crate) fn serve(connection: &Connection, setup: Setup<'_>) -> Result<(), ServerError> {
    let (id, asked) = connection.initialize_start()?;
    let asked: InitializeParams = serde_json::from_value(asked).unwrap_or_default();
    let open = || site_around(folder_of(&asked).unwrap_or_else(|| setup.here.clone()));
    let root = setup.root.clone().unwrap_or_else(open);
    let language = asked.locale.as_deref().and_then(Language::of_locale).unwrap_or_default();
    let texts = setup.texts.clone().unwrap_or_else(|| Arc::new(Texts::new(language)));
    let info = ServerInfo {
        name: "broschur".to_owned(),
        version: Some(env!("CARGO_PKG_VERSION").to_owned()),
    };
    let result = InitializeResult { capabilities: capabilities(), server_info: Some(info) };
    connection.initialize_finish(id, serde_json::to_value(result).unwrap_or_default())?;
    let workspace = Workspace::at(&root)?;
    let published = BTreeMap::new();
    let mut server = Server { connection, texts, setup, workspace, published };
    let watches = asked.capabilities.workspace.and_then(|workspace| {
        workspace.did_change_watched_files.and_then(|watched| watched.dynamic_registration)
    });
    if watches == Some(true) {
        server.watch_files();
    }
    server.run()
}

/// The folder that the editor has open.
fn folder_of(asked: &InitializeParams) -> Option<PathBuf> {
    #[allow(deprecated, reason = "what editors said before there were several folders")]
    let old = asked.root_uri.as_ref();
    let first = asked.workspace_folders.as_ref().and_then(|folders| folders.first());
    let uri = first.map(|folder| &folder.uri).or(old)?;
    url::Url::parse(uri.as_str()).ok()?.to_file_path().ok()
}

/// The folder of the site that another one belongs to, which may be the folder of its content: editors take that for what is open when they look for settings.
/// Where there is no site around it, the folder itself.
fn site_around(folder: PathBuf) -> PathBuf {
    let is_site = |folder: &&Path| kind_named(&folder.join(SETTINGS_FILE)) == Some(PathKind::File);
    folder.ancestors().find(is_site).map(Path::to_owned).unwrap_or(folder)
}

fn capabilities() -> ServerCapabilities {
    let triggers = [":", "[", "(", "#", "/", "-", " ", ","].map(str::to_owned).to_vec();
    ServerCapabilities {
        position_encoding: Some(PositionEncodingKind::UTF16),
        text_document_sync: Some(TextDocumentSyncCapability::Options(TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(TextDocumentSyncKind::INCREMENTAL),
            save: Some(TextDocumentSyncSaveOptions::SaveOptions(SaveOptions::default())),
            ..TextDocumentSyncOptions::default()
        })),
        completion_provider: Some(CompletionOptions {
            trigger_characters: Some(triggers),
            ..CompletionOptions::default()
        }),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        definition_provider: Some(OneOf::Left(true)),
        references_provider: Some(OneOf::Left(true)),
        rename_provider: Some(OneOf::Right(RenameOptions {
            prepare_provider: Some(true),
            work_done_progress_options: Default::default(),
        })),
        document_symbol_provider: Some(OneOf::Left(true)),
        workspace_symbol_provider: Some(OneOf::Left(true)),
        document_link_provider: Some(DocumentLinkOptions {
            resolve_provider: None,
            work_done_progress_options: Default::default(),
        }),
        code_action_provider: Some(CodeActionProviderCapability::Options(CodeActionOptions {
            code_action_kinds: Some(vec![CodeActionKind::QUICKFIX, remarks::fix_all()]),
            ..CodeActionOptions::default()
        })),
        ..ServerCapabilities::default()
    }
}

struct Server<'a> {
    connection: &'a Connection,
    texts: Arc<Texts>,
    setup: Setup<'a>,
    workspace: Workspace,
    /// What the editor has been told of each file.
    published: BTreeMap<SitePath, Vec<lsp_types::Diagnostic>>,
}

impl Server<'_> {
    /// Has the editor say when files change on the disk.
    fn watch_files(&self) {
        let glob = GlobPattern::String("**/{content,themes}/**".to_owned());
        let watchers = vec![FileSystemWatcher { glob_pattern: glob, kind: None }];
        let options = DidChangeWatchedFilesRegistrationOptions { watchers };
        let registration = Registration {
            id: "files".to_owned(),
            method: DidChangeWatchedFiles::METHOD.to_owned(),
            register_options: serde_json::to_value(options).ok(),
        };
        let params = RegistrationParams { registrations: vec![registration] };
        let id = RequestId::from("files".to_owned());
        self.send(Request::new(id, RegisterCapability::METHOD.to_owned(), params).into());
    }

    fn send(&self, message: Message) {
        // Who does not listen any more says so by going away.
        let _ = self.connection.sender.send(message);
    }

    fn run(&mut self) -> Result<(), ServerError> {
        self.publish();
        while let Ok(message) = self.connection.receiver.recv() {
            let mut next = Some(message);
            // What has been typed in the meantime comes first: nobody waits for what was found before.
            while let Some(message) = next {
                match message {
                    Message::Request(request) => {
                        if self.connection.handle_shutdown(&request)? {
                            return Ok(());
                        }
                        let response = self.answer(request);
                        self.send(response.into());
                    }
                    Message::Notification(notification) => self.note(notification),
                    Message::Response(_) => {}
                }
                next = self.connection.receiver.try_recv().ok();
            }
            self.publish();
        }
        Ok(())
    }

    /// Takes what the editor tells.
    fn note(&mut self, notification: Notification) {
        let Notification { method, params } = notification;
        let workspace = &mut self.workspace;
        match method.as_str() {
            DidOpenTextDocument::METHOD => {
                if let Some(told) = read::<lsp_types::DidOpenTextDocumentParams>(params)
                    && let Some(path) = workspace.site.path_of(&told.text_document.uri)
                {
                    workspace.open(path, told.text_document.text);
                }
            }
            DidChangeTextDocument::METHOD => {
                if let Some(told) = read::<lsp_types::DidChangeTextDocumentParams>(params)
                    && let Some(path) = workspace.site.path_of(&told.text_document.uri)
                {
                    workspace.change(&path, told.content_changes);
                }
            }
            DidCloseTextDocument::METHOD => {
                if let Some(told) = read::<lsp_types::DidCloseTextDocumentParams>(params)
                    && let Some(path) = workspace.site.path_of(&told.text_document.uri)
                {
                    workspace.close(&path);
                }
            }
            DidSaveTextDocument::METHOD | DidChangeWatchedFiles::METHOD => {
                // What cannot be read now will be when somebody saves again.
                let _ = workspace.reread();
            }
            _ => {}
        }
    }

    /// Looks at what has changed, and tells the editor what differs by that.
    fn publish(&mut self) {
        if !self.workspace.refresh(&(self.setup.options)()) {
            return;
        }
        let mut new = remarks::by_file(&self.workspace, &self.texts);
        let old: Vec<SitePath> = self.published.keys().cloned().collect();
        for path in old {
            new.entry(path).or_default();
        }
        for (path, diagnostics) in new {
            if self.published.get(&path).map_or(&[][..], Vec::as_slice) == diagnostics {
                continue;
            }
            if let Some(uri) = self.workspace.site.uri_of(&path) {
                let params = PublishDiagnosticsParams::new(uri, diagnostics.clone(), None);
                let method = PublishDiagnostics::METHOD.to_owned();
                self.send(Notification::new(method, params).into());
            }
            match diagnostics.is_empty() {
                true => drop(self.published.remove(&path)),
                false => drop(self.published.insert(path, diagnostics)),
            }
        }
    }

    fn answer(&mut self, request: Request) -> Response {
        let Request { id, method, params } = request;
        // Words are proposed while somebody types, from what was there before; everything else is about places, which have to be those of the text.
        if method != Completion::METHOD {
            self.publish();
        }
        let (workspace, texts) = (&self.workspace, &*self.texts);
        let answer = match method.as_str() {
            Completion::METHOD => on(params, |asked| completion::answer(workspace, texts, &asked)),
            HoverRequest::METHOD => on(params, |asked| navigation::hover(workspace, texts, &asked)),
            GotoDefinition::METHOD => on(params, |asked| navigation::definition(workspace, &asked)),
            References::METHOD => on(params, |asked| navigation::references(workspace, &asked)),
            PrepareRenameRequest::METHOD => {
                on(params, |asked| renaming::prepare(workspace, &asked))
            }
            Rename::METHOD => {
                let options = &(self.setup.options)();
                let renamed =
                    read(params).map(|asked| renaming::rename(workspace, (options, texts), &asked));
                match renamed {
                    // The protocol has words for a name that cannot be.
                    Some(Err(words)) => {
                        return Response::new_err(id, ErrorCode::RequestFailed as i32, words);
                    }
                    Some(Ok(edit)) => Some(json!(edit)),
                    None => None,
                }
            }
            DocumentSymbolRequest::METHOD => {
                on(params, |asked| navigation::outline(workspace, &asked))
            }
            WorkspaceSymbolRequest::METHOD => {
                on(params, |asked| navigation::entries(workspace, &asked))
            }
            DocumentLinkRequest::METHOD => on(params, |asked| navigation::links(workspace, &asked)),
            CodeActionRequest::METHOD => {
                on(params, |asked| remarks::actions(workspace, texts, &asked))
            }
            _ => {
                let words = format!("{method} is not known");
                return Response::new_err(id, ErrorCode::MethodNotFound as i32, words);
            }
        };
        match answer {
            Some(answer) => Response::new_ok(id, answer),
            None => Response::new_err(id, ErrorCode::InvalidParams as i32, method),
        }
    }
}

/// What a message says; `None` when it does not say what it should.
fn read<T: DeserializeOwned>(params: Json) -> Option<T> {
    serde_json::from_value(params).ok()
}

/// The answer to what is asked; `None` when that cannot be understood.
fn on<T: DeserializeOwned, A: serde::Serialize>(
    params: Json,
    answer: impl FnOnce(T) -> A,
) -> Option<Json> {
    read(params).map(|asked| json!(answer(asked)))
}
