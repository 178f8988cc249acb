//! What came to the storage, for assertions.

use std::collections::VecDeque;

use super::fault::CosOperation;
use super::reply::Reply;
use super::request::CosRequest;

/// How many requests are kept: the latest.
const MAX_RECORDS: usize = 100_000;

/// A request to the storage.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CosRecord {
    /// What was asked for.
    pub operation: CosOperation,
    /// The path of the object, decoded.
    pub path: String,
    /// The number of the part, of [`CosOperation::UploadPart`].
    pub part: Option<u32>,
    /// How long the body was.
    pub bytes: u64,
    /// The HTTP status of the reply; 0 if there was none.
    pub status: u16,
    /// The error code of the reply.
    pub code: Option<String>,
    /// How many bytes were stored by it.
    pub stored: u64,
}

#[derive(Default)]
pub(super) struct Journal {
    records: VecDeque<CosRecord>,
    at_work: usize,
    most_at_work: usize,
}

impl Journal {
    pub(super) fn records(&self) -> Vec<CosRecord> {
        self.records.iter().cloned().collect()
    }

    pub(super) fn max_concurrency(&self) -> usize {
        self.most_at_work
    }

    pub(super) fn add(&mut self, operation: CosOperation, request: &CosRequest, reply: &Reply) {
        if self.records.len() >= MAX_RECORDS {
            self.records.pop_front();
        }
        self.records.push_back(CosRecord {
            operation,
            path: request.path.clone(),
            part: request.part(),
            bytes: request.body.len() as u64,
            status: if reply.delivery.is_lost {
                0
            } else {
                reply.status
            },
            code: reply.code.clone(),
            stored: reply.stored,
        });
    }

    pub(super) fn begin(&mut self) {
        self.at_work += 1;
        self.most_at_work = self.most_at_work.max(self.at_work);
    }

    pub(super) fn end(&mut self) {
        self.at_work -= 1;
    }
}
