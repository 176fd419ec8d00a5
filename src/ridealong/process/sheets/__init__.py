"""CRM exports as CSV, XLSX and Parquet, read into records, and records into deals.

    sheet = open_sheet(path)                    # open_sheets(path): every worksheet
    mapping = guess(sheet)                      # what the rows are, which column is which field
    questions(mapping)                          # what has to be stated first: ask, never guess
    mapping = mapping.stated("Close Date", form=DateForm.DMY)
    for read in (rows := read_rows(sheet, mapping)):
        ...                                     # a Record, or a Refusal with row, column and remedy
    rows.counts                                 # taken, refused, blank, repeated …
    read = pipeline_of([(mapping.table, records), …], as_of=day)
    read.pipeline, read.notes                   # a Joined

`Sheet`: `path`, `name` (of the worksheet, else of the file), `columns` (unique headings), `heading`
(its row), `first` (the first 20 rows, to be shown), `rows()` (again and again: row numbers as a
spreadsheet counts, and cells; blank rows are left out), `notes`.

`Mapping.to_dict`, `Mapping.from_dict` and `fingerprint(columns)` are for remembering;
`recall(sheet, kept)` fits a remembered mapping to a sheet: columns may stand in another order, and
how dates and amounts are written is looked at anew where no person stated it.

`read_rows(sheet, mapping)` refuses a bad value and keeps the row where the row can do without it.
Ids that come twice: the same content is skipped, of differing content the one changed last is
taken. Raises `errors.Unstated` while `questions(mapping)` has any.

`read_folder(path, as_of=None, mappings={})` (and `read_files(paths, …)`) joins several sheets:
deals, changes of stage, people, stages, accounts. Returns a `Reading`: `files` (each with its
sheet, mapping, counts and refusals), `pipeline`, `notes`, and `records(table)`. Without `as_of` the
last day that the sheets speak of is taken.

A deal's `close` is what CRMs call close date: when it closed, or is expected to as long as it is
open; `closed` and `expected` say which. `pipeline_of` tells them apart by the outcome.

Fields of each table: `fields_of(table)`. The fields of records are text, `date`, aware `datetime`,
float, bool, as `Field.kind` says; ids are always text.

- deals, snapshots: id, name, account, account_id, owner, owner_id, owner_email, team, manager,
  stage, stage_id, pipeline, outcome, won, closed_flag, probability, created, close, expected,
  closed, value, list_value, currency, source, product, segment, partner, next_step, lost_reason,
  contact, contact_id, `entered STAGE` for each stage whose date has a column, stage_since, changed;
  snapshots also snapshot
- history: deal, deal_name, at, stage, stage_id, old_stage, property
- accounts: id, name, industry, country, segment, website, owner, owner_id, created, changed,
  deleted
- contacts: id, name, first_name, last_name, email, phone, title, account, account_id, owner_id,
  changed
- activities: id, kind (call, email, meeting, task, note), at, ends, minutes, direction (in, out),
  subject, text, owner, owner_id, deal, account_id, contact_id, changed
- people: id, name, first_name, last_name, email, team, team_id, manager, manager_id, active,
  deleted
- teams: id, name, parent
- stages: id, name, order, probability, closed_flag, won, pipeline
- pipelines: id, name, order
- products: id, name, list_price
- line items: id, deal, product, quantity, price, list_price, value, discount, changed
- links: deal, contact_id, account_id, activity_id
- leads: id, name, first_name, last_name, email, account, source, owner_id, created, status
"""

from ridealong.process.sheets.fields import fields_of
from ridealong.process.sheets.folder import FileRead, Reading, read_files, read_folder
from ridealong.process.sheets.forms import questions, recall
from ridealong.process.sheets.guessing import guess, guess_as
from ridealong.process.sheets.joining import Joined, pipeline_of
from ridealong.process.sheets.model import (
    AmountForm,
    Cell,
    Column,
    DateForm,
    Mapping,
    Question,
    Record,
    Refusal,
    Table,
    fingerprint,
)
from ridealong.process.sheets.opening import MAX_BYTES, open_sheet, open_sheets
from ridealong.process.sheets.rows import Counts, Rows, read_rows
from ridealong.process.sheets.sheet import Sheet

__all__ = [
    "MAX_BYTES",
    "AmountForm",
    "Cell",
    "Column",
    "Counts",
    "DateForm",
    "FileRead",
    "Joined",
    "Mapping",
    "Question",
    "Reading",
    "Record",
    "Refusal",
    "Rows",
    "Sheet",
    "Table",
    "fields_of",
    "fingerprint",
    "guess",
    "guess_as",
    "open_sheet",
    "open_sheets",
    "pipeline_of",
    "questions",
    "read_files",
    "read_folder",
    "read_rows",
    "recall",
]
