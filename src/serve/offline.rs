//! Requests that no connection has brought, for [`crate::fuzzing`].

use std::sync::Arc;

use hyper::HeaderMap;
use hyper::header::{HeaderName, HeaderValue};

use super::door::Door;
use super::response::ResponseBody;
use super::routes::{self, Answering};
use super::state::SharedState;
use super::voices::Said;
use crate::publish::OutputSet;

/// A preview that listens to nobody.
pub(crate) struct Offline(Arc<SharedState>);

/// What a request gets.
pub(crate) struct Answer {
    /// Its status.
    pub(crate) status: u16,
    headers: HeaderMap,
    /// What follows the head; `None` when it has no end.
    pub(crate) body: Option<Vec<u8>>,
}

impl Answer {
    /// What a header says, when there is one and no other of its name.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut values = self.headers.get_all(name).iter();
        let value = values.next()?.to_str().ok()?;
        values.next().is_none().then_some(value)
    }
}

impl Offline {
    /// A preview of these outputs.
    pub(crate) fn of(outputs: OutputSet) -> Self {
        let pages = ["soon", "beside"].map(|page| Said::alike(page.to_owned()));
        let shared = SharedState::new("preview.test", Door::closed(), "soon".to_owned(), pages);
        shared.change(|state| state.outputs = outputs);
        Self(Arc::new(shared))
    }

    /// Whether this is one of the files that every preview has.
    pub(crate) fn is_own(body: &str) -> bool {
        routes::own_files().any(|file| file == body.as_bytes())
    }

    /// The answer to a request as it is written (RFC 9112): a line with method and target, and a line for each header. `None` for
    /// what the library refuses before it is looked at here.
    pub(crate) fn ask(&self, written: &str) -> Option<Answer> {
        let (head, body) = written.split_once("\n\n").unwrap_or((written, ""));
        let mut lines = head.lines();
        let (method, target) = lines.next()?.split_once(' ')?;
        let mut request = hyper::Request::builder().method(method).uri(target.trim_end());
        for line in lines {
            let (name, value) = line.split_once(':')?;
            let name = HeaderName::from_bytes(name.as_bytes()).ok()?;
            request = request.header(name, HeaderValue::from_bytes(value.trim().as_bytes()).ok()?);
        }
        let head = request.body(()).ok()?.into_parts().0;
        let response = match routes::admit(&self.0, &head) {
            Err(refused) => refused,
            Ok(admitted) => match admitted.answer(&self.0, body.as_bytes().to_vec()) {
                Answering::Now(response) => response,
                Answering::Later(_) => return None,
            },
        };
        let (head, body) = response.into_http().into_parts();
        let body = match body {
            ResponseBody::Whole(bytes) => Some(bytes.to_vec()),
            ResponseBody::Events(_) => None,
        };
        Some(Answer { status: head.status.as_u16(), headers: head.headers, body })
    }
}
