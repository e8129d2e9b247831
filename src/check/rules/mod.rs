//! One rule, one file.

pub(super) mod adaptation_due;
pub(super) mod anglicism;
pub(super) mod calendar_dates;
pub(super) mod consent;
pub(super) mod declared;
pub(super) mod document_metadata;
pub(super) mod dropped_address;
pub(super) mod duplicate_title;
pub(super) mod figures;
pub(super) mod files;
pub(super) mod images;
pub(super) mod link_text;
pub(super) mod links;
pub(super) mod missing_credit;
pub(super) mod old_facts;
pub(super) mod one_way_link;
pub(super) mod orphan_page;
pub(super) mod person_in_contact;
pub(super) mod review_due;
pub(super) mod settings;
pub(super) mod table_header;
pub(super) mod unique;
pub(super) mod unpublished;
