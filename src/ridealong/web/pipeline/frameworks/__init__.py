"""The process that all work by: versions, drafts, publishing, and the pages to edit it on."""
